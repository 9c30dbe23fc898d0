using System.Numerics;
using OpenCvSharp;
using Pixelopolis.City;

namespace Pixelopolis.Sim.Rendering;

/// <summary>The faces of the sixteen traffic signs (after the Vienna Convention's, where it has one), drawn large and made small.</summary>
internal sealed class SignArt
{
    public const int Size = 128;
    private const int Fine = 4;
    private const int Shift = 4;

    private readonly SignStyle _style;

    private SignArt(SignStyle style)
    {
        _style = style;
        (Red, Blue, White, Black, Yellow) = (Bgr(style.Red), Bgr(style.Blue), Bgr(style.White), Bgr(style.Black), Bgr(style.Yellow));
    }

    private Scalar Red { get; }
    private Scalar Blue { get; }
    private Scalar White { get; }
    private Scalar Black { get; }
    private Scalar Yellow { get; }
    private static Scalar Green => Bgr(0x1E8E3E);
    private static Scalar Amber => Bgr(0xF5A302);

    public static uint[] Draw(SignClass sign) => Draw(sign, SignStyle.Showroom);

    /// <summary>RGBA, <see cref="Size"/> × <see cref="Size"/>; transparent outside the plate, in its rim's colour.</summary>
    public static uint[] Draw(SignClass sign, SignStyle style)
    {
        var pixels = new SignArt(style).Draws(sign);
        SignWear.Apply(style, pixels, Size);
        return pixels;
    }

    private uint[] Draws(SignClass sign)
    {
        using var face = new Mat(Size * Fine, Size * Fine, MatType.CV_8UC3, RimOf(sign));
        using var plate = new Mat(Size * Fine, Size * Fine, MatType.CV_8UC1, Scalar.Black);
        Outline(plate, sign);
        Paint(face, sign);
        using var small = new Mat();
        using var alpha = new Mat();
        Cv2.Resize(face, small, new Size(Size, Size), 0, 0, InterpolationFlags.Area);
        Cv2.Resize(plate, alpha, new Size(Size, Size), 0, 0, InterpolationFlags.Area);
        small.GetArray(out Vec3b[] colours);
        alpha.GetArray(out byte[] opaque);
        var pixels = new uint[Size * Size];
        for (var k = 0; k < pixels.Length; k++)
            pixels[k] = colours[k].Item2 | (uint)colours[k].Item1 << 8 | (uint)colours[k].Item0 << 16 | (uint)opaque[k] << 24;
        return pixels;
    }

    private Scalar RimOf(SignClass sign) => sign switch
    {
        SignClass.Stop or SignClass.PriorityRoad or SignClass.PedestrianCrossing or SignClass.Parking or SignClass.Hospital or SignClass.BusStop => White,
        SignClass.TurnLeftAhead or SignClass.TurnRightAhead or SignClass.StraightAhead or SignClass.Roundabout => White,
        _ => Red,
    };

    private static void Outline(Mat plate, SignClass sign)
    {
        switch (sign)
        {
            case SignClass.Stop: Fill(plate, Scalar.White, Regular(8, 1, 22.5)); break;
            case SignClass.Yield: Fill(plate, Scalar.White, Triangle(1, down: true)); break;
            case SignClass.School or SignClass.TrafficSignals: Fill(plate, Scalar.White, Triangle(1, down: false)); break;
            case SignClass.PriorityRoad: Fill(plate, Scalar.White, Regular(4, 1, 0)); break;
            case SignClass.PedestrianCrossing or SignClass.Parking or SignClass.Hospital or SignClass.BusStop:
                Fill(plate, Scalar.White, Square(0.94)); break;
            default: Disc(plate, Scalar.White, 0, 0, 1); break;
        }
    }

    private void Paint(Mat m, SignClass sign)
    {
        switch (sign)
        {
            case SignClass.Stop:
                Fill(m, White, Regular(8, 1.02, 22.5));
                Fill(m, Red, Regular(8, Inset(0.93), 22.5));
                Letters(m, "STOP", White, 0, 0, 1.42, 0.62, 0.13);
                break;
            case SignClass.Yield:
                Fill(m, White, Triangle(Inset(0.62), down: true));
                break;
            case SignClass.PriorityRoad:
                Fill(m, White, Regular(4, 1.02, 0));
                Fill(m, Black, Regular(4, 0.97, 0));
                Fill(m, White, Regular(4, 0.93, 0));
                Fill(m, Yellow, Regular(4, Inset(0.68), 0));
                break;
            case SignClass.NoEntry:
                Fill(m, White, Box(-0.72, -0.17, 0.72, 0.17));
                break;
            case SignClass.SpeedLimit20: Limit(m, "20"); break;
            case SignClass.SpeedLimit30: Limit(m, "30"); break;
            case SignClass.TurnLeftAhead: Mandatory(m); Turn(m, -1); break;
            case SignClass.TurnRightAhead: Mandatory(m); Turn(m, 1); break;
            case SignClass.StraightAhead:
                Mandatory(m);
                Fill(m, White, Box(-0.12 * _style.Stroke, -0.2, 0.12 * _style.Stroke, 0.66));
                Head(m, (0, -0.72), (0.42, -0.16), (-0.42, -0.16));
                break;
            case SignClass.Roundabout: Mandatory(m); Ring(m); break;
            case SignClass.PedestrianCrossing:
                Fill(m, Blue, Square(Inset(0.88)));
                Fill(m, White, (0, -0.72), (0.74, 0.66), (-0.74, 0.66));
                if (_style.Variant % 2 == 1) for (var k = 0; k < 4; k++) Fill(m, Black, Box(-0.56 + k * 0.32, 0.50, -0.40 + k * 0.32, 0.60));
                Walker(m, 0, 0.16, 0.62);
                break;
            case SignClass.School:
                Fill(m, White, Triangle(Inset(0.66), down: false));
                Walker(m, -0.16, 0.22, 0.5);
                Walker(m, 0.18, 0.28, 0.4);
                break;
            case SignClass.Parking: Fill(m, Blue, Square(Inset(0.88))); Letters(m, "P", White, 0.02, 0, 0.78, 1.22, 0.24); break;
            case SignClass.Hospital: Fill(m, Blue, Square(Inset(0.88))); Letters(m, "H", White, 0, 0, 0.86, 1.12, 0.26); break;
            case SignClass.BusStop: Fill(m, Blue, Square(Inset(0.88))); Bus(m); break;
            case SignClass.TrafficSignals:
                Fill(m, White, Triangle(Inset(0.66), down: false));
                if (_style.Variant % 2 == 1) Fill(m, Black, Box(-0.19, -0.36, 0.19, 0.58));
                Disc(m, Red, 0, -0.19, 0.14);
                Disc(m, Amber, 0, 0.11, 0.14);
                Disc(m, Green, 0, 0.41, 0.14);
                break;
        }
    }

    private void Limit(Mat m, string digits)
    {
        Disc(m, White, 0, 0, Inset(0.74));
        Letters(m, digits, Black, 0, 0, 0.98, 0.72, 0.15);
    }

    private void Mandatory(Mat m) => Disc(m, Blue, 0, 0, Inset(0.93));

    private void Turn(Mat m, int to)
    {
        var half = 0.11 * _style.Stroke;
        Fill(m, White, Box(-to * 0.30 - half, -0.16, -to * 0.30 + half, 0.62));
        Fill(m, White, Box(Math.Min(-to * (0.30 + half), to * 0.2), -0.27 - half, Math.Max(-to * (0.30 + half), to * 0.2), -0.27 + half));
        Head(m, (to * 0.68, -0.27), (to * 0.16, 0.10), (to * 0.16, -0.64));
    }

    /// <summary>An arrow's head by its tip and its two barbs.</summary>
    private void Head(Mat m, (double X, double Y) tip, (double X, double Y) a, (double X, double Y) b)
    {
        var foot = ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
        switch (_style.Arrow)
        {
            case ArrowHead.Swept: // two blades with a notch between them
                var notch = (foot.Item1 + (tip.X - foot.Item1) * 0.35, foot.Item2 + (tip.Y - foot.Item2) * 0.35);
                Fill(m, White, tip, a, notch);
                Fill(m, White, tip, notch, b);
                break;
            case ArrowHead.Round:
                Limb(m, a.X, a.Y, tip.X, tip.Y, 0.2, White);
                Limb(m, b.X, b.Y, tip.X, tip.Y, 0.2, White);
                Limb(m, foot.Item1, foot.Item2, tip.X, tip.Y, 0.2 * _style.Stroke, White);
                break;
            default:
                Fill(m, White, tip, a, b);
                break;
        }
    }

    private double Inset(double size) => size + (1 - size) * (1 - _style.Border);

    // Three arrows that chase each other anticlockwise, as traffic that keeps right goes round.
    private void Ring(Mat m)
    {
        for (var k = 0; k < 3; k++)
        {
            var start = 90 + k * 120;
            Cv2.Ellipse(m, At(0, 0), Length(0.47), 0, start + 4, start + 78, White, (int)(0.17 * Size * Fine / 2), LineTypes.Link8, Shift);
            var (sin, cos) = Math.SinCos(start * Math.PI / 180);
            var (x, y) = (0.47 * cos, 0.47 * sin);
            Fill(m, White, (x + 0.30 * sin, y - 0.30 * cos), (x - 0.24 * cos, y - 0.24 * sin), (x + 0.24 * cos, y + 0.24 * sin));
        }
    }

    private void Walker(Mat m, double x, double y, double s)
    {
        if (_style.Walker == 2) // in a coat
        {
            Disc(m, Black, x, y - 0.60 * s, 0.15 * s);
            Fill(m, Black, (x - 0.10 * s, y - 0.46 * s), (x + 0.10 * s, y - 0.46 * s), (x + 0.30 * s, y + 0.22 * s), (x - 0.30 * s, y + 0.22 * s));
            Limb(m, x - 0.08 * s, y + 0.2 * s, x - 0.14 * s, y + 0.62 * s, 0.12 * s);
            Limb(m, x + 0.08 * s, y + 0.2 * s, x + 0.18 * s, y + 0.62 * s, 0.12 * s);
            return;
        }
        if (_style.Walker == 1) // in a hurry
        {
            Disc(m, Black, x + 0.04 * s, y - 0.62 * s, 0.15 * s);
            Limb(m, x + 0.02 * s, y - 0.42 * s, x - 0.04 * s, y + 0.08 * s, 0.24 * s);
            Limb(m, x - 0.04 * s, y + 0.08 * s, x + 0.18 * s, y + 0.32 * s, 0.15 * s);
            Limb(m, x + 0.18 * s, y + 0.32 * s, x + 0.14 * s, y + 0.62 * s, 0.13 * s);
            Limb(m, x - 0.04 * s, y + 0.08 * s, x - 0.36 * s, y + 0.56 * s, 0.15 * s);
            Limb(m, x + 0.02 * s, y - 0.36 * s, x + 0.34 * s, y - 0.16 * s, 0.1 * s);
            Limb(m, x + 0.02 * s, y - 0.36 * s, x - 0.30 * s, y - 0.10 * s, 0.1 * s);
            return;
        }
        Disc(m, Black, x, y - 0.62 * s, 0.13 * s);
        Limb(m, x, y - 0.45 * s, x - 0.02 * s, y + 0.05 * s, 0.2 * s);
        Limb(m, x - 0.02 * s, y + 0.05 * s, x + 0.26 * s, y + 0.62 * s, 0.13 * s);
        Limb(m, x - 0.02 * s, y + 0.05 * s, x - 0.26 * s, y + 0.62 * s, 0.13 * s);
        Limb(m, x, y - 0.38 * s, x + 0.30 * s, y - 0.05 * s, 0.1 * s);
        Limb(m, x, y - 0.38 * s, x - 0.28 * s, y + 0.0 * s, 0.1 * s);
    }

    private void Bus(Mat m)
    {
        if (_style.Bus == 2) // from ahead
        {
            Fill(m, White, Box(-0.44, -0.56, 0.44, 0.42));
            Fill(m, Blue, Box(-0.36, -0.36, 0.36, 0.06));
            Fill(m, Blue, Box(-0.24, -0.50, 0.24, -0.42));
            Disc(m, Blue, -0.28, 0.24, 0.08);
            Disc(m, Blue, 0.28, 0.24, 0.08);
            Fill(m, White, Box(-0.38, 0.38, -0.20, 0.56));
            Fill(m, White, Box(0.20, 0.38, 0.38, 0.56));
            return;
        }
        Fill(m, White, Box(-0.62, -0.42, 0.62, 0.34));
        if (_style.Bus == 1) // with a door
        {
            for (var k = 0; k < 2; k++) Fill(m, Blue, Box(-0.54 + k * 0.36, -0.32, -0.24 + k * 0.36, -0.02));
            Fill(m, Blue, Box(0.26, -0.32, 0.50, 0.26));
        }
        else
            for (var k = 0; k < 4; k++) Fill(m, Blue, Box(-0.54 + k * 0.28, -0.30, -0.32 + k * 0.28, -0.02));
        Disc(m, White, -0.34, 0.38, 0.16);
        Disc(m, White, 0.34, 0.38, 0.16);
        Disc(m, Blue, -0.34, 0.38, 0.07);
        Disc(m, Blue, 0.34, 0.38, 0.07);
    }

    // Letters of the width and height asked for, however wide the font draws them.
    private void Letters(Mat m, string text, Scalar colour, double x, double y, double width, double height, double thickness)
    {
        const double Scale = 8;
        (width, height) = (width * _style.GlyphWidth, height * _style.GlyphHeight);
        var thick = (int)(thickness * 250 * _style.Stroke * (_style.Font is HersheyFonts.HersheySimplex or HersheyFonts.HersheyPlain ? 1 : 0.7));
        var natural = Cv2.GetTextSize(text, _style.Font, Scale, thick, out var baseline);
        using var page = new Mat(natural.Height + baseline + 2 * thick, natural.Width + 2 * thick, MatType.CV_8UC1, Scalar.Black);
        Cv2.PutText(page, text, new Point(thick, natural.Height + thick), _style.Font, Scale, Scalar.White, thick);
        using var points = new Mat();
        Cv2.FindNonZero(page, points);
        using var ink = new Mat(page, Cv2.BoundingRect(points));
        var unit = Size * Fine / 2.0;
        using var fitted = new Mat();
        Cv2.Resize(ink, fitted, new Size((int)(width * unit), (int)(height * unit)), 0, 0, InterpolationFlags.Area);
        using var target = new Mat(m, new Rect((int)((1 + x - width / 2) * unit), (int)((1 + y - height / 2) * unit), fitted.Width, fitted.Height));
        target.SetTo(colour, fitted);
    }

    private void Limb(Mat m, double x0, double y0, double x1, double y1, double width) => Limb(m, x0, y0, x1, y1, width, Black);

    private static void Limb(Mat m, double x0, double y0, double x1, double y1, double width, Scalar colour)
    {
        var length = Math.Sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
        var (nx, ny) = (-(y1 - y0) / length * width / 2, (x1 - x0) / length * width / 2);
        Fill(m, colour, (x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny));
        Disc(m, colour, x0, y0, width / 2);
        Disc(m, colour, x1, y1, width / 2);
    }

    private static (double X, double Y)[] Regular(int corners, double radius, double degrees) =>
        [.. Enumerable.Range(0, corners).Select(k => (radius * Math.Cos((degrees + k * 360.0 / corners) * Math.PI / 180), radius * Math.Sin((degrees + k * 360.0 / corners) * Math.PI / 180)))];

    // Its middle lies a little off the plate's, as a triangle's must.
    private static (double X, double Y)[] Triangle(double size, bool down)
    {
        var turn = down ? -1 : 1;
        return [(0, turn * (0.12 - 1.0 * size)), (1.0 * size, turn * (0.12 + 0.75 * size)), (-1.0 * size, turn * (0.12 + 0.75 * size))];
    }

    private static (double X, double Y)[] Square(double half) => Box(-half, -half, half, half);

    private static (double X, double Y)[] Box(double x0, double y0, double x1, double y1) => [(x0, y0), (x1, y0), (x1, y1), (x0, y1)];

    private static void Fill(Mat m, Scalar colour, params (double X, double Y)[] corners) =>
        Cv2.FillConvexPoly(m, Array.ConvertAll(corners, c => At(c.X, c.Y)), colour, LineTypes.Link8, Shift);

    private static void Disc(Mat m, Scalar colour, double x, double y, double radius) =>
        Cv2.Circle(m, At(x, y), (int)(radius * Size * Fine / 2 * (1 << Shift)), colour, -1, LineTypes.Link8, Shift);

    private static Point At(double x, double y) => new((int)((1 + x) * Size * Fine / 2 * (1 << Shift)), (int)((1 + y) * Size * Fine / 2 * (1 << Shift)));

    private static Size Length(double radius) => new((int)(radius * Size * Fine / 2 * (1 << Shift)), (int)(radius * Size * Fine / 2 * (1 << Shift)));

    private static Scalar Bgr(uint rgb) => new(rgb & 255, (rgb >> 8) & 255, (rgb >> 16) & 255);
}
