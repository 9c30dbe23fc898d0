using OpenCvSharp;
using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Datasets.Detection.Pictures;

namespace Pixelopolis.Datasets.Tests.Detection;

public sealed class DetectionMistakesTests
{
    private static PixelBox Bar(float left, float top = 100) => new(left, top, left + 100, top + 40);

    [Fact]
    public void Every_kind_of_mistake_is_told_apart_and_the_surest_comes_first()
    {
        var images = new ImageBoxes[]
        {
            new([new(1, Bar(0)), new(2, Bar(200)), new(1, Bar(400)), new(3, Bar(0, 300))],
                [new(1, 0.9f, Bar(0)), new(1, 0.8f, Bar(2)), new(1, 0.95f, Bar(200)), new(1, 0.7f, Bar(470)), new(2, 0.6f, Bar(400, 300))]),
        };
        var mistakes = DetectionMistakes.In(images);
        Assert.Equal(
            [(MistakeKind.Confused, 1, 2), (MistakeKind.Twice, 1, null), (MistakeKind.Misplaced, 1, null), (MistakeKind.Invented, 2, null), (MistakeKind.Missed, 1, null), (MistakeKind.Missed, 3, (int?)null)],
            mistakes.Select(mistake => (mistake.Kind, mistake.Class, mistake.Truth)));
        Assert.Equal(Bar(400), mistakes[4].Box);
    }

    [Fact]
    public void What_is_difficult_or_hardly_believed_is_no_mistake()
    {
        Assert.Empty(DetectionMistakes.In([
            new([new(1, Bar(0), Ignored: true)], [new(1, 0.9f, Bar(0)), new(1, 0.8f, Bar(1)), new(2, 0.7f, Bar(0))]),
            new([new(1, Bar(0), Ignored: true)], []),
            new([], [new(1, 0.2f, Bar(0))])]));
    }

    [Fact]
    public void The_sheet_shows_a_cell_for_each()
    {
        var folder = Directory.CreateTempSubdirectory("mistakes-");
        try
        {
            var (picture, sheet) = (Path.Combine(folder.FullName, "p.png"), Path.Combine(folder.FullName, "sheet.png"));
            using (var grey = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(128))) grey.SaveImage(picture);
            ImageBoxes[] images = [new([new(1, Bar(0))], [.. Enumerable.Range(0, 8).Select(i => new FoundBox(2, 0.9f, Bar(50 * i, 300)))])];
            MistakeSheet.Save(DetectionMistakes.In(images), images, _ => picture, kind => $"class {kind}", sheet);
            using var drawn = Cv2.ImRead(sheet);
            Assert.Equal((2 * (200 + 34 + 6) + 6, 6 * 206 + 6), (drawn.Height, drawn.Width)); // nine mistakes in rows of six
            MistakeSheet.Save([], images, _ => picture, kind => $"class {kind}", sheet);
            Assert.True(new FileInfo(sheet).Length > 100);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
