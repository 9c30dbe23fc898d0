using Pixelopolis.Car;
using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Host;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Drives;

/// <summary>When things happen to a car, seconds.</summary>
public sealed record CarTiming
{
    /// <summary>Between two camera frames.</summary>
    public double FramePeriod { get; init; } = 0.05;

    /// <summary>From light to the frame in the car's hands.</summary>
    public double CameraDelay { get; init; } = 0.06;

    /// <summary>From there to the motor command on the line.</summary>
    public double StepDelay { get; init; } = 0.01;

    /// <summary>Between two frames that the detector looks at.</summary>
    public double SightPeriod { get; init; } = 0.1;

    /// <summary>From a frame in the car's hands to what the detector says of it.</summary>
    public double SightDelay { get; init; } = 0.05;
}

/// <summary>
/// One car in lockstep: the real drive step, safety stage, frame codec and board state machine over a simulated body and eye, all on a
/// virtual clock. Nothing here hands the body's truth to the drive step.
/// </summary>
public sealed class SimulatedCar
{
    private readonly CarTiming _timing;
    private readonly DriveStep _step;
    private readonly BoardStateMachine _board = new();
    private readonly HostLink _link = new();
    private readonly byte[] _toBoard = new byte[HostLink.MaxWriteLength];
    private readonly byte[] _toCar = new byte[BoardStateMachine.MaxWriteLength];
    private readonly Queue<(double Due, LaneReading Reading)> _pending = new();
    private readonly Queue<(double Due, SightReading Sight)> _sights = new();
    private readonly ILaneEye _eye;
    private readonly ISightEye? _sightEye;
    private SightReading _sight;
    private double _nextFrame, _nextSight;
    private uint _frame;

    /// <param name="serial">Its name.</param>
    /// <param name="body">What moves.</param>
    /// <param name="eye">Reads the lane.</param>
    /// <param name="options">Of the drive step.</param>
    /// <param name="timing">When things happen.</param>
    /// <param name="firstFrame">Seconds until its camera's first frame.</param>
    /// <param name="sight">Sees signs, cars and obstacles; null for a car without a detector.</param>
    /// <param name="map">What the car has been told of the city; null for one that does not look for its place by signs.</param>
    /// <param name="intersections">Of the map.</param>
    public SimulatedCar(string serial, Vehicle body, ILaneEye eye, DriveOptions options, CarTiming timing, double firstFrame = 0,
        ISightEye? sight = null, CityMap? map = null, Intersections? intersections = null)
    {
        (Serial, Body, _eye, _sightEye, _timing, _nextFrame) = (serial, body, eye, sight, timing, firstFrame);
        _step = new DriveStep(options, map, intersections);
    }

    public string Serial { get; }

    public Vehicle Body { get; }

    public DriveStep Drive => _step;

    public ActiveRoute? Route { get; set; }

    public bool Paused { get; set; }

    /// <summary>What the last step was told, and what it decided.</summary>
    public DriveInput LastInput { get; private set; }

    public DriveOutput Last { get; private set; }

    public uint Frames => _frame;

    public HostLink Link => _link;

    /// <summary>Told of every drive step, for recorders.</summary>
    public Action<DriveInput, DriveOutput>? Stepped { get; set; }

    /// <summary>One tick of the world's clock.</summary>
    /// <returns>Whether the drive step ran in it.</returns>
    public bool Advance(double now, double dt)
    {
        var inputs = new BoardInputs(Body.LeftTicks, Body.RightTicks, Body.LeftSpeed, Body.RightSpeed, Body.Battery.Volts);
        var targets = _board.Step(now, inputs);
        Body.Step(targets.Left, targets.Right, now, dt);
        var written = _board.WriteStatus(now, _toCar);
        if (written > 0) _link.Receive(_toCar.AsSpan(0, written), now);

        if (now + 1e-9 >= _nextFrame)
        {
            _nextFrame += _timing.FramePeriod;
            _pending.Enqueue((now + _timing.CameraDelay + _timing.StepDelay, _eye.Look(++_frame, now, Body.Pose)));
            if (_sightEye is not null && now + 1e-9 >= _nextSight)
            {
                _nextSight = now + _timing.SightPeriod;
                _sights.Enqueue((now + _timing.CameraDelay + _timing.SightDelay, _sightEye.Look(_frame, now, Body.Pose)));
            }
        }
        if (_pending.Count == 0 || _pending.Peek().Due > now + 1e-9) return false;
        Step(now, _pending.Dequeue().Reading);
        return true;
    }

    private void Step(double now, LaneReading reading)
    {
        var status = _link.Status;
        while (_sights.Count > 0 && _sights.Peek().Due <= now + 1e-9) _sight = _sights.Dequeue().Sight;
        var input = new DriveInput(now, reading, status ?? default, status is null ? double.NaN : _link.StatusReceived, Paused, _sight);
        (LastInput, Last) = (input, _step.Step(input, Route));
        Stepped?.Invoke(input, Last);
        var length = _link.WriteCommand(now, Last.Command, _toBoard);
        _board.Receive(_toBoard.AsSpan(0, length), now);
    }
}
