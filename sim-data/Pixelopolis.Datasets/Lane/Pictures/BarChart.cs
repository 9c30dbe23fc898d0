using System.Globalization;
using OpenCvSharp;

namespace Pixelopolis.Datasets.Lane.Pictures;

/// <summary>Bars with a title, names below them, and their sum.</summary>
internal sealed record BarChart(string Title, IReadOnlyList<int> Bars, IReadOnlyList<string> Names, Scalar Colour)
{
    public const int Width = 420;
    public const int Height = 260;
    private const int Bins = 41;
    private const int Left = 20;
    private const int Top = 44;
    private const int Bottom = 34;

    public static readonly Scalar Paper = new(32, 30, 28);
    public static readonly Scalar Plain = new(230, 170, 90);
    private static readonly Scalar Ink = new(225, 225, 225);

    /// <summary>A histogram; values beyond its ends are counted in the outermost bars.</summary>
    public static BarChart Of(string title, IReadOnlyCollection<float> values, float low, float high, Scalar colour)
    {
        var bars = new int[Bins];
        foreach (var value in values) bars[Math.Clamp((int)((value - low) / (high - low) * Bins), 0, Bins - 1)]++;
        return new(title, bars, [low.ToString("0.#", CultureInfo.InvariantCulture), ((low + high) / 2).ToString("0.#", CultureInfo.InvariantCulture), high.ToString("0.#", CultureInfo.InvariantCulture)], colour);
    }

    public void Draw(Mat into)
    {
        var (most, step) = (Math.Max(1, Bars.Max()), (Width - 2.0 * Left) / Bars.Count);
        var floor = Height - Bottom;
        for (var i = 0; i < Bars.Count; i++)
        {
            var height = (int)Math.Round((double)Bars[i] / most * (floor - Top));
            if (height == 0 && Bars[i] > 0) height = 1;
            if (height > 0) Cv2.Rectangle(into, new Rect((int)(Left + i * step), floor - height, Math.Max(1, (int)step - 1), height), Colour, -1);
        }
        Cv2.Line(into, new Point(Left, floor), new Point(Width - Left, floor), Ink);
        Write(into, string.Create(CultureInfo.InvariantCulture, $"{Title}: {Bars.Sum():n0}"), Left, 26, 0.5);
        for (var i = 0; i < Names.Count; i++)
        {
            var middle = Names.Count == Bars.Count ? Left + (i + 0.5) * step : Left + i * (Width - 2.0 * Left) / (Names.Count - 1);
            Write(into, Names[i], (int)middle - 4 * Names[i].Length, Height - 12, 0.42);
        }
    }

    private static void Write(Mat into, string text, int x, int y, double size) =>
        Cv2.PutText(into, text, new Point(x, y), HersheyFonts.HersheySimplex, size, Ink, 1, LineTypes.AntiAlias);
}
