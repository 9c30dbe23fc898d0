using BenchmarkDotNet.Attributes;
using Pixelopolis.Car;
using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Teacher;
using Pixelopolis.Sim;

namespace Pixelopolis.Benchmarks;

/// <summary>What the car's place costs in a drive step: on its route with signs in sight, and while a lost car searches the whole map. The memory column must stay empty.</summary>
// Many, for the harness's own 4 kB a measurement, shared among few steps, would read as theirs.
[MemoryDiagnoser]
[InvocationCount(8192)]
public class LocalizationBenchmarks
{
    private const int Frames = 64;
    private readonly DriveInput[] _inputs = new DriveInput[Frames];
    private Localizer _tracking = null!;
    private Localizer _searching = null!;
    private ActiveRoute _route = null!;
    private RoutePath _path = null!;
    private int _at;

    [GlobalSetup]
    public void Setup()
    {
        var map = BenchmarkCity.Map;
        var crossings = Intersections.Of(map);
        var path = _path = new RoutePath(RandomRoute.Wander(map, new SimRandom(3), 6), crossings);
        _route = new ActiveRoute(path, path.Length);
        var sight = new GeometricSight(map, CameraGeometry.Reference, new SightQuality(), 5);
        var lane = new LaneReading(1, 0, 0, 0, 0, 0, double.NaN);
        for (var i = 0; i < Frames; i++)
            _inputs[i] = new DriveInput(0.05 * i, lane with { CapturedAt = 0.05 * i }, default, 0.05 * i, false, sight.Look((uint)i + 1, 0.05 * i, path.At(0.5 + 0.0001 * i)));
        (_tracking, _searching) = (new Localizer(new DriveOptions(), map, crossings), new Localizer(new DriveOptions(), map, crossings));
        foreach (var localizer in new[] { _tracking, _searching }) Begin(localizer);
        // What it sees is nothing like its lane, until it believes itself lost.
        var strange = lane with { Follow = 1, Left = 1, Straight = 1, Right = 1 };
        for (var i = 0; i < 200 && !_searching.IsSearching; i++)
            _searching.Update(new DriveInput(i, strange with { CapturedAt = i }, default, i, false, new SightReading((uint)i + 1, i, [])), new OdometryStep(0.02, 0), _route);
        if (!_searching.IsSearching) throw new InvalidOperationException("the car should be lost");
    }

    [Benchmark(Baseline = true)]
    public bool Track()
    {
        // The frames begin again, and with them the time and the place.
        if (_at % Frames == 0) Begin(_tracking);
        return _tracking.Update(_inputs[_at++ % Frames], Step(0.019), _route);
    }

    [Benchmark]
    public bool Search() => _searching.Update(_inputs[_at++ % Frames], Step(0.005), _route);

    private void Begin(Localizer localizer)
    {
        localizer.PutDown(_path.At(0.5));
        localizer.Reset(0.5, 0, 0, 0.02, 0.03);
    }

    /// <summary>To and fro, so that it never leaves the place that its sights are of.</summary>
    private OdometryStep Step(double metres) => new(_at % 2 == 0 ? metres : -metres, 0);
}
