using System.Globalization;
using OpenCvSharp;
using Pixelopolis.Datasets.Detection.Evaluation;

namespace Pixelopolis.Datasets.Detection.Pictures;

/// <summary>A detector's surest mistakes on one sheet: each enlarged with what is around it, truth in green, what is difficult in grey, the detection in red.</summary>
public static class MistakeSheet
{
    private const int Columns = 6;
    private const int Cell = 200;
    private const int Caption = 34;
    private const int Gap = 6;

    /// <summary>How much more than the mistake's box a cell shows.</summary>
    private const double Around = 3;

    private static readonly Scalar Paper = new(32, 30, 28), Ink = new(225, 225, 225), True = new(90, 220, 90), Difficult = new(150, 150, 150), Found = new(70, 70, 240);

    /// <param name="mistakes">In the order to show; as many as there is room for.</param>
    /// <param name="images">Truth and detections of all pictures.</param>
    /// <param name="pictures">Their files, of the size that the boxes are in.</param>
    /// <param name="word">A class's word.</param>
    /// <param name="path">The sheet, PNG.</param>
    /// <param name="most">How many to show.</param>
    public static void Save(IReadOnlyList<Mistake> mistakes, IReadOnlyList<ImageBoxes> images, Func<int, string> pictures, Func<int, string> word, string path, int most = 48)
    {
        var shown = Math.Min(most, mistakes.Count);
        var rows = Math.Max(1, (shown + Columns - 1) / Columns);
        using var sheet = new Mat(rows * (Cell + Caption + Gap) + Gap, Columns * (Cell + Gap) + Gap, MatType.CV_8UC3, Paper);
        if (shown == 0) Write(sheet, "no mistakes", Gap, 40);
        for (var i = 0; i < shown; i++)
            Show(sheet, mistakes[i], images[mistakes[i].Image], pictures(mistakes[i].Image), word, Gap + i % Columns * (Cell + Gap), Gap + i / Columns * (Cell + Caption + Gap));
        sheet.SaveImage(path);
    }

    private static void Show(Mat sheet, Mistake mistake, ImageBoxes image, string picture, Func<int, string> word, int x, int y)
    {
        using var whole = Cv2.ImRead(picture);
        var most = Math.Min(whole.Width, whole.Height);
        var size = (int)Math.Clamp(Math.Max(mistake.Box.Right - mistake.Box.Left, mistake.Box.Bottom - mistake.Box.Top) * Around, Math.Min(60, most), most);
        var left = Math.Clamp((int)((mistake.Box.Left + mistake.Box.Right - size) / 2), 0, whole.Width - size);
        var top = Math.Clamp((int)((mistake.Box.Top + mistake.Box.Bottom - size) / 2), 0, whole.Height - size);
        using (var part = whole.SubMat(top, top + size, left, left + size))
        using (var cell = part.Resize(new Size(Cell, Cell), 0, 0, InterpolationFlags.Linear))
        {
            var scale = Cell / (double)size;
            void Box(PixelBox box, Scalar colour) => cell.Rectangle(new Point((box.Left - left) * scale, (box.Top - top) * scale), new Point((box.Right - left) * scale, (box.Bottom - top) * scale), colour, 1, LineTypes.AntiAlias);
            foreach (var truth in image.True) Box(truth.Box, truth.Ignored ? Difficult : True);
            if (mistake.Kind != MistakeKind.Missed) Box(mistake.Box, Found);
            using var place = sheet.SubMat(y, y + Cell, x, x + Cell);
            cell.CopyTo(place);
        }
        var what = mistake.Kind == MistakeKind.Missed ? $"missed: {word(mistake.Class)}" : string.Create(CultureInfo.InvariantCulture, $"{word(mistake.Class)} {mistake.Score:f2}");
        var why = mistake switch
        {
            { Kind: MistakeKind.Confused, Truth: { } truth } => $"is {word(truth)}",
            { Kind: MistakeKind.Misplaced } => "badly placed",
            { Kind: MistakeKind.Twice } => "found twice",
            { Kind: MistakeKind.Invented } => "nothing there",
            _ => "",
        };
        Write(sheet, what, x, y + Cell + 14);
        Write(sheet, $"{why} #{mistake.Image}", x, y + Cell + 30);
    }

    private static void Write(Mat sheet, string text, int x, int y) => sheet.PutText(text, new Point(x + 2, y), HersheyFonts.HersheySimplex, 0.4, Ink, 1, LineTypes.AntiAlias);
}
