using Pixelopolis.Datasets.Lane;
using Pixelopolis.Datasets.Lane.Collecting;
using TorchSharp;

namespace Pixelopolis.Training.Lane;

/// <summary>
/// Rounds of DAgger: the model of the last round drives cities it has not seen, the teacher says at every frame what it would have done,
/// and the next round learns from all of it, beginning with the last one's weights.
/// </summary>
public static class LaneRounds
{
    /// <summary>Numbers between one round's cities and the next one's, so that no city is driven twice.</summary>
    private const int Apart = 10_000;

    public static string PartOf(int round) => $"dagger-{round}";

    /// <summary>Where a round's model goes: the last one into the folder asked for, those before it into folders of their own below it.</summary>
    public static string FolderOf(string folder, int round, int rounds) => round == rounds ? folder : Path.Combine(folder, $"round-{round}");

    /// <summary>Whether a round's drives are in the data already, as after an interruption.</summary>
    public static bool IsCollected(string data, int round)
    {
        var opened = LaneDataset.Open(data);
        if (opened.Value is null) return false;
        using var there = opened.Value;
        return there.Manifest.Parts.Any(part => part.Name == PartOf(round));
    }

    /// <summary>
    /// What one training may take of the whole run's time: what is left, shared among the trainings still to come. While all of them fit, the
    /// clock has no influence on the result.
    /// </summary>
    /// <param name="round">From 0, the first training.</param>
    /// <param name="rounds">Rounds after the first training.</param>
    /// <param name="minutes">The whole run's time.</param>
    /// <param name="elapsed">Since the run began, collecting included.</param>
    public static double MinutesFor(int round, int rounds, double minutes, TimeSpan elapsed) =>
        Math.Max(Math.Min(1, minutes), (minutes - elapsed.TotalMinutes) / (rounds - round + 1));

    /// <summary>Lets a model drive and adds what the teacher says to the data.</summary>
    /// <param name="data">The data set's folder; it must hold the bottom quarter alone.</param>
    /// <param name="checkpoint">The last round's.</param>
    /// <param name="round">From 1.</param>
    /// <param name="options">The expert's cities; the round's cities follow a good way after them.</param>
    /// <param name="progress">Cities done and frames so far.</param>
    /// <param name="cancel">Ends the collecting; what was collected is not kept.</param>
    /// <returns>What stands in the way, or null.</returns>
    public static async Task<LaneDatasetFault?> CollectAsync(string data, string checkpoint, int round, LaneCollectOptions options, Action<int, int> progress, CancellationToken cancel)
    {
        var opened = LaneDatasetWriter.Open(data, PartOf(round));
        if (opened.Value is null) return opened.Fault;
        using var writer = opened.Value;
        torch.set_num_threads(1); // one city on each core already
        var dagger = new LaneDagger(options with { FirstCity = options.FirstCity + Apart * round }, TrainingCities.Of,
            () => TorchLaneModel.Load(checkpoint).Model ?? throw new InvalidOperationException($"{checkpoint} was written by this run and cannot be read"));
        await dagger.CollectAsync(writer, progress, cancel).ConfigureAwait(false);
        writer.Complete();
        return null;
    }

    /// <summary>The options of a round after the first: fewer epochs at a lower learning rate, for most is learned already.</summary>
    public static LaneTrainingOptions After(LaneTrainingOptions first, string folder, string checkpoint) => first with
    {
        Out = folder,
        Epochs = Math.Max(1, first.Epochs / 2),
        LearningRate = first.LearningRate / 2,
        Resume = first.Resume && File.Exists(Path.Combine(folder, LaneFiles.Checkpoint)),
        StartFrom = first.Resume && File.Exists(Path.Combine(folder, LaneFiles.Checkpoint)) ? null : checkpoint,
    };
}
