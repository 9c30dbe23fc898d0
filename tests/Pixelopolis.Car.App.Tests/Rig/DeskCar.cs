using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Motor;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>A car turned by hand, on a clock turned by hand: the real loop body, model, frame codec and board machine; no thread, no socket.</summary>
internal sealed class DeskCar : IFrameSource, IMotorLine, IDisposable
{
    private readonly HostLink _link = new();
    private readonly BoardStateMachine _board = new();
    private readonly byte[] _bytes = new byte[256];
    private readonly OnnxLaneModel _model;
    private double _leftTicks, _rightTicks;
    private WheelTargets _targets;

    public DeskCar(CityMap map, OnnxLaneModel model, DriveOptions? drive = null, params IDriveSink[] sinks)
    {
        _model = model;
        var options = drive ?? new DriveOptions();
        var intersections = Intersections.Of(map);
        // Without options of its own it drives by its lane alone: what signs it is shown, the map of a plain street has not.
        var step = new DriveStep(options, drive is null ? null : map, intersections);
        Follower = new OrderFollower(map, intersections, step);
        Desk = new OrderDesk(Follower);
        Loop = new DriveLoop(this, new LaneEye(options.Camera, model, CropRegion.BottomQuarter), this, Mail, Follower, Desk, step, options.Safety, Clock, sinks) { Sights = Sights };
        var grey = new byte[options.Camera.FrameWidth * options.Camera.FrameHeight * 3];
        Array.Fill(grey, (byte)128);
        Show(grey);
    }

    public HandClock Clock { get; } = new();

    public OrderFollower Follower { get; }

    public Mailbox Mail { get; } = new();

    public OrderDesk Desk { get; }

    /// <summary>What the detector would have seen.</summary>
    public Newest<SightReading> Sights { get; } = new();

    public DriveLoop Loop { get; }

    public WheelTargets Targets => _targets;

    public FrameRing Frames { get; } = new();

    /// <summary>Every frame from now on shows this picture (RGB, 640 × 480); grey before.</summary>
    public void Show(byte[] picture)
    {
        var slots = new List<FrameSlot>();
        while (Frames.BeginWrite() is { } slot) slots.Add(slot);
        foreach (var slot in slots)
        {
            picture.CopyTo(slot.Pixels, 0);
            Frames.Release(slot);
        }
    }

    /// <summary>50 ms of the car's life: the board's status, perhaps a frame, one turn of the loop.</summary>
    public void Turn(bool frame = true, bool board = true)
    {
        Clock.Now += 0.05;
        _leftTicks += _targets.Left * 0.05 / Wheels.RadiansPerTick;
        _rightTicks += _targets.Right * 0.05 / Wheels.RadiansPerTick;
        _targets = _board.Step(Clock.Now, new BoardInputs((int)_leftTicks, (int)_rightTicks, _targets.Left, _targets.Right, 7.6));
        var said = _board.WriteStatus(Clock.Now, _bytes);
        if (board) _link.Receive(_bytes.AsSpan(0, said), Clock.Now);
        if (frame && Frames.BeginWrite() is { } slot) Frames.Publish(slot, (uint)Frames.Published + 1, Clock.Now - 0.06, Clock.Now);
        Loop.Turn(0);
    }

    public bool TryGetStatus(out BoardStatus status, out double receivedAt)
    {
        (status, receivedAt) = (_link.Status.GetValueOrDefault(), _link.StatusReceived);
        return _link.Status.HasValue;
    }

    public bool Send(in MotionCommand command, double frameArrivedAt)
    {
        var length = _link.WriteCommand(Clock.Now, command, _bytes);
        _board.Receive(_bytes.AsSpan(0, length), Clock.Now);
        return true;
    }

    public LinkHealth Health => _link.Health(Clock.Now);

    public string? Complaint => null;

    public LatencyHistogram FrameToWrite { get; } = new();

    string IFrameSource.Name => "desk";

    CameraHealth IFrameSource.Health => default;

    void IFrameSource.Start() { }

    public void Dispose()
    {
        Loop.Dispose();
        _model.Dispose();
    }
}

/// <summary>A clock that a test turns: its own seconds, and the time of day.</summary>
internal sealed class HandClock : TimeProvider
{
    public double Now { get; set; } = 100;

    /// <summary>Seconds of Unix time when its own began.</summary>
    public double Began { get; init; } = 1_700_000_000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Began + Now);

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => (long)(Now * 1e9);
}
