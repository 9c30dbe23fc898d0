using System.Globalization;
using OpenCvSharp;
using Pixelopolis.City;

namespace Pixelopolis.Datasets.Lane.Pictures;

/// <summary>
/// A data set at a glance: crops of every intent, each with its labels drawn as the way the wheel would turn, so that a wrong sign or
/// a crop from the wrong place shows at once.
/// </summary>
public static class LaneContactSheet
{
    private const int Columns = 5;
    private const int RowsPerIntent = 3;
    private const int Scale = 2;
    private const int Gap = 8;
    private const int Caption = 18;
    private const int CellWidth = LaneDatasetFormat.CropWidth * Scale;
    private const int CellHeight = LaneDatasetFormat.CropHeight * Scale;

    private static readonly Scalar Paper = new(32, 30, 28);
    private static readonly Scalar Ink = new(225, 225, 225);

    /// <summary>One colour for each intent's steering (blue, green, red).</summary>
    internal static readonly Scalar[] Colours = [new(255, 255, 255), new(80, 200, 255), new(120, 220, 120), new(220, 120, 255)];

    /// <summary>Draws the sheet and writes it as PNG.</summary>
    public static void Save(LaneDataset data, string path)
    {
        var rows = Enum.GetValues<Intent>().Length * RowsPerIntent;
        using var sheet = new Mat(rows * (CellHeight + Caption + Gap) + 40, Columns * (CellWidth + Gap) + Gap, MatType.CV_8UC3, Paper);
        Legend(sheet);
        foreach (var intent in Enum.GetValues<Intent>())
        {
            var frames = Chosen(data, intent);
            for (var i = 0; i < frames.Count; i++)
                Cell(sheet, data, frames[i], Gap + i % Columns * (CellWidth + Gap), 40 + ((int)intent * RowsPerIntent + i / Columns) * (CellHeight + Caption + Gap));
        }
        sheet.SaveImage(path);
    }

    /// <summary>Frames of one intent, from the sharpest right bend to the sharpest left one.</summary>
    private static List<int> Chosen(LaneDataset data, Intent intent)
    {
        var frames = data.Frames;
        var all = new List<(float Curvature, int Index)>();
        for (var i = 0; i < frames.Length; i++)
            if (frames[i].Intent == intent) all.Add((frames[i].Curvature, i));
        var wanted = Math.Min(Columns * RowsPerIntent, all.Count);
        all.Sort();
        return [.. Enumerable.Range(0, wanted).Select(place => all[wanted == 1 ? 0 : (int)((long)place * (all.Count - 1) / (wanted - 1))].Index)];
    }

    private static void Cell(Mat sheet, LaneDataset data, int index, int x, int y)
    {
        using var crop = Mat.FromPixelData(LaneDatasetFormat.CropHeight, LaneDatasetFormat.CropWidth, MatType.CV_8UC3, data.Crop(index).ToArray());
        using var bgr = crop.CvtColor(ColorConversionCodes.RGB2BGR).Resize(new Size(CellWidth, CellHeight), 0, 0, InterpolationFlags.Nearest);
        using (var place = sheet.SubMat(y, y + CellHeight, x, x + CellWidth)) bgr.CopyTo(place);
        for (var head = 0; head < LaneLabels.Count; head++)
            if (!float.IsNaN(data.Labels[index][head])) Wheel(sheet, x, y, data.Labels[index][head], 64 - 9 * head, Colours[head]);
        var frame = data.Frames[index];
        Cv2.PutText(sheet, string.Create(CultureInfo.InvariantCulture, $"{frame.Intent} k{MathF.Round(frame.Curvature, 1) + 0f:+0.0;-0.0;0.0} {frame.Source} {frame.City}.{frame.Step}"),
            new Point(x, y + CellHeight + 13), HersheyFonts.HersheySimplex, 0.38, Ink, 1, LineTypes.AntiAlias);
    }

    /// <summary>A line from the crop's foot, leaning to where the wheel turns: ±1 is 60° to the side. Shorter ones are drawn later, so that equal ones all show.</summary>
    private static void Wheel(Mat sheet, int x, int y, float steering, int length, Scalar colour)
    {
        var (foot, angle) = (new Point(x + CellWidth / 2, y + CellHeight - 3), steering * Math.PI / 3);
        var tip = new Point(foot.X + Math.Sin(angle) * length, foot.Y - Math.Cos(angle) * length);
        Cv2.Line(sheet, foot, tip, Scalar.Black, 4, LineTypes.AntiAlias);
        Cv2.Line(sheet, foot, tip, colour, 2, LineTypes.AntiAlias);
    }

    private static void Legend(Mat sheet)
    {
        foreach (var intent in Enum.GetValues<Intent>())
            Cv2.PutText(sheet, $"steering for {intent}", new Point(Gap + (int)intent * 200, 26), HersheyFonts.HersheySimplex, 0.5, Colours[(int)intent], 1, LineTypes.AntiAlias);
    }
}
