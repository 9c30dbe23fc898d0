using OpenCvSharp;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>What the overlay draws with: few colours, large type with an outline. Colours are BGR.</summary>
internal static class OverlayInk
{
    public const HersheyFonts Font = HersheyFonts.HersheyDuplex;
    public static readonly Scalar White = new(255, 255, 255), Black = new(20, 16, 14);
    public static readonly Scalar Green = new(120, 215, 70), Amber = new(50, 185, 255), Red = new(75, 70, 240), Blue = new(255, 175, 70);

    /// <summary>Light on dark lines, so that it is read on any ground.</summary>
    /// <param name="left">Of the first letter.</param>
    /// <param name="baseline">Row the letters stand on.</param>
    public static void Text(Mat picture, string text, int left, int baseline, double size, Scalar colour)
    {
        var at = new Point(left, baseline);
        Cv2.PutText(picture, text, at, Font, size, Black, size > 1 ? 7 : 5, LineTypes.AntiAlias);
        Cv2.PutText(picture, text, at, Font, size, colour, size > 1 ? 3 : 2, LineTypes.AntiAlias);
    }

    public static Size Measure(string text, double size) => Cv2.GetTextSize(text, Font, size, 2, out _);

    /// <summary>The size at which a text is as wide as it may be, at most <paramref name="size"/>.</summary>
    public static double Fitting(string text, double size, int width) => Math.Min(size, size * width / Math.Max(1, Measure(text, size).Width));

    /// <summary>Darkens or tints what lies below.</summary>
    /// <param name="share">Of the colour, 0 to 1.</param>
    public static void Veil(Mat picture, Rect area, Scalar colour, double share)
    {
        using var below = picture.SubMat(area & new Rect(0, 0, picture.Width, picture.Height));
        using var veil = new Mat(below.Size(), below.Type(), colour);
        Cv2.AddWeighted(veil, share, below, 1 - share, 0, below);
    }
}
