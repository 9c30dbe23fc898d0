using BenchmarkDotNet.Attributes;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;

namespace Pixelopolis.Benchmarks;

/// <summary>
/// From a camera frame to the bytes of a motor command, stage by stage and all together: the drive loop's own turn with the shipped
/// model. The memory column must stay empty; <see cref="Nothing"/> shows what the measuring itself would put there, and the car's
/// AllocationTests count the loop's own thread.
/// </summary>
[MemoryDiagnoser]
public class DriveStepBenchmarks : IDisposable
{
    private readonly byte[] _crop = new byte[LaneCrop.Bytes];
    private readonly float[] _steering = new float[4];
    private readonly LaneCrop _reader = new(640, 480);
    private readonly StopLineDetector _stopLines = new(CameraGeometry.Reference, RoadMarkings.StopLineThickness);
    private BenchmarkCar _car = null!;

    [GlobalSetup]
    public void Setup() => _car = new BenchmarkCar();

    [GlobalCleanup]
    public void Dispose()
    {
        _car.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A turn of the loop that finds no frame.</summary>
    [Benchmark]
    public void Nothing() => _car.Loop.Turn(0);

    [Benchmark]
    public void Crop() => _reader.Read(_car.Picture, _crop);

    [Benchmark]
    public void LaneModel() => _car.Model.Infer(_crop, _steering);

    [Benchmark]
    public double StopLine() => _stopLines.Detect(_crop);

    [Benchmark(Baseline = true)]
    public void FrameToCommand() => _car.Turn();
}
