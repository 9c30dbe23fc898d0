using BenchmarkDotNet.Attributes;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;

namespace Pixelopolis.Benchmarks;

/// <summary>The drive step's short stages.</summary>
[MemoryDiagnoser]
public class DriveStageBenchmarks : IDisposable
{
    private readonly byte[] _crop = new byte[LaneCrop.Bytes];
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
    public void NoFrame() => _car.Loop.Turn(0);

    [Benchmark]
    public void Crop() => _reader.Read(_car.Picture, _crop);

    [Benchmark]
    public double StopLine() => _stopLines.Detect(_car.Crop);
}
