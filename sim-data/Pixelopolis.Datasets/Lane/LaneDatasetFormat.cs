namespace Pixelopolis.Datasets.Lane;

/// <summary>
/// The files of a lane data set, all in one folder:
/// <c>dataset.json</c> (<see cref="LaneManifest"/>);
/// <c>labels.bin</c>, N × 4 little-endian float32 (follow, left, straight, right; NaN where not applicable);
/// <c>frames.jsonl</c>, one <see cref="LaneFrame"/> a line; and for each view a file of crops, N × 40 × 120 × 3 bytes, RGB, row by row.
/// </summary>
public static class LaneDatasetFormat
{
    public const string Name = "pixelopolis-lane";
    public const int Version = 1;

    public const int CropWidth = 120;
    public const int CropHeight = 40;
    public const int CropChannels = 3;

    /// <summary>The bytes of one crop.</summary>
    public const int CropBytes = CropWidth * CropHeight * CropChannels;

    /// <summary>The bytes of one frame's labels.</summary>
    public const int LabelBytes = LaneLabels.Count * sizeof(float);

    public const string ManifestFile = "dataset.json";
    public const string LabelsFile = "labels.bin";
    public const string FramesFile = "frames.jsonl";

    public static string CropsFile(LaneView view) => view == LaneView.BottomQuarter ? "crops.bin" : "crops-full.bin";

    /// <summary>Every file but the manifest, for a data set that holds these views.</summary>
    public static IEnumerable<string> Files(IEnumerable<LaneView> views) => [.. views.Select(CropsFile), LabelsFile, FramesFile];
}
