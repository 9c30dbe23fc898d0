using Pixelopolis.Car.Perception;

namespace Pixelopolis.Training.Detector.Data;

/// <summary>Something in a picture: its class by number (from 0), its box in pixels of the kept frame, and whether it is too difficult to ask for.</summary>
internal readonly record struct SceneObject(int Class, float Left, float Top, float Right, float Bottom, bool Difficult)
{
    public float Width => Right - Left;
    public float Height => Bottom - Top;

    /// <summary>What of it lies in a window, in the window's own pixels.</summary>
    /// <param name="x">The window's left edge.</param>
    /// <param name="y">Its top edge.</param>
    /// <param name="zoom">Its pixels for one of this.</param>
    /// <param name="input">Its size.</param>
    public SceneObject? In(double x, double y, double zoom, DetectorInput input)
    {
        var (left, right) = (Math.Max(0, (Left - x) * zoom), Math.Min(input.Width, (Right - x) * zoom));
        var (top, bottom) = (Math.Max(0, (Top - y) * zoom), Math.Min(input.Height, (Bottom - y) * zoom));
        if (left >= right || top >= bottom) return null;
        var share = (right - left) * (bottom - top) / (Width * Height * zoom * zoom);
        var scale = (double)input.Width / DetectorInput.Reference.Width;
        // At another scale a label of just the least side may come out a rounding error smaller: such are many, and none is difficult.
        var least = LeastSide * scale - (scale == 1 ? 0 : Rounding);
        var difficult = Difficult || share < LeastShare || Math.Min(right - left, bottom - top) < least;
        return new(Class, (float)left, (float)top, (float)right, (float)bottom, difficult);
    }

    /// <summary>
    /// Pixels of the shorter side at the reference's input: what is smaller, labels call difficult, and it is when a zoom makes it so. A larger
    /// or smaller input is asked for the same things.
    /// </summary>
    private const double LeastSide = 12;

    private const double Rounding = 1e-3;

    private const double LeastShare = 0.25;
}

/// <summary>A labelled picture: the file, and what it shows.</summary>
internal sealed record DetectorScene(string Path, IReadOnlyList<SceneObject> Objects);
