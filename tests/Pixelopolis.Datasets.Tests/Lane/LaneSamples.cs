using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Datasets.Tests.Lane;

/// <summary>A small made-up data set in a folder of its own, deleted at the end.</summary>
internal sealed class LaneSamples : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("lane-").FullName;

    public static byte[] Crop(int seed)
    {
        var crop = new byte[LaneDatasetFormat.CropBytes];
        new Random(seed).NextBytes(crop);
        return crop;
    }

    public static LaneFrame Frame(int i) => new(
        City: i % 5, Run: i / 5, Step: i, Curvature: (i % 7) - 3, (Intent)(i % 4), (LaneSource)(i % 3), SplitOf(i % 5), 0.01f * (i % 3), -0.1f);

    /// <summary>Cities 0 to 2 are trained on, 3 validates, 4 tests.</summary>
    private static LaneSplit SplitOf(int city) => city switch { 3 => LaneSplit.Validation, 4 => LaneSplit.Test, _ => LaneSplit.Train };

    public static LaneLabels Labels(int i) => LaneLabels.For((Intent)(i % 4), (i % 21 - 10) / 10f);

    public LaneManifest Write(int count, string part = "expert", int first = 0, params LaneView[] views)
    {
        var opened = File.Exists(Path.Combine(Folder, LaneDatasetFormat.ManifestFile))
            ? LaneDatasetWriter.Open(Folder, part)
            : LaneDatasetWriter.Create(Folder, part, views);
        Assert.Null(opened.Fault);
        using var writer = opened.Value!;
        for (var i = first; i < first + count; i++)
            if (views.Length > 1) writer.Add(Frame(i), Labels(i), Crop(i), Crop(-i - 1));
            else writer.Add(Frame(i), Labels(i), Crop(i));
        return writer.Complete();
    }

    public LaneDataset Read(LaneView view = LaneView.BottomQuarter)
    {
        var opened = LaneDataset.Open(Folder, view);
        Assert.Null(opened.Fault);
        return opened.Value!;
    }

    public LaneDatasetFaultKind Fault() => (LaneDataset.Open(Folder).Fault ?? throw new InvalidOperationException("opened without a fault")).Kind;

    public string File_(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
