using System.Runtime.InteropServices;

namespace Pixelopolis.Datasets.Lane;

/// <summary>
/// Adds one part (a named sitting of the collector) to a new or an existing lane data set. Nothing counts until
/// <see cref="Complete"/>: a part that was interrupted leaves the data set as it was. The same frames give the same bytes.
/// Not for use from several threads at once.
/// </summary>
public sealed class LaneDatasetWriter : IDisposable
{
    private readonly string _folder;
    private readonly string _part;
    private readonly LaneManifest? _before;
    private readonly IReadOnlyList<LaneView> _views;
    private readonly Dictionary<string, HashedFile> _files;
    private readonly Dictionary<int, LaneSplit> _cities = [];
    private readonly LaneTally _tally;

    private LaneDatasetWriter(string folder, string part, LaneManifest? before, IReadOnlyList<LaneView> views)
    {
        (_folder, _part, _before, _views) = (folder, part, before, views);
        _tally = new(before);
        _files = LaneDatasetFormat.Files(views).ToDictionary(file => file, file => new HashedFile(Path.Combine(folder, file), before?.BytesOf(file) ?? 0));
        if (before is null) return;
        foreach (var split in Enum.GetValues<LaneSplit>())
            foreach (var city in before.CitiesOf(split)) _cities[city] = split;
    }

    /// <summary>The frames added by this writer.</summary>
    public int Added { get; private set; }

    /// <summary>Starts a data set in an empty or new folder; a folder that holds one already is a fault.</summary>
    public static LaneDatasetResult<LaneDatasetWriter> Create(string folder, string part, params IReadOnlyList<LaneView> views)
    {
        if (views.Count == 0) views = [LaneView.BottomQuarter];
        var manifest = Path.Combine(folder, LaneDatasetFormat.ManifestFile);
        if (File.Exists(manifest)) return new LaneDatasetFault(LaneDatasetFaultKind.Inconsistent, manifest, "a data set is here already: open it to add to it, or choose another folder");
        Directory.CreateDirectory(folder);
        return new LaneDatasetWriter(folder, part, null, views);
    }

    /// <summary>Opens a data set to add a part; what an interrupted writer left behind is cut off.</summary>
    public static LaneDatasetResult<LaneDatasetWriter> Open(string folder, string part)
    {
        var read = LaneDatasetCheck.ReadManifest(folder);
        if (read.Value is not { } manifest) return read.Fault!;
        if (LaneDatasetCheck.Lengths(folder, manifest) is { Kind: not LaneDatasetFaultKind.Interrupted } fault) return fault;
        if (manifest.Parts.Any(known => known.Name == part))
            return new LaneDatasetFault(LaneDatasetFaultKind.Inconsistent, folder, $"has a part {part} already");
        return new LaneDatasetWriter(folder, part, manifest, manifest.Views);
    }

    /// <summary>Adds a frame with its labels and one crop for each view of the data set, in the views' order (40 × 120 × 3 bytes each).</summary>
    public void Add(in LaneFrame frame, in LaneLabels labels, ReadOnlySpan<byte> crop, ReadOnlySpan<byte> secondCrop = default)
    {
        if (labels.Fault() is { } fault) throw new ArgumentException(fault, nameof(labels));
        if (!_cities.TryAdd(frame.City, frame.Split) && _cities[frame.City] != frame.Split)
            throw new ArgumentException($"city {frame.City} is in the {_cities[frame.City]} split already, not in {frame.Split}", nameof(frame));
        AddCrop(0, crop);
        if (_views.Count > 1) AddCrop(1, secondCrop);
        _files[LaneDatasetFormat.LabelsFile].Write(MemoryMarshal.AsBytes(new ReadOnlySpan<LaneLabels>(in labels)));
        _files[LaneDatasetFormat.FramesFile].Write(LaneFrameLines.Line(frame));
        _tally.Count(frame);
        Added++;
    }

    /// <summary>Ends the part: flushes the files and replaces the manifest in one move.</summary>
    public LaneManifest Complete()
    {
        var files = _files.ToDictionary(file => file.Key, file => file.Value.Finish());
        var manifest = _tally.Manifest(_views, _part, Added, files);
        LaneTally.Save(manifest, Path.Combine(_folder, LaneDatasetFormat.ManifestFile));
        return manifest;
    }

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
    }

    private void AddCrop(int view, ReadOnlySpan<byte> crop)
    {
        if (crop.Length != LaneDatasetFormat.CropBytes)
            throw new ArgumentException($"a {_views[view]} crop has {crop.Length} bytes, not {LaneDatasetFormat.CropBytes}", nameof(crop));
        _files[LaneDatasetFormat.CropsFile(_views[view])].Write(crop);
    }
}
