namespace Pixelopolis.Training.Detector;

/// <summary>One epoch as it went.</summary>
/// <param name="Number">From 1.</param>
/// <param name="ScoreLoss">Mean over its batches.</param>
/// <param name="BoxLoss">Mean over its batches, with its weight.</param>
/// <param name="LearningRate">At its end.</param>
/// <param name="Map">COCO mAP of the averaged weights on the validation pictures looked at while training.</param>
/// <param name="Map50">The same at overlap .5.</param>
/// <param name="Seconds">Training and validation.</param>
/// <param name="ImagesPerSecond">While training.</param>
public sealed record DetectorEpoch(int Number, double ScoreLoss, double BoxLoss, double LearningRate, double Map, double Map50, double Seconds, double ImagesPerSecond);

/// <summary>A run's epochs, and the best of them.</summary>
/// <param name="Planned">Epochs from beginning to end of the schedule: settled when the run begins.</param>
/// <param name="Epochs">Those done.</param>
public sealed record DetectorHistory(int Planned, IReadOnlyList<DetectorEpoch> Epochs)
{
    /// <summary>The runs whose weights this one began with, the first one first; null for none.</summary>
    public IReadOnlyList<DetectorEarlierRun>? Before { get; init; }

    public DetectorEpoch? Best => Epochs.MaxBy(epoch => epoch.Map);

    public double Seconds => Epochs.Sum(epoch => epoch.Seconds);

    public DetectorHistory With(DetectorEpoch epoch) => this with { Epochs = [.. Epochs, epoch] };
}

/// <summary>A run that another went on from.</summary>
/// <param name="DataSha256">What it was trained on.</param>
/// <param name="Epochs">How often it went over it.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="LearningRate">Its highest.</param>
public sealed record DetectorEarlierRun(string DataSha256, int Epochs, double Seconds, double LearningRate);

/// <summary>An epoch under way: batches done, and the sums over them.</summary>
public readonly record struct DetectorPartialEpoch(int Batches, double ScoreLoss, double BoxLoss, double Seconds);
