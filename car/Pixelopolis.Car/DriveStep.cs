using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Safety;
using Pixelopolis.City;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car;

/// <summary>
/// What a drive step is told: the newest lane reading, the newest board status and when it came (NaN: none yet), seconds; and the newest sight, which is of an
/// older frame than the lane reading and the same for several steps.
/// </summary>
public readonly record struct DriveInput(double Now, LaneReading Lane, BoardStatus Status, double StatusAt, bool Paused, SightReading Sight = default);

/// <summary>What a drive step decided, and why.</summary>
public readonly record struct DriveOutput(
    MotionCommand Command, HoldReason Hold, RouteEstimate At, SteeringChoice Steering, double Speed, bool SawStopLine);

/// <summary>
/// One step from a lane reading to a motor command: localization → decision → safety. Pure and deterministic: the same inputs
/// give the same commands, so a recorded drive can be stepped again. Allocates nothing.
/// </summary>
public sealed class DriveStep
{
    private readonly DriveOptions _options;
    private readonly Odometry _odometry;
    private readonly RouteLocalizer _localizer;
    private readonly SteeringDecision _steering;
    private readonly SpeedPlanner _speed;
    private readonly SafetyStage _safety;
    private double _sinceLane;

    public DriveStep(DriveOptions options)
    {
        _options = options;
        _odometry = new Odometry(options.Wheels);
        _localizer = new RouteLocalizer(options.Localization);
        _steering = new SteeringDecision(options.Decision);
        _speed = new SpeedPlanner(options.Decision);
        _safety = new SafetyStage(options.Safety, options.Wheels);
    }

    public RouteLocalizer Localizer => _localizer;

    /// <summary>Metres driven since the start, by the encoders.</summary>
    public double Travelled => _odometry.Travelled;

    public DriveOutput Step(in DriveInput input, ActiveRoute? route)
    {
        var step = double.IsNaN(input.StatusAt) ? default : _odometry.Update(input.Status.LeftTicks, input.Status.RightTicks);
        var sawStopLine = false;
        var finite = input.Lane.IsFinite;
        SteeringChoice steering = default;
        double speed = 0, remaining = double.NaN;
        if (route is not null)
        {
            _localizer.Predict(route.Path, step, input.Now);
            if (finite) sawStopLine = Look(input, route.Path, step);
            var at = _localizer.Estimate;
            steering = _steering.Choose(route.Path, at, input.Lane);
            remaining = route.BaseEnd - at.S;
            speed = Math.Min(_speed.RoadSpeed(route.Path, at.S), _speed.StopSpeed(remaining, _safety.Speed));
        }
        var (command, hold) = _safety.Make(new SafetyInput(input.Now, speed, steering.Curvature, input.Lane.Frame, input.Lane.CapturedAt,
            finite, input.Status, input.StatusAt, remaining, input.Paused, route is null ? default : _localizer.Estimate));
        return new DriveOutput(command, hold, _localizer.Estimate, steering, _safety.Speed, sawStopLine);
    }

    /// <summary>The safety stage's command to stand, for whoever must stop the car without a step.</summary>
    /// <param name="frame">The newest camera frame.</param>
    public MotionCommand Stop(uint frame) => _safety.Stop(frame);

    private bool Look(in DriveInput input, RoutePath path, OdometryStep step)
    {
        const double Enough = 0.01;
        _sinceLane += Math.Abs(step.Distance);
        if (_sinceLane < Enough) return false; // standing, the same picture says nothing new
        var intent = path.IntentAt(_localizer.Estimate.S);
        var deviation = intent == Intent.Follow ? _options.Localization.LaneDeviation : _options.Localization.TurnDeviation;
        _localizer.SeeLane(path, input.Lane.SteeringFor(intent), input.Lane.CapturedAt, deviation * Math.Sqrt(0.018 / Math.Min(_sinceLane, 0.018)));
        _sinceLane = 0;
        if (double.IsNaN(input.Lane.StopLineAhead)) return false;
        var seenAt = _localizer.Estimate.S + input.Lane.StopLineAhead;
        var (best, line) = (double.PositiveInfinity, double.NaN);
        foreach (var leg in path.Legs)
            if (leg.StopLine is not null && Math.Abs(leg.To + RoadMarkings.StopLineAhead - seenAt) < best)
                (best, line) = (Math.Abs(leg.To + RoadMarkings.StopLineAhead - seenAt), leg.To + RoadMarkings.StopLineAhead);
        return !double.IsNaN(line) && _localizer.SeeStopLine(line, input.Lane.StopLineAhead, input.Lane.CapturedAt);
    }
}
