using Pixelopolis.Car.Perception;

namespace Pixelopolis.Training.Detector.Data;

/// <summary>Something in a picture: its class by number (from 0), its box in pixels of the half frame, and whether it is too difficult to ask for.</summary>
internal readonly record struct SceneObject(int Class, float Left, float Top, float Right, float Bottom, bool Difficult)
{
    public float Width => Right - Left;
    public float Height => Bottom - Top;

    /// <summary>What of it lies in a window, in the window's own pixels.</summary>
    /// <param name="x">The window's left edge.</param>
    /// <param name="y">Its top edge.</param>
    /// <param name="zoom">Its pixels for one of this.</param>
    public SceneObject? In(double x, double y, double zoom)
    {
        var input = DetectorArchitecture.Input;
        var (left, right) = (Math.Max(0, (Left - x) * zoom), Math.Min(input.Width, (Right - x) * zoom));
        var (top, bottom) = (Math.Max(0, (Top - y) * zoom), Math.Min(input.Height, (Bottom - y) * zoom));
        if (left >= right || top >= bottom) return null;
        var share = (right - left) * (bottom - top) / (Width * Height * zoom * zoom);
        var difficult = Difficult || share < LeastShare || Math.Min(right - left, bottom - top) < LeastSide;
        return new(Class, (float)left, (float)top, (float)right, (float)bottom, difficult);
    }

    /// <summary>Pixels of the shorter side: what is smaller, labels call difficult, and it is when a zoom makes it so.</summary>
    private const double LeastSide = 12;

    private const double LeastShare = 0.25;
}

/// <summary>A labelled picture: the file, and what it shows.</summary>
internal sealed record DetectorScene(string Path, IReadOnlyList<SceneObject> Objects);

/// <summary>
/// Pictures are kept at half the camera's size, the whole frame: so the reference input is rows 64 to 224 of it, byte for byte what the car
/// cuts, and a shifted or wider view has what it needs.
/// </summary>
internal static class HalfFrame
{
    public const int Width = 320;
    public const int Height = 240;
    public const int Bytes = Width * Height * 3;

    /// <summary>The reference input's first row.</summary>
    public const int FirstRow = 64;

    public static DetectorInput Input { get; } = new(Width, Height, FrameRegion.Whole);
}
