using System.Security.Cryptography;
using System.Text;

namespace Pixelopolis.Datasets.Lane;

/// <summary>Counts what a writer adds, on top of what was there, and turns it into the manifest.</summary>
internal sealed class LaneTally(LaneManifest? before)
{
    private readonly SortedDictionary<LaneSplit, int> _splits = Start(before?.Splits);
    private readonly SortedDictionary<LaneSource, int> _sources = Start(before?.Sources);
    private readonly SortedDictionary<LaneSplit, SortedSet<int>> _cities =
        new(Enum.GetValues<LaneSplit>().ToDictionary(split => split, split => new SortedSet<int>(before?.CitiesOf(split) ?? [])));
    private readonly SortedSet<int> _partCities = [];

    public void Count(in LaneFrame frame)
    {
        _splits[frame.Split]++;
        _sources[frame.Source]++;
        _cities[frame.Split].Add(frame.City);
        _partCities.Add(frame.City);
    }

    public LaneManifest Manifest(IReadOnlyList<LaneView> views, string part, int added, IReadOnlyDictionary<string, LaneFilePart> files)
    {
        var first = before?.Count ?? 0;
        LanePart[] parts = [.. before?.Parts ?? [], new(part, first, added, [.. _partCities], files)];
        return new(
            LaneDatasetFormat.Name, LaneDatasetFormat.Version, LaneDatasetFormat.CropWidth, LaneDatasetFormat.CropHeight, LaneDatasetFormat.CropChannels,
            views, first + added, _splits, _sources,
            [.. _cities[LaneSplit.Train]], [.. _cities[LaneSplit.Validation]], [.. _cities[LaneSplit.Test]],
            parts, Combined(parts));
    }

    /// <summary>Replaces the manifest in one move, so that a reader sees the old or the new one whole.</summary>
    public static void Save(LaneManifest manifest, string path)
    {
        var next = path + ".next";
        File.WriteAllBytes(next, manifest.ToJson());
        File.Move(next, path, overwrite: true);
    }

    /// <summary>The data set's own hash: SHA-256 over every part's file hashes, in order.</summary>
    private static string Combined(IEnumerable<LanePart> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            foreach (var (file, share) in part.Files.OrderBy(file => file.Key, StringComparer.Ordinal)) text.Append(file).Append(' ').Append(share.Sha256).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static SortedDictionary<T, int> Start<T>(IReadOnlyDictionary<T, int>? known) where T : struct, Enum =>
        new(Enum.GetValues<T>().ToDictionary(value => value, value => known?.GetValueOrDefault(value) ?? 0));
}
