using Pixelopolis.Training.Optimizing;
namespace Pixelopolis.Training.Lane;

/// <summary>One epoch as it went.</summary>
/// <param name="Number">From 1.</param>
/// <param name="TrainLoss">Mean over the epoch's batches, with augmentation and dropout.</param>
/// <param name="ValidationLoss">Mean over the outputs, on frames as they are.</param>
/// <param name="LearningRate">At the epoch's end.</param>
/// <param name="Seconds">Training and validation.</param>
/// <param name="ImagesPerSecond">While training.</param>
public sealed record LaneEpoch(int Number, double TrainLoss, double ValidationLoss, double LearningRate, double Seconds, double ImagesPerSecond);

/// <summary>Why a run ended.</summary>
public enum LaneStop { AllEpochs, NoBetterForLong, OutOfTime }

/// <summary>A run's epochs, the best of them, and the time they took.</summary>
public sealed record LaneHistory(IReadOnlyList<LaneEpoch> Epochs)
{
    public static readonly LaneHistory Empty = new([]);

    public LaneEpoch? Best => Epochs.MinBy(epoch => epoch.ValidationLoss);

    public double Seconds => Epochs.Sum(epoch => epoch.Seconds);

    public LaneHistory With(LaneEpoch epoch) => new([.. Epochs, epoch]);

    /// <summary>Why the run should end now, or null to go on.</summary>
    public LaneStop? Stop(LaneTrainingOptions options)
    {
        if (Epochs.Count == 0) return null;
        if (Epochs.Count >= options.Epochs) return LaneStop.AllEpochs;
        if (Epochs.Count - Best!.Number >= options.Patience) return LaneStop.NoBetterForLong;
        return CosineSchedule.EpochsThatFit(options.Epochs, Epochs.Count, Seconds, options.Minutes) <= Epochs.Count ? LaneStop.OutOfTime : null;
    }
}
