using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Pixelopolis.Datasets.Lane;

/// <summary>
/// A lane data set opened for reading: labels and frames in memory, crops mapped from disk. Safe to read from several threads.
/// </summary>
public sealed class LaneDataset : IDisposable
{
    private readonly MappedFile _crops;
    private readonly LaneLabels[] _labels;
    private readonly LaneFrame[] _frames;

    private LaneDataset(string folder, LaneView view, LaneManifest manifest, LaneLabels[] labels, LaneFrame[] frames)
    {
        (Folder, View, Manifest, _labels, _frames) = (folder, view, manifest, labels, frames);
        _crops = new(Path.Combine(folder, LaneDatasetFormat.CropsFile(view)));
    }

    public string Folder { get; }

    public LaneView View { get; }

    public LaneManifest Manifest { get; }

    public int Count => _frames.Length;

    public ReadOnlySpan<LaneLabels> Labels => _labels;

    public ReadOnlySpan<LaneFrame> Frames => _frames;

    /// <summary>One crop: 40 rows × 120 × 3 bytes, RGB.</summary>
    public ReadOnlySpan<byte> Crop(int index) =>
        _crops.Bytes((long)index * LaneDatasetFormat.CropBytes, LaneDatasetFormat.CropBytes);

    /// <summary>The frames of one split, in the order they were taken.</summary>
    public ImmutableArray<int> IndicesOf(LaneSplit split) =>
        [.. Enumerable.Range(0, Count).Where(index => _frames[index].Split == split)];

    /// <summary>
    /// Opens a folder and checks it: every file there and as long as the manifest says, labels and frames with the hashes they were
    /// written with. The crops' hashes take a second per GB and are left to <see cref="Verify"/>.
    /// </summary>
    public static LaneDatasetResult<LaneDataset> Open(string folder, LaneView view = LaneView.BottomQuarter)
    {
        var read = LaneDatasetCheck.ReadManifest(folder);
        if (read.Value is not { } manifest) return read.Fault!;
        if (!manifest.Views.Contains(view))
            return new LaneDatasetFault(LaneDatasetFaultKind.ViewMissing, folder, $"holds {string.Join(", ", manifest.Views)}, not {view}");
        if (LaneDatasetCheck.Lengths(folder, manifest) is { } length) return length;
        if (LaneDatasetCheck.Hashes(folder, manifest, LaneDatasetFormat.LabelsFile) is { } labelsHash) return labelsHash;
        if (LaneDatasetCheck.Hashes(folder, manifest, LaneDatasetFormat.FramesFile) is { } framesHash) return framesHash;

        var labels = MemoryMarshal.Cast<byte, LaneLabels>(File.ReadAllBytes(Path.Combine(folder, LaneDatasetFormat.LabelsFile))).ToArray();
        var frames = LaneFrameLines.Read(Path.Combine(folder, LaneDatasetFormat.FramesFile));
        if (frames.Value is null) return frames.Fault!;
        if (LaneDatasetCheck.Content(folder, manifest, labels, frames.Value) is { } content) return content;
        return new LaneDataset(folder, view, manifest, labels, frames.Value);
    }

    /// <summary>Reads every byte of this view's crops and compares their hashes; null when they are what was written.</summary>
    public LaneDatasetFault? Verify() => LaneDatasetCheck.Hashes(Folder, Manifest, LaneDatasetFormat.CropsFile(View));

    public void Dispose() => _crops.Dispose();
}
