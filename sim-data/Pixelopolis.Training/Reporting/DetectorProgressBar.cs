using System.Globalization;
using Pixelopolis.Training.Detector;
using Spectre.Console;

namespace Pixelopolis.Training.Reporting;

/// <summary>Bars on a terminal: reading the pictures, the whole run with the time left, and the epoch with its loss.</summary>
internal sealed class DetectorProgressBar(ProgressContext live) : IDetectorTrainingProgress
{
    private readonly ProgressTask _read = live.AddTask("reading pictures");
    private ProgressTask? _run;
    private ProgressTask? _epoch;
    private int _batches;

    public void Read(int pictures, int of)
    {
        _read.MaxValue = of;
        _read.Value = pictures;
    }

    public void Began(DetectorRunStart start)
    {
        _read.Value = _read.MaxValue;
        foreach (var line in DetectorStartText.Lines(start)) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{line}");
        _batches = start.BatchesPerEpoch;
        _run = live.AddTask("training", maxValue: (double)start.History.Planned * _batches);
        _run.Value = (double)start.History.Epochs.Count * _batches;
        _epoch = live.AddTask("", maxValue: _batches);
    }

    public void Trained(int epoch, int batch, double loss, double imagesPerSecond)
    {
        _run!.Value = (epoch - 1.0) * _batches + batch;
        _epoch!.Value = batch;
        _epoch.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}: loss {loss:f4}, {imagesPerSecond:f1} images/s");
    }

    public void Ended(DetectorEpoch epoch, DetectorHistory history) => _run!.Description = string.Create(CultureInfo.InvariantCulture,
        $"epoch {epoch.Number} of {history.Planned}: mAP@.5 {epoch.Map50:f3}, mAP@[[.5:.95]] {epoch.Map:f3}, best {history.Best!.Map:f3} in {history.Best.Number}");

    public void Cut(string why) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]{why}[/]");
}
