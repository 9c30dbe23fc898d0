using BenchmarkDotNet.Attributes;

namespace Pixelopolis.Benchmarks;

/// <summary>
/// From a camera frame to the bytes of a motor command, the drive loop's own turn with the shipped model, and the model alone. The memory
/// column must stay empty. It counts the whole process, BenchmarkDotNet included, which now and then puts about 4 kB of its own into a
/// run: over a few hundred frames that showed as 13 to 31 B a frame, so thousands are run. <see cref="AllocationCount"/> counts without it.
/// </summary>
[MemoryDiagnoser]
[InvocationCount(8192)]
public class DriveStepBenchmarks : IDisposable
{
    private readonly float[] _steering = new float[4];
    private BenchmarkCar _car = null!;

    [GlobalSetup]
    public void Setup() => _car = new BenchmarkCar();

    [GlobalCleanup]
    public void Dispose()
    {
        _car.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void LaneModel() => _car.Model.Infer(_car.Crop, _steering);

    [Benchmark(Baseline = true)]
    public void FrameToCommand() => _car.Turn();
}
