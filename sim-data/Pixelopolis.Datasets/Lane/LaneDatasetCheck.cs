using System.Security.Cryptography;
using System.Text.Json;
using static Pixelopolis.Datasets.Lane.LaneDatasetFaultKind;

namespace Pixelopolis.Datasets.Lane;

/// <summary>What must hold before a lane data set is believed.</summary>
internal static class LaneDatasetCheck
{
    public static LaneDatasetResult<LaneManifest> ReadManifest(string folder)
    {
        var path = Path.Combine(folder, LaneDatasetFormat.ManifestFile);
        if (!File.Exists(path)) return new LaneDatasetFault(Missing, path, "not there: no data set was finished in this folder");
        LaneManifest? manifest;
        try
        {
            manifest = LaneManifest.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException e)
        {
            return new LaneDatasetFault(Malformed, path, e.Message);
        }
        if (manifest is null) return new LaneDatasetFault(Malformed, path, "is empty");
        if (manifest.Format != LaneDatasetFormat.Name || manifest.Version != LaneDatasetFormat.Version)
            return new LaneDatasetFault(Unsupported, path, $"is {manifest.Format} version {manifest.Version}; this program reads {LaneDatasetFormat.Name} version {LaneDatasetFormat.Version}");
        if ((manifest.Width, manifest.Height, manifest.Channels) != (LaneDatasetFormat.CropWidth, LaneDatasetFormat.CropHeight, LaneDatasetFormat.CropChannels))
            return new LaneDatasetFault(Unsupported, path, $"crops are {manifest.Width}×{manifest.Height}×{manifest.Channels}; the lane model sees {LaneDatasetFormat.CropWidth}×{LaneDatasetFormat.CropHeight}×{LaneDatasetFormat.CropChannels}");
        if (Parts(path, manifest) is { } fault) return fault;
        return manifest;
    }

    private static LaneDatasetFault? Parts(string path, LaneManifest manifest)
    {
        if (manifest.Parts.Any(part => part is null || part.Files.Values.Any(file => file is null))) return new(Malformed, path, "has a part that says nothing");
        var first = 0;
        foreach (var part in manifest.Parts)
        {
            if (part.First != first) return new(Inconsistent, path, $"part {part.Name} starts at {part.First}, not at {first}");
            first += part.Count;
            foreach (var file in LaneDatasetFormat.Files(manifest.Views))
            {
                if (!part.Files.TryGetValue(file, out var share)) return new(Inconsistent, path, $"part {part.Name} says nothing about {file}");
                var record = file switch { LaneDatasetFormat.FramesFile => 0, LaneDatasetFormat.LabelsFile => LaneDatasetFormat.LabelBytes, _ => LaneDatasetFormat.CropBytes };
                if (record > 0 && share.Bytes != (long)part.Count * record)
                    return new(Inconsistent, path, $"part {part.Name} has {part.Count} frames but {share.Bytes} bytes of {file}");
            }
        }
        return first == manifest.Count ? null : new(Inconsistent, path, $"says {manifest.Count} frames, its parts have {first}");
    }

    public static LaneDatasetFault? Lengths(string folder, LaneManifest manifest)
    {
        foreach (var file in LaneDatasetFormat.Files(manifest.Views))
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path)) return new(Missing, path, "the data set's file is not there");
            var (length, should) = (new FileInfo(path).Length, manifest.BytesOf(file));
            if (length < should) return new(Truncated, path, $"has {length} bytes of {should}");
            if (length > should) return new(Interrupted, path, $"has {length} bytes, {length - should} more than the manifest knows: adding to it was interrupted");
        }
        return null;
    }

    public static LaneDatasetFault? Hashes(string folder, LaneManifest manifest, string file)
    {
        var path = Path.Combine(folder, file);
        using var stream = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        foreach (var part in manifest.Parts)
        {
            for (var left = part.Files[file].Bytes; left > 0;)
            {
                var count = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
                if (count == 0) return new(Truncated, path, $"ends {left} bytes early in part {part.Name}");
                hash.AppendData(buffer, 0, count);
                left -= count;
            }
            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != part.Files[file].Sha256)
                return new(HashMismatch, path, $"part {part.Name} is not what was written");
        }
        return null;
    }

    public static LaneDatasetFault? Content(string folder, LaneManifest manifest, LaneLabels[] labels, LaneFrame[] frames)
    {
        if (frames.Length != manifest.Count || labels.Length != manifest.Count)
            return new(Inconsistent, folder, $"{manifest.Count} frames promised, {frames.Length} described, {labels.Length} labelled");
        for (var i = 0; i < labels.Length; i++)
            if (labels[i].Fault() is { } fault) return new(Inconsistent, Path.Combine(folder, LaneDatasetFormat.LabelsFile), $"frame {i}: {fault}");
        return LaneSplits.Overlap(frames) is { } city ? new(Inconsistent, folder, $"city {city} is in more than one split") : null;
    }
}
