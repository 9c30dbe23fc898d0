using BenchmarkDotNet.Attributes;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Benchmarks;

/// <summary>A camera frame of the default city: all of it, and the band that the lane model reads.</summary>
[MemoryDiagnoser]
public class RenderingBenchmarks
{
    private readonly byte[] _frame = new byte[640 * 480 * 3];
    private readonly SceneActor[] _others = new SceneActor[2];
    private CameraRenderer _camera = null!;
    private Pose[] _poses = [];
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        var city = BenchmarkCity.Map;
        _camera = new CameraRenderer(CityScene.Bake(city, Appearance.Showroom), new CameraMount());
        _poses = [.. city.Edges.Select(e => e.Curve.At(e.Length / 2))];
        for (var i = 0; i < _others.Length; i++) _others[i] = new SceneActor(ActorKind.Car, _poses[(i + 1) * 7], 0x2F7DD1);
    }

    [Benchmark(Baseline = true)]
    public void WholeFrame() => _camera.Render(_poses[_next++ % _poses.Length], _others, (ulong)_next, _frame);

    [Benchmark]
    public void BottomQuarter() => _camera.Render(_poses[_next++ % _poses.Length], _others, (ulong)_next, _frame, 360);
}
