using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App.Driving;

/// <summary>Hears every turn of the drive loop, on its thread: neither waits nor allocates.</summary>
public interface IDriveSink
{
    void Drove(in DriveReport report);
}

/// <summary>
/// From frame to motor command, on a thread of its own, driven by the frames' arrival: perception → localization → decision → safety →
/// serial. Without a frame nothing is sent and the motors' lease runs out. It waits for frames and for nothing else; in steady
/// state it allocates nothing. An exception is caught once: the car is stopped and says why.
/// </summary>
public sealed class DriveLoop : IDisposable
{
    /// <summary>Milliseconds without a frame after which it looks around.</summary>
    private const int Patience = 50;
    private readonly IFrameSource _camera;
    private readonly LaneEye _eye;
    private readonly IMotorLine _motors;
    private readonly Mailbox _mail;
    private readonly OrderFollower _follower;
    private readonly OrderDesk _desk;
    private readonly DriveStep _step;
    private readonly DriveReporter _reporter;
    private readonly double _oldestFrame;
    private readonly TimeProvider _time;
    private readonly IDriveSink[] _sinks;
    private readonly DriveMemoryMeter _memory = new();
    private readonly Thread _thread;
    private volatile bool _stopping;
    private volatile string? _fault;
    private LaneReading _lane = LaneReading.Nothing(0, double.NaN);
    private long _seen;

    public DriveLoop(IFrameSource camera, LaneEye eye, IMotorLine motors, Mailbox mail, OrderFollower follower, OrderDesk desk, DriveStep step,
        SafetyOptions limits, TimeProvider time, params IDriveSink[] sinks)
    {
        (_camera, _eye, _motors, _mail, _follower, _desk, _step, _time, _sinks) = (camera, eye, motors, mail, follower, desk, step, time, sinks);
        _reporter = new DriveReporter(step, follower, desk);
        _oldestFrame = limits.OldestFrame;
        _thread = new Thread(Run) { Name = "drive loop", IsBackground = true };
    }

    /// <summary>What the detector saw last, if the car has one: looked at, never waited for.</summary>
    public Newest<SightReading>? Sights { get; init; }

    /// <summary>The newest turn; read from any thread.</summary>
    public Newest<DriveReport> Report { get; } = new();

    /// <summary>The corridor's way in that turn, for those who show it; set just before the turn is, so that whoever has read the turn finds its way or a later one.</summary>
    public Newest<WayAhead> Way { get; } = new();

    /// <summary>From a frame's arrival to its command's being handed to the line.</summary>
    public LatencyHistogram FrameToCommand { get; } = new();

    /// <summary>What driving allocates: nothing, while only frames come and go.</summary>
    public DriveMemory Memory => _memory.Sum;

    /// <summary>What ended the loop, if it did: a bug, to be reported with a stop.</summary>
    public string? Fault => _fault;

    public string ThreadPriority { get; private set; } = "not started";

    public void Start() => _thread.Start();

    public void Dispose()
    {
        _stopping = true;
        if (_thread.IsAlive) _thread.Join();
    }

    private void Run()
    {
        ThreadPriority = ThreadPriorities.RaiseThis();
        try
        {
            while (!_stopping) Turn(Patience);
        }
        catch (Exception e)
        {
            // The car is stopped before anything is said: whoever is to read it may be slow.
            _motors.Send(_step.Stop(_lane.Frame), double.NaN);
            _fault = $"{e.GetType().Name}: {e.Message}";
            Console.Error.WriteLine($"the drive loop has ended, the car stands: {e}");
        }
        finally
        {
            _motors.Send(_step.Stop(_lane.Frame), double.NaN);
        }
    }

    /// <summary>One turn: the fleet's mail, then a frame if one comes in time (milliseconds).</summary>
    internal void Turn(int patience)
    {
        if (Report.Version > 0)
            while (_mail.TryTake(out var mail)) _desk.Take(mail, _reporter.Last.Standing);
        if (!_reporter.Last.Knows(_follower.Snapshot)) _eye.Forget();
        if (_camera.Frames.Take(ref _seen, patience) is not { } frame)
        {
            Starve();
            return;
        }
        _memory.Begin();
        try
        {
            Drive(frame);
        }
        finally
        {
            _camera.Frames.Release(frame);
        }
        _memory.End();
    }

    private void Drive(FrameSlot frame)
    {
        _lane = _eye.Look(frame.Pixels, frame.Number, frame.CapturedAt);
        var status = Status(out var statusAt);
        var now = _time.Seconds();
        var input = new DriveInput(now, _lane, status, statusAt, _desk.Paused, Sight());
        var output = _step.Step(input, _follower.Route);
        var sent = _motors.Send(output.Command, frame.ArrivedAt);
        FrameToCommand.Add(_time.Seconds() - frame.ArrivedAt);
        Finish(input, output, sent);
    }

    /// <summary>No frame came. Once the last one is too old, the step is made without one, so that the wheels' turning on is seen and the reason known; nothing is sent.</summary>
    private void Starve()
    {
        var now = _time.Seconds();
        if (now - _lane.CapturedAt <= _oldestFrame) return;
        var status = Status(out var statusAt);
        var blind = LaneReading.Nothing(_lane.Frame, _lane.CapturedAt);
        var input = new DriveInput(now, blind, status, statusAt, _desk.Paused, Sight());
        Finish(input, _step.Step(input, _follower.Route), sent: false);
    }

    private SightReading Sight() => Sights is { } sights ? sights.Get() : default;

    private BoardStatus Status(out double at)
    {
        if (_motors.TryGetStatus(out var status, out at)) return status;
        at = double.NaN;
        return default;
    }

    private void Finish(in DriveInput input, in DriveOutput output, bool sent)
    {
        var report = _reporter.Turn(input, output, sent);
        Way.Set(_step.Way);
        Report.Set(report);
        foreach (var sink in _sinks) sink.Drove(report);
    }
}
