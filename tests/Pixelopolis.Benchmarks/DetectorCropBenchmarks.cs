using BenchmarkDotNet.Attributes;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Benchmarks;

/// <summary>A camera frame to a detector's picture: our own two to one, and what a 300 × 300 model of the TensorFlow zoo takes.</summary>
[MemoryDiagnoser]
public class DetectorCropBenchmarks
{
    private readonly DetectorCrop _half = new(640, 480, DetectorInput.Reference);
    private readonly DetectorCrop _square = new(640, 480, new DetectorInput(300, 300, FrameRegion.Whole));
    private readonly byte[] _frame = new byte[640 * 480 * 3];
    private readonly byte[] _pixels = new byte[300 * 300 * 3];

    [GlobalSetup]
    public void Setup() => new Random(1).NextBytes(_frame);

    [Benchmark(Baseline = true)]
    public void Half() => _half.Read(_frame, _pixels);

    [Benchmark]
    public void Square() => _square.Read(_frame, _pixels);
}
