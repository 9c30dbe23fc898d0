using BenchmarkDotNet.Attributes;
using Pixelopolis.Car;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.City.Lif;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Benchmarks;

/// <summary>From a camera frame to the bytes of a motor command, stage by stage and all together; the memory column must stay empty.</summary>
[MemoryDiagnoser]
public class DriveStepBenchmarks
{
    private readonly byte[] _frame = new byte[640 * 480 * 3];
    private readonly byte[] _crop = new byte[LaneCrop.Bytes];
    private readonly float[] _steering = new float[4];
    private readonly byte[] _line = new byte[HostLink.MaxWriteLength];
    private readonly LaneCrop _reader = new(640, 480);
    private readonly StopLineDetector _stopLines = new(CameraGeometry.Reference, RoadMarkings.StopLineThickness);
    private readonly HostLink _link = new();
    private OnnxLaneModel _model = null!;
    private DriveStep _step = null!;
    private ActiveRoute _route = null!;
    private double _now;
    private uint _number;
    private int _ticks;

    [GlobalSetup]
    public void Setup()
    {
        var city = BenchmarkCity.Map;
        var intersections = Intersections.Of(city);
        var edges = new List<Edge> { city.Edges[0] };
        while (edges.Sum(e => e.Length) < 6) edges.Add(city.From(edges[^1].EndNodeId)[0]);
        var path = new RoutePath(edges, intersections);
        _route = new ActiveRoute(path, path.Length);
        new CameraRenderer(CityScene.Bake(city, Appearance.Showroom), new CameraMount()).Render(path.At(0.1), [], 1, _frame);
        _model = OnnxLaneModel.Load(Path.Combine(BenchmarkCity.Root, "car", "models", "lane.onnx")).Model!;
        _step = new DriveStep(new DriveOptions());
        _step.Localizer.Reset(0.1, 0, 0, 0.01, 0.02);
    }

    [GlobalCleanup]
    public void Cleanup() => _model.Dispose();

    [Benchmark]
    public void Crop() => _reader.Read(_frame, _crop);

    [Benchmark]
    public void LaneModel() => _model.Infer(_crop, _steering);

    [Benchmark]
    public double StopLine() => _stopLines.Detect(_crop);

    [Benchmark(Baseline = true)]
    public int FrameToCommand()
    {
        _now += 0.05;
        // Creeping along the first metre and back at its start again: the route never ends.
        _ticks += 10;
        if (_number++ % 2000 == 0) _step.Localizer.Reset(0.1, 0, 0, 0.01, 0.02);
        _reader.Read(_frame, _crop);
        _model.Infer(_crop, _steering);
        var reading = new LaneReading(_number, _now - 0.06, _steering[0], _steering[1], _steering[2], _steering[3], _stopLines.Detect(_crop));
        var status = new BoardStatus((uint)(_now * 1000), _ticks, _ticks, 1, 1, 8000, Buttons.None, BoardFaults.None, Leds.None, CommandRefusal.None, 0, 0);
        var command = _step.Step(new DriveInput(_now, reading, status, _now, false), _route).Command;
        return _link.WriteCommand(_now, new WheelTargets(command.LeftVelocity, command.RightVelocity), command.CameraFrame, command.Leds, _line);
    }
}
