using System.Globalization;
using Pixelopolis.Training.Detector;

namespace Pixelopolis.Training.Reporting;

/// <summary>Lines for logs and for whoever pipes the output: one each half minute, and one for each epoch.</summary>
internal sealed class DetectorProgressLines(TextWriter output, TimeProvider time) : IDetectorTrainingProgress
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);
    private long _last = time.GetTimestamp();
    private int _batches;

    public void Read(int pictures, int of)
    {
        if (pictures % 2000 == 0) output.WriteLine($"{pictures} of {of} pictures read");
    }

    public void Began(DetectorRunStart start)
    {
        _batches = start.BatchesPerEpoch;
        foreach (var line in DetectorStartText.Lines(start)) output.WriteLine(line);
    }

    public void Trained(int epoch, int batch, double loss, double imagesPerSecond)
    {
        if (time.GetElapsedTime(_last) < Between) return;
        _last = time.GetTimestamp();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  epoch {epoch}, batch {batch} of {_batches}: loss {loss:f4}, {imagesPerSecond:f1} images/s"));
    }

    public void Ended(DetectorEpoch epoch, DetectorHistory history)
    {
        var left = TimeSpan.FromSeconds(epoch.Seconds * (history.Planned - epoch.Number));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"epoch {epoch.Number}/{history.Planned}: score loss {epoch.ScoreLoss:f4}, box loss {epoch.BoxLoss:f4}, validation mAP@.5 {epoch.Map50:f4}, mAP@[.5:.95] {epoch.Map:f4} (best {history.Best!.Map:f4} in {history.Best.Number}), {epoch.ImagesPerSecond:f1} images/s, about {left:hh\\:mm\\:ss} left"));
    }

    public void Cut(string why) => output.WriteLine(why);
}
