using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Streaming;
using Pixelopolis.Lab.Bench;

namespace Pixelopolis.Lab.Tests.Bench;

public class CarSampleTests
{
    [Fact]
    public void A_cars_own_metrics_are_read()
    {
        var sample = CarSample.Read(MetricsText.Of(Health(frames: 200, speed: 0.35), new DriveMemory(198, 3, 1200), new LatencyHistogram(), Latencies()));
        Assert.Equal((200, 198, 4, 3, 1200), (sample.Frames, sample.Driven, sample.Commands, sample.AllocatingFrames, sample.AllocatedBytes));
        Assert.Equal(0.35, sample.Speed, 9);
        Assert.Equal([2, 3, 4], new[] { 0.005, 0.05, double.PositiveInfinity }.Select(b => sample.ToSerial.Buckets.Single(x => x.Bound == b).Below));
        Assert.Equal(0.3, sample.ToSerial.Max, 9);
    }

    [Fact]
    public void Another_programs_answer_is_named() => Assert.Contains("pixelopolis_car_frames_total", Assert.Throws<FormatException>(() => CarSample.Read("up{} 1\n")).Message, StringComparison.Ordinal);

    private static LatencyHistogram Latencies()
    {
        var latencies = new LatencyHistogram();
        foreach (var seconds in new[] { 0.0042, 0.0048, 0.012, 0.3 }) latencies.Add(seconds);
        return latencies;
    }

    private static CarHealth Health(long frames, double speed) => new("car-1", "driving", "None", "", 0, null, 10, speed, 1,
        new CameraFigures("sim", frames, 20, 0.06, 0, 1, null, null), new LatencyFigures(default, Latencies().Summary), new LinkFigures("Healthy", 0.01, 7.6, 80, "None", null),
        new FleetFigures(true, 1, 1, 0, "", null), new ModelFigures("lane.onnx", "", 4, "BottomQuarter"), new MapFigures("city", "1", "file"), new StreamFigures(0, 0), "normal");
}
