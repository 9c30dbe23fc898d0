using System.Globalization;
using OpenCvSharp;
using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Lane.Pictures;

namespace Pixelopolis.Datasets.Voc.Pictures;

/// <summary>
/// Labelled pictures at a glance: thirty of them with their boxes and names (difficult ones dashed and dim), chosen so that rare classes show, too;
/// below, how often each class occurs and how large things are at the reference detector's input.
/// </summary>
public static class VocContactSheet
{
    private const int Columns = 5, Rows = 6;
    private const int CellWidth = 384, CellHeight = 288, Gap = 8, Head = 44, Foot = 460;
    private const int LookedAt = 200;

    private static readonly Scalar Ink = new(225, 225, 225);

    /// <summary>Draws the sheet and writes it as PNG.</summary>
    public static void Save(IReadOnlyList<VocImage> images, string title, string path)
    {
        var chosen = Chosen(images);
        var rows = Math.Max(1, (chosen.Count + Columns - 1) / Columns);
        using var sheet = new Mat(Head + rows * (CellHeight + Gap) + Foot, Columns * (CellWidth + Gap) + Gap, MatType.CV_8UC3, BarChart.Paper);
        var objects = images.Sum(i => i.Objects.Count);
        Write(sheet, string.Create(CultureInfo.InvariantCulture, $"{title}: {images.Count:n0} pictures, {objects:n0} objects, {images.Sum(i => i.Objects.Count(o => o.Difficult)):n0} of them difficult (dashed), {images.Count(i => i.Objects.Count == 0):n0} pictures without any"),
            Gap, 28, 0.62, Ink);
        for (var k = 0; k < chosen.Count; k++)
        {
            var (x, y) = (Gap + k % Columns * (CellWidth + Gap), Head + k / Columns * (CellHeight + Gap));
            using var cell = sheet.SubMat(y, y + CellHeight, x, x + CellWidth);
            Draw(cell, chosen[k]);
        }
        using var foot = sheet.SubMat(sheet.Height - Foot, sheet.Height, 0, sheet.Width);
        VocCharts.Draw(foot, images);
        sheet.SaveImage(path);
    }

    /// <summary>From each thirtieth of the pictures the one that shows most of what has been shown least.</summary>
    internal static List<VocImage> Chosen(IReadOnlyList<VocImage> images)
    {
        var shown = new Dictionary<string, int>(StringComparer.Ordinal);
        var chosen = new List<VocImage>();
        var cells = Math.Min(Columns * Rows, images.Count);
        for (var k = 0; k < cells; k++)
        {
            var (first, end) = ((int)((long)k * images.Count / cells), (int)((long)(k + 1) * images.Count / cells));
            var best = images.Skip(first).Take(Math.Min(LookedAt, end - first))
                .MaxBy(i => i.Objects.Where(o => !o.Difficult).Select(o => o.Name).Distinct().Sum(n => 1.0 / (1 + 4 * shown.GetValueOrDefault(n))))!;
            foreach (var thing in best.Objects.Where(o => !o.Difficult)) shown[thing.Name] = shown.GetValueOrDefault(thing.Name) + 1;
            chosen.Add(best);
        }
        return chosen;
    }

    /// <summary>One picture with its boxes, filling <paramref name="into"/> as far as its shape allows.</summary>
    public static void Draw(Mat into, VocImage image)
    {
        using var read = Cv2.ImRead(image.Path);
        if (read.Empty()) return;
        var scale = Math.Min((double)into.Width / image.Width, (double)into.Height / image.Height);
        using var small = read.Resize(new Size((int)Math.Round(image.Width * scale), (int)Math.Round(image.Height * scale)), 0, 0, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Nearest);
        using (var place = into.SubMat(0, small.Height, 0, small.Width)) small.CopyTo(place);
        foreach (var thing in image.Objects.OrderByDescending(o => o.Difficult)) Box(into, thing, scale);
        foreach (var thing in image.Objects.Where(o => !o.Difficult).OrderBy(o => o.Box.Bottom)) Name(into, thing, scale);
    }

    private static void Box(Mat into, VocObject thing, double scale)
    {
        var colour = ColourOf(thing.Name);
        // Around the box, not on it: its outermost pixels stay to be judged.
        var (l, t) = ((int)Math.Floor(thing.Box.Left * scale) - 1, (int)Math.Floor(thing.Box.Top * scale) - 1);
        var (r, b) = ((int)Math.Ceiling(thing.Box.Right * scale), (int)Math.Ceiling(thing.Box.Bottom * scale));
        if (!thing.Difficult)
        {
            Cv2.Rectangle(into, new Point(l, t), new Point(r, b), colour, scale > 1 ? 2 : 1);
            return;
        }
        var dim = new Scalar(colour.Val0 * 0.6 + 40, colour.Val1 * 0.6 + 40, colour.Val2 * 0.6 + 40);
        for (var x = l; x < r; x += 6)
            foreach (var y in (ReadOnlySpan<int>)[t, b]) Cv2.Line(into, new Point(x, y), new Point(Math.Min(x + 2, r), y), dim);
        for (var y = t; y < b; y += 6)
            foreach (var x in (ReadOnlySpan<int>)[l, r]) Cv2.Line(into, new Point(x, y), new Point(x, Math.Min(y + 2, b)), dim);
    }

    private static void Name(Mat into, VocObject thing, double scale)
    {
        const double Size = 0.38;
        var text = Cv2.GetTextSize(thing.Name, HersheyFonts.HersheySimplex, Size, 1, out _);
        var x = Math.Clamp((int)(thing.Box.Left * scale) - 1, 0, Math.Max(0, into.Width - text.Width - 4));
        var y = (int)(thing.Box.Top * scale) - 3;
        if (y < text.Height + 4) y = Math.Min(into.Height - 3, (int)(thing.Box.Bottom * scale) + text.Height + 5);
        Cv2.Rectangle(into, new Rect(x, y - text.Height - 2, text.Width + 4, text.Height + 5) & new Rect(0, 0, into.Width, into.Height), ColourOf(thing.Name), -1);
        Write(into, thing.Name, x + 2, y, Size, new Scalar(10, 10, 10));
    }

    /// <summary>Signs around the colour circle, then cars and obstacles (blue, green, red).</summary>
    internal static Scalar ColourOf(string name)
    {
        var kind = ObjectClasses.Of(name);
        if (kind == ObjectClass.None) return new Scalar(255, 255, 255);
        if (kind == ObjectClass.Car) return new Scalar(90, 230, 90);
        if (ObjectClasses.IsObstacle(kind)) return new Scalar(80, 140 + 50 * (kind - ObjectClass.Hand), 255);
        var turn = ((int)kind - 1) / 16.0 * 2 * Math.PI;
        return new Scalar(175 + 80 * Math.Cos(turn), 175 + 80 * Math.Cos(turn - 2.094), 175 + 80 * Math.Cos(turn + 2.094));
    }

    private static void Write(Mat into, string text, int x, int y, double size, Scalar colour) =>
        Cv2.PutText(into, text, new Point(x, y), HersheyFonts.HersheySimplex, size, colour, 1, LineTypes.AntiAlias);
}
