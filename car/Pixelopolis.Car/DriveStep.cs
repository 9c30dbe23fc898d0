using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car;

/// <summary>
/// What a drive step is told: the newest lane reading, the newest board status and when it came (NaN: none yet), seconds; and the newest sight, which is of an
/// older frame than the lane reading and the same for several steps.
/// </summary>
public readonly record struct DriveInput(double Now, LaneReading Lane, BoardStatus Status, double StatusAt, bool Paused, SightReading Sight = default);

/// <summary>What a drive step decided, and why.</summary>
public readonly record struct DriveOutput(
    MotionCommand Command, HoldReason Hold, RouteEstimate At, SteeringChoice Steering, double Speed, bool SawStopLine, TrafficChoice Traffic = default);

/// <summary>
/// One step from a lane reading to a motor command: localization → decision (steering, speed, keeping apart) → safety. Pure and deterministic: the same inputs
/// give the same commands, so a recorded drive can be stepped again. Allocates nothing.
/// </summary>
public sealed class DriveStep
{
    private readonly Odometry _odometry;
    private readonly Localizer _localizer;
    private readonly DecisionOptions _decision;
    private readonly SteeringDecision _steering;
    private readonly SpeedPlanner _speed;
    private readonly KeepingApart _apart;
    private readonly SafetyStage _safety;
    private readonly WheelGeometry _wheels;

    /// <param name="options">Of the car.</param>
    /// <param name="map">With its signs the car finds its place; null leaves it to the encoders, the lanes and the stop lines.</param>
    /// <param name="intersections">Of the map.</param>
    public DriveStep(DriveOptions options, CityMap? map = null, Intersections? intersections = null)
    {
        _odometry = new Odometry(options.Wheels);
        _localizer = new Localizer(options, map, intersections);
        _decision = options.Decision;
        _steering = new SteeringDecision(options.Decision);
        _speed = new SpeedPlanner(options.Decision);
        _apart = new KeepingApart(options, map, intersections);
        _wheels = options.Wheels;
        _safety = new SafetyStage(options.Safety, options.Wheels);
    }

    public Localizer Localizer => _localizer;

    /// <summary>The cars and obstacles that it sees, on the ground.</summary>
    public ObjectTracker Tracker => _apart.Tracker;

    /// <summary>The way along which it watched for them in its last step; none without a route, unless it searches for its place.</summary>
    public WayAhead Way => _apart.Corridor.Ahead;

    /// <summary>Metres driven since the start, by the encoders.</summary>
    public double Travelled => _odometry.Travelled;

    public DriveOutput Step(in DriveInput input, ActiveRoute? route)
    {
        var step = double.IsNaN(input.StatusAt) ? default : _odometry.Update(input.Status.LeftTicks, input.Status.RightTicks);
        var finite = input.Lane.IsFinite;
        var sawStopLine = _localizer.Update(input, step, route);
        _apart.See(input, step);
        var at = _localizer.Estimate;
        var traffic = TrafficChoice.Free;
        var rolling = _wheels.Motion(input.Status).Speed;
        SteeringChoice steering = default;
        double speed = 0, remaining = double.NaN;
        if (_localizer.IsSearching)
        {
            // Which way the map goes is not known: the lane alone is followed.
            var curvature = SteeringScale.Curvature(input.Lane.SteeringFor(_localizer.SearchIntent));
            steering = new SteeringChoice(_localizer.SearchIntent, curvature, double.NaN, curvature);
            traffic = _apart.Choose(input.Now, rolling, steering.Curvature);
            speed = Math.Min(_decision.UnsureSpeed, traffic.Speed);
        }
        else if (route is not null)
        {
            steering = _steering.Choose(route.Path, at, input.Lane);
            // Where it may be farther on than it believes, it stops that much earlier.
            remaining = route.BaseEnd - at.S - at.DeviationAlong;
            traffic = _apart.Choose(input.Now, rolling, route.Path, at);
            speed = Math.Min(_speed.RoadSpeed(route.Path, at.S), Math.Min(_speed.StopSpeed(remaining, _safety.Speed), _speed.SureSpeed(at)));
            speed = Math.Min(speed, traffic.Speed);
            if (double.IsFinite(traffic.GiveWayIn)) speed = Math.Min(speed, _speed.StopSpeed(traffic.GiveWayIn - at.DeviationAlong, _safety.Speed));
        }
        else
        {
            _apart.Corridor.Leave();
        }
        var (command, hold) = _safety.Make(new SafetyInput(input.Now, speed, steering.Curvature, input.Lane.Frame, input.Lane.CapturedAt,
            finite, input.Status, input.StatusAt, remaining, input.Paused, route is null && !_localizer.IsSearching ? default : at, _localizer.SearchRoom,
            traffic.Hold, traffic.Ahead, double.IsFinite(traffic.GiveWayIn) ? traffic.GiveWayIn - at.DeviationAlong : double.NaN));
        return new DriveOutput(command, hold, at, steering, _safety.Speed, sawStopLine, traffic);
    }

    /// <summary>The safety stage's command to stand, for whoever must stop the car without a step.</summary>
    /// <param name="frame">The newest camera frame.</param>
    public MotionCommand Stop(uint frame) => _safety.Stop(frame);
}
