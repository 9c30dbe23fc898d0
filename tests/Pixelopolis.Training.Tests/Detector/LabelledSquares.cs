using OpenCvSharp;
using Pixelopolis.Datasets.Voc;

namespace Pixelopolis.Training.Tests.Detector;

/// <summary>A data set of red, blue and green squares on grey noise in a folder of its own.</summary>
internal sealed class LabelledSquares : IDisposable
{
    private static readonly (string Name, Scalar Colour)[] Kinds = [("red", new(30, 30, 230)), ("blue", new(230, 40, 40)), ("green", new(40, 210, 40))];
    private readonly string _folder = Directory.CreateTempSubdirectory("squares-").FullName;

    public LabelledSquares(int train, int validation = 8, int test = 0, int seed = 1)
    {
        var (writer, random) = (VocFolderWriter.Create(Data).Writer!, new Random(seed));
        foreach (var (split, count) in new[] { (VocSplit.Train, train), (VocSplit.Validation, validation), (VocSplit.Test, test) })
            for (var i = 0; i < count; i++) Add(writer, split, random);
        writer.Finish();
    }

    public string Data => Path.Combine(_folder, "data");

    public string Out(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Add(VocFolderWriter writer, VocSplit split, Random random)
    {
        using var picture = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(random.Next(60, 160)));
        var objects = new List<VocObject>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var (kind, size) = (random.Next(3), random.Next(36, 130));
            var (left, top) = (random.Next(0, 640 - size), random.Next(130, 448 - size));
            var box = new Rect(left, top, size, size);
            if (objects.Exists(other => box.IntersectsWith(new(other.Box.Left, other.Box.Top, other.Box.Width, other.Box.Height)))) continue;
            picture.Rectangle(box, Kinds[kind].Colour, -1);
            objects.Add(new(Kinds[kind].Name, new(left, top, left + size, top + size)));
        }
        Cv2.ImEncode(".jpg", picture, out var bytes);
        writer.Add(split, bytes, 640, 480, objects);
    }
}
