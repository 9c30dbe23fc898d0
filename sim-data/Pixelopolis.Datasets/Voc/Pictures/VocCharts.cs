using System.Globalization;
using OpenCvSharp;
using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Lane.Pictures;

namespace Pixelopolis.Datasets.Voc.Pictures;

/// <summary>How often each class occurs, and a histogram of sizes.</summary>
internal static class VocCharts
{
    private const int Margin = 20, NameWidth = 150, NumberWidth = 120, Line = 18;
    private const int Bins = 32;
    private const double BinPixels = 4;
    private static readonly Scalar Ink = new(225, 225, 225), Faint = new(110, 110, 110);

    /// <summary>Objects by their shorter side at the reference detector's input, in steps of 4 pixels; the last bar takes all that are larger.</summary>
    internal static int[] Sizes(IReadOnlyList<VocImage> images, bool difficult)
    {
        var bars = new int[Bins];
        foreach (var image in images)
            foreach (var thing in image.Objects.Where(o => o.Difficult == difficult))
            {
                var (across, down) = LabelRule.InputSize(thing.Box, image.Width, image.Height);
                bars[Math.Clamp((int)(Math.Min(across, down) / BinPixels), 0, Bins - 1)]++;
            }
        return bars;
    }

    public static void Draw(Mat into, IReadOnlyList<VocImage> images)
    {
        var middle = into.Width / 2;
        var counts = VocTally.Of(images);
        var (most, room) = (Math.Max(1, counts.Max(c => c.Plain + c.Difficult)), middle - Margin - NameWidth - NumberWidth);
        Write(into, "objects by class (dark: difficult)", Margin, 26, 0.5, Ink);
        for (var (k, height) = (0, into.Height); k < counts.Count && 44 + (k + 1) * Line < height; k++)
        {
            var (name, plain, difficult) = counts[k];
            var y = 40 + k * Line;
            Write(into, name, Margin, y + 12, 0.42, Ink);
            var (a, b) = ((int)((double)plain / most * room), (int)((double)difficult / most * room));
            var colour = VocContactSheet.ColourOf(name);
            if (a > 0) Cv2.Rectangle(into, new Rect(Margin + NameWidth, y, a, Line - 4), colour, -1);
            if (b > 0) Cv2.Rectangle(into, new Rect(Margin + NameWidth + a, y, b, Line - 4), new Scalar(colour.Val0 * 0.4, colour.Val1 * 0.4, colour.Val2 * 0.4), -1);
            Write(into, string.Create(CultureInfo.InvariantCulture, $"{plain:n0} + {difficult:n0}"), Margin + NameWidth + a + b + 8, y + 12, 0.42, Ink);
        }
        using var right = into.SubMat(0, into.Height, middle + Margin, into.Width);
        Histogram(right, Sizes(images, difficult: false), Sizes(images, difficult: true));
    }

    private static void Histogram(Mat into, int[] plain, int[] difficult)
    {
        var (floor, step) = (into.Height - 60, (into.Width - 2 * Margin) / Bins);
        var most = Math.Max(1, plain.Zip(difficult).Max(p => p.First + p.Second));
        Write(into, "shorter side at the detector's input, pixels (dark: difficult)", Margin, 26, 0.5, Ink);
        for (var k = 0; k < Bins; k++)
        {
            var x = Margin + k * step;
            var (a, b) = ((int)Math.Round((double)plain[k] / most * (floor - 50)), (int)Math.Round((double)difficult[k] / most * (floor - 50)));
            if (a > 0) Cv2.Rectangle(into, new Rect(x, floor - a, step - 2, a), BarChart.Plain, -1);
            if (b > 0) Cv2.Rectangle(into, new Rect(x, floor - a - b, step - 2, b), new Scalar(92, 68, 36), -1);
            if (k % 4 == 0) Write(into, (k * BinPixels).ToString(CultureInfo.InvariantCulture), x - 4, floor + 18, 0.42, Ink);
        }
        Cv2.Line(into, new Point(Margin, floor), new Point(into.Width - Margin, floor), Ink);
        var least = Margin + (int)(LabelRule.LeastInputPixels / BinPixels * step) - 1;
        Cv2.Line(into, new Point(least, 50), new Point(least, floor), Faint);
        Write(into, string.Create(CultureInfo.InvariantCulture, $"most in a bar: {most:n0}; the line marks {LabelRule.LeastInputPixels} pixels; {Bins * BinPixels - BinPixels}: that and more"), Margin, floor + 42, 0.42, Ink);
    }

    private static void Write(Mat into, string text, int x, int y, double size, Scalar colour) =>
        Cv2.PutText(into, text, new Point(x, y), HersheyFonts.HersheySimplex, size, colour, 1, LineTypes.AntiAlias);
}
