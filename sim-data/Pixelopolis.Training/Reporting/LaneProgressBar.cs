using System.Globalization;
using Pixelopolis.Training.Lane;
using Spectre.Console;

namespace Pixelopolis.Training.Reporting;

/// <summary>Two bars on a terminal: the whole run with the time left, and the epoch with its loss.</summary>
internal sealed class LaneProgressBar(ProgressContext live) : ILaneTrainingProgress
{
    private ProgressTask? _run;
    private ProgressTask? _epoch;
    private int _batches;
    private string _best = "";

    public static ProgressColumn[] Columns =>
        [new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn()];

    public void Began(LaneTrainingOptions options, int trainFrames, int validationFrames, int batchesPerEpoch, LaneHistory before)
    {
        _batches = batchesPerEpoch;
        _run = live.AddTask($"{trainFrames} frames to train on, {validationFrames} to validate on", maxValue: (double)options.Epochs * batchesPerEpoch);
        _run.Value = before.Epochs.Count * batchesPerEpoch;
        _epoch = live.AddTask("", maxValue: batchesPerEpoch);
    }

    public void Trained(int epoch, int batch, double loss, double imagesPerSecond)
    {
        _run!.Value = (epoch - 1.0) * _batches + batch;
        _epoch!.Value = batch;
        _epoch.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}: loss {loss:f5}, {imagesPerSecond:f0} images/s");
    }

    public void Ended(LaneEpoch epoch, LaneEpoch best, int epochsPlanned)
    {
        _run!.MaxValue = (double)epochsPlanned * _batches;
        _best = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Number} of {epochsPlanned}: validation {epoch.ValidationLoss:f5}, best {best.ValidationLoss:f5} in epoch {best.Number}");
        _run.Description = _best;
    }
}
