using System.Globalization;
using Pixelopolis.Training.Lane;

namespace Pixelopolis.Training.Reporting;

/// <summary>One line for each epoch: for logs and for whoever pipes the output.</summary>
internal sealed class LaneProgressLines(TextWriter output) : ILaneTrainingProgress
{
    public void Began(LaneTrainingOptions options, int trainFrames, int validationFrames, int batchesPerEpoch, LaneHistory before)
    {
        output.WriteLine($"{trainFrames} frames to train on, {validationFrames} to validate on, {batchesPerEpoch} batches of {options.Batch} an epoch");
        if (before.Epochs.Count > 0) output.WriteLine($"going on after epoch {before.Epochs.Count}");
    }

    public void Trained(int epoch, int batch, double loss, double imagesPerSecond)
    {
    }

    public void Ended(LaneEpoch epoch, LaneEpoch best, int epochsPlanned)
    {
        var left = TimeSpan.FromSeconds(epoch.Seconds * (epochsPlanned - epoch.Number));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"epoch {epoch.Number}/{epochsPlanned}: loss {epoch.TrainLoss:f5}, validation {epoch.ValidationLoss:f5} (best {best.ValidationLoss:f5} in {best.Number}), {epoch.ImagesPerSecond:f0} images/s, {left:hh\\:mm\\:ss} left at most"));
    }
}
