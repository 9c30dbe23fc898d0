using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.City;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Serial;
using Pixelopolis.Motor.Serial.Emulation;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>
/// A whole car on the bench: frames over a real socket, a real model, the real loop on its thread, a real pseudo-terminal with the
/// emulated board and wheels in the air. Everything that happens pulses <see cref="Signal"/>.
/// </summary>
internal sealed class CarRig : IBoardPlant, IDriveSink, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-car-").FullName;
    private readonly BenchPlant _plant = new();
    private readonly SimulatedCamera _camera;
    private readonly SerialMotorLine _motors;
    private readonly OnnxLaneModel _model;
    private WheelTargets _targets;

    public CarRig(CityMap? map = null, byte[]? model = null, TimeSpan? framePeriod = null, IDetector? detector = null, params IDriveSink[] sinks)
    {
        Map = map ?? StraightCity.Map();
        Sender = new FrameSender(Path.Combine(_folder, "eye.sock"));
        Board = new EmulatedBoard(this, TimeProvider.System, Path.Combine(_folder, "board"));
        _motors = new SerialMotorLine(new SerialLinkOptions { Port = Path.Combine(_folder, "board"), FirstRetry = TimeSpan.FromMilliseconds(5), LongestRetry = TimeSpan.FromMilliseconds(40) },
            TimeProvider.System);
        _camera = new SimulatedCamera(Path.Combine(_folder, "eye.sock"), TimeProvider.System);
        _model = OnnxLaneModel.Load(model ?? TinyModels.FourHeads(), "tiny").Model!;
        var options = new DriveOptions();
        var step = new DriveStep(options);
        Follower = new OrderFollower(Map, Intersections.Of(Map), step);
        Desk = new OrderDesk(Follower);
        if (detector is not null) Sights = new SightThread(_camera.Frames, detector, TimeSpan.Zero, TimeProvider.System);
        Loop = new DriveLoop(_camera, new LaneEye(options.Camera, _model, CropRegion.BottomQuarter), _motors, Mail, Follower, Desk, step, options.Safety, TimeProvider.System,
            [this, .. sinks]) { Sights = Sights?.Newest };
        Film = new Film(Sender, framePeriod ?? TimeSpan.FromMilliseconds(20));
        _camera.Start();
        Loop.Start();
        Sights?.Start();
    }

    public CityMap Map { get; }

    public Signal Signal { get; } = new();

    public FrameSender Sender { get; }

    public Film Film { get; }

    public EmulatedBoard Board { get; }

    public OrderFollower Follower { get; }

    public Mailbox Mail { get; } = new();

    public OrderDesk Desk { get; }

    public DriveLoop Loop { get; }

    public SightThread? Sights { get; }

    public IMotorLine Motors => _motors;

    public IFrameSource Camera => _camera;

    public DriveReport Last => Loop.Report.Get();

    public double BatteryVolts
    {
        set => _plant.BatteryVolts = value;
    }

    /// <summary>What the board drives its motors with now.</summary>
    public WheelTargets Targets
    {
        get
        {
            lock (_plant) return _targets;
        }
    }

    public bool WheelsTurn => Targets is { Left: > 1, Right: > 1 };

    public bool WheelsStand => Targets is { Left: 0, Right: 0 };

    public Task Until(Func<bool> condition, string what) => Signal.Until(condition, what);

    BoardInputs IBoardPlant.Step(in WheelTargets targets, double now)
    {
        lock (_plant) _targets = targets;
        Signal.Pulse();
        return _plant.Step(targets, now);
    }

    void IDriveSink.Drove(in DriveReport report) { }

    public void Dispose()
    {
        Film.Dispose();
        Loop.Dispose();
        Sights?.Dispose();
        _motors.Dispose();
        _camera.Dispose();
        Sender.Dispose();
        Board.Dispose();
        _model.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Sends a frame each period, as a camera does, while it runs.</summary>
internal sealed class Film : IDisposable
{
    private readonly FrameSender _sender;
    private readonly Timer _timer;
    private readonly TimeSpan _period;
    private readonly Lock _gate = new();
    private uint _number;
    private bool _over;

    public Film(FrameSender sender, TimeSpan period)
    {
        (_sender, _period) = (sender, period);
        _timer = new Timer(_ => Shoot());
    }

    /// <summary>Draws a frame; told its canvas and number.</summary>
    public Action<Span<byte>, uint> Paint { get; set; } = (canvas, number) => canvas.Fill((byte)number);

    public void Run() => _timer.Change(TimeSpan.Zero, _period);

    public void Stop()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_gate) { }
    }

    public void Shoot()
    {
        lock (_gate)
        {
            if (_over) return;
            Paint(_sender.Canvas, _number);
            _sender.Send(++_number, TimeProvider.System.Seconds() - 0.03);
        }
    }

    public void Dispose()
    {
        lock (_gate) _over = true;
        _timer.Dispose();
    }
}
