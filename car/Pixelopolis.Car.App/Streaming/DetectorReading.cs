using System.Globalization;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Inference;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>Reads how the detector does, whenever somebody asks.</summary>
public sealed class DetectorReading(string path, OnnxDetector detector, SightThread sights)
{
    private readonly FrameRate _rate = new();

    public LatencyHistogram FrameToSight => sights.FrameToSight;

    /// <param name="now">Monotonic seconds.</param>
    public DetectorFigures At(double now)
    {
        var (newest, looked, input) = (sights.Newest.Get(), sights.Newest.Version, detector.Input);
        return new DetectorFigures(path, detector.Sha256, detector.Placement.ToString(), $"{input.Width}x{input.Height}",
            string.Create(CultureInfo.InvariantCulture, $"{input.Region.Left:0.###},{input.Region.Top:0.###},{input.Region.Right:0.###},{input.Region.Bottom:0.###}"),
            detector.Labels.Known, looked, Math.Round(_rate.At(now, looked), 1), looked == 0 ? -1 : Math.Round(now - newest.CapturedAt, 3), newest.Count, sights.FrameToSight.Summary, sights.Fault);
    }
}
