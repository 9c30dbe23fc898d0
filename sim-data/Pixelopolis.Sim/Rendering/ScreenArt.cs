using System.Numerics;
using OpenCvSharp;

namespace Pixelopolis.Sim.Rendering;

/// <summary>What the phone on a car shows to those behind it: two eyes, and the road it follows.</summary>
internal static class ScreenArt
{
    private const int Width = 64, Height = 96;

    public static Texture Face(Vector3 paint)
    {
        var accent = new Scalar(Tone.Channel(paint.Z * 0.7f + 0.1f), Tone.Channel(paint.Y * 0.7f + 0.1f), Tone.Channel(paint.X * 0.7f + 0.1f));
        using var mat = new Mat(Height * 4, Width * 4, MatType.CV_8UC3, new Scalar(46, 30, 18));
        Cv2.Rectangle(mat, new Rect(0, 0, Width * 4, 200), accent, -1);
        foreach (var x in (ReadOnlySpan<int>)[76, 180])
        {
            Cv2.Ellipse(mat, new Point(x, 100), new Size(30, 42), 0, 0, 360, Scalar.White, -1);
            Cv2.Circle(mat, new Point(x, 108), 17, new Scalar(30, 20, 15), -1);
            Cv2.Circle(mat, new Point(x + 6, 100), 6, Scalar.White, -1);
        }
        Cv2.FillConvexPoly(mat, [new(20, 384), new(236, 384), new(146, 226), new(110, 226)], new Scalar(92, 84, 80));
        foreach (var (y, h, w) in (ReadOnlySpan<(int, int, int)>)[(352, 26, 7), (300, 22, 5), (258, 16, 4)])
            Cv2.Rectangle(mat, new Rect(128 - w, y, 2 * w, h), Scalar.White, -1);
        using var small = new Mat();
        Cv2.Resize(mat, small, new Size(Width, Height), 0, 0, InterpolationFlags.Area);
        small.GetArray(out Vec3b[] colours);
        return Texture.From(Array.ConvertAll(colours, c => c.Item2 | (uint)c.Item1 << 8 | (uint)c.Item0 << 16 | 0xFF000000), Width, Height, wraps: false);
    }
}
