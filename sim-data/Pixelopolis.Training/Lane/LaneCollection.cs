using Pixelopolis.Datasets.Lane;
using Pixelopolis.Datasets.Lane.Collecting;

namespace Pixelopolis.Training.Lane;

/// <summary>Sees to it that a folder holds the expert's drives through the cities asked for: collects them, unless they are there already.</summary>
public static class LaneCollection
{
    public const string Part = "expert";

    /// <param name="folder">The data set's folder.</param>
    /// <param name="options">Which cities, how far, with what variety.</param>
    /// <param name="view">The view that will be trained on; it must be in the data.</param>
    /// <param name="progress">Cities done and frames so far.</param>
    /// <param name="cancel">Ends the collecting; what was collected is not kept.</param>
    /// <returns>What stands in the way, or null.</returns>
    public static async Task<LaneDatasetFault?> EnsureAsync(string folder, LaneCollectOptions options, LaneView view, Action<int, int> progress, CancellationToken cancel)
    {
        if (File.Exists(Path.Combine(folder, LaneDatasetFormat.ManifestFile))) return Matches(folder, options, view);
        LaneView[] views = options.FullFrame ? [LaneView.BottomQuarter, LaneView.FullFrame] : [LaneView.BottomQuarter];
        var created = LaneDatasetWriter.Create(folder, Part, views);
        if (created.Value is null) return created.Fault;
        using var writer = created.Value;
        await new LaneCollector(options, TrainingCities.Of).CollectAsync(writer, progress, cancel).ConfigureAwait(false);
        writer.Complete();
        return null;
    }

    private static LaneDatasetFault? Matches(string folder, LaneCollectOptions options, LaneView view)
    {
        var opened = LaneDataset.Open(folder, view);
        if (opened.Value is null) return opened.Fault;
        using var data = opened.Value;
        var there = data.Manifest.Parts.FirstOrDefault(part => part.Name == Part)?.Cities ?? [];
        return there.SequenceEqual(Enumerable.Range(options.FirstCity, options.Cities)) ? null
            : new(LaneDatasetFaultKind.Inconsistent, folder, $"holds drives through {there.Count} other cities; {options.Cities} from {options.FirstCity} were asked for. Choose another folder, or delete this one");
    }
}
