using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Traffic;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.Safety;

/// <summary>What a decision asks for and what is known about the car, when a motion command is to be made of it.</summary>
/// <param name="Now">Seconds.</param>
/// <param name="Speed">m/s wanted.</param>
/// <param name="Curvature">1/m wanted, positive to the left.</param>
/// <param name="Frame">Camera frame it was decided on.</param>
/// <param name="CapturedAt">When that frame's light fell, seconds; NaN before the first.</param>
/// <param name="ModelFinite">Whether the lane model gave numbers.</param>
/// <param name="Status">Newest board status.</param>
/// <param name="StatusAt">When it came, seconds; NaN before the first.</param>
/// <param name="RemainingBase">Metres to the end of what is released to this car; NaN without an order.</param>
/// <param name="Paused">By the operator or the fleet.</param>
/// <param name="At">Where the car believes it is on its route.</param>
/// <param name="SearchRoom">Metres that a lost car may still crawl inside space the fleet has frozen for it; 0 when it may not.</param>
/// <param name="Wish">Why the decision wants to stand, if it does.</param>
/// <param name="Ahead">The nearest thing in its way.</param>
/// <param name="GiveWayIn">Metres to a line that it may not cross yet; NaN where there is none.</param>
public readonly record struct SafetyInput(
    double Now, double Speed, double Curvature, uint Frame, double CapturedAt, bool ModelFinite,
    BoardStatus Status, double StatusAt, double RemainingBase, bool Paused, RouteEstimate At, double SearchRoom = 0,
    HoldReason Wish = HoldReason.None, ThingAhead Ahead = default, double GiveWayIn = double.NaN);

/// <summary>
/// The only maker of motion commands. It takes what the decision wants and lets through what is safe: no fresh frame, no fresh status,
/// no released road, no motion.
/// </summary>
public sealed class SafetyStage(SafetyOptions options, WheelGeometry wheels)
{
    private const double ClockTolerance = 0.05;
    private double _speed;
    private double _at = double.NaN;

    /// <summary>m/s of the last command.</summary>
    public double Speed => _speed;

    public (MotionCommand Command, HoldReason Hold) Make(in SafetyInput input)
    {
        var hold = Hold(input);
        var dt = double.IsNaN(_at) ? 0.05 : Math.Clamp(input.Now - _at, 0, 0.2);
        _at = input.Now;
        var guarded = hold == HoldReason.None ? Guarded(input) : 0;
        if (hold == HoldReason.None && guarded <= 0) hold = input.Ahead.IsCar ? HoldReason.CarAhead : HoldReason.Obstacle;
        var speed = hold == HoldReason.None ? Math.Min(guarded, Allowed(input, dt)) : 0;
        _speed = speed;
        var curvature = double.IsFinite(input.Curvature) ? input.Curvature : 0;
        var yaw = Math.Clamp(speed * curvature, -options.TopYawRate, options.TopYawRate);
        var left = (speed - yaw * wheels.Track / 2) / wheels.WheelRadius;
        var right = (speed + yaw * wheels.Track / 2) / wheels.WheelRadius;
        var leds = Lights(hold, yaw);
        return (new MotionCommand((float)left, (float)right, input.Frame, input.Status.BoardTime, options.LeaseMilliseconds, leds), hold);
    }

    /// <summary>To stand, whatever else holds: the program ends, or the loop has failed.</summary>
    public MotionCommand Stop(uint frame)
    {
        _speed = 0;
        return new MotionCommand(0, 0, frame, 0, options.LeaseMilliseconds, Leds.Headlights | Leds.Brake);
    }

    private HoldReason Hold(in SafetyInput input)
    {
        if (!IsFresh(input.Now - input.StatusAt, options.OldestStatus)) return HoldReason.StatusStale;
        if ((input.Status.Faults & BoardFaults.EmergencyStop) != 0) return HoldReason.EmergencyStop;
        if ((input.Status.Faults & BoardFaults.MotorFault) != 0) return HoldReason.BoardFault;
        if ((input.Status.Faults & BoardFaults.BatteryLow) != 0) return HoldReason.BatteryLow;
        if (!IsFresh(input.Now - input.CapturedAt, options.OldestFrame)) return HoldReason.FrameStale;
        if (!input.ModelFinite) return HoldReason.ModelOutputBroken;
        if (input.Paused) return HoldReason.Paused;
        if (IsLost(input)) return MaySearch(input) ? HoldReason.None : HoldReason.Lost;
        if (double.IsNaN(input.RemainingBase)) return HoldReason.NoOrder;
        if (input.RemainingBase <= 0) return HoldReason.EndOfBase;
        if (input.Wish == HoldReason.SightStale) return HoldReason.SightStale;
        if (input.GiveWayIn <= 0) return HoldReason.GiveWay;
        if (input.Speed <= 0) return input.Wish != HoldReason.None ? input.Wish : HoldReason.EndOfBase;
        return HoldReason.None;
    }

    /// <summary>Neither too old nor, beyond what clocks err, from the future: what another clock dated may be any age. NaN is not fresh.</summary>
    private static bool IsFresh(double age, double oldest) => age is >= -ClockTolerance && age <= oldest;

    /// <summary>
    /// Unsure of its place, or sure that it is not on its lane: driving on would only lead further away. Whatever is not a number is no
    /// place, and no way to drive.
    /// </summary>
    private bool IsLost(in SafetyInput input)
    {
        var at = input.At;
        if (double.IsNaN(input.RemainingBase)) return at.Doubt > options.MostDoubt;
        var sure = at.DeviationRange <= options.LostAt && at.Doubt <= options.MostDoubt && Math.Abs(at.Left) <= options.OffLane && Math.Abs(at.Heading) <= options.OffHeading;
        return !sure || !double.IsFinite(at.S) || !double.IsFinite(input.Speed) || !double.IsFinite(input.Curvature);
    }

    private static bool MaySearch(in SafetyInput input) => input.SearchRoom > 0 && input.Speed > 0 && double.IsFinite(input.Speed) && double.IsFinite(input.Curvature);

    private double Allowed(in SafetyInput input, double dt)
    {
        if (IsLost(input))
            return Math.Min(Math.Min(input.Speed, options.SearchSpeed), Math.Min(Stoppable(input.SearchRoom), _speed + options.Acceleration * dt));
        var speed = Math.Min(input.Speed, options.TopSpeed);
        speed = Math.Min(speed, options.TopYawRate / Math.Max(1e-3, Math.Abs(input.Curvature)));
        speed = Math.Min(speed, Stoppable(input.RemainingBase));
        if (!double.IsNaN(input.GiveWayIn)) speed = Math.Min(speed, Stoppable(input.GiveWayIn));
        return Math.Min(speed, _speed + options.Acceleration * dt);
    }

    /// <summary>
    /// m/s from which the car still stands before what it sees, whatever the decision says of it; zero, which brakes in full, when the wheels are already too
    /// fast for that.
    /// </summary>
    private double Guarded(in SafetyInput input)
    {
        if (!input.Ahead.IsThere) return double.PositiveInfinity;
        var flees = input.Ahead is { IsCar: true, IsComing: false } ? Math.Max(0, input.Ahead.Along - 2 * input.Ahead.AlongDeviation) : 0;
        var room = input.Ahead.Gap - options.LeastGap + flees * flees / (2 * options.LeaderBraking);
        if (!(room > 0)) return 0;
        var rolling = wheels.Motion(input.Status).Speed;
        var needed = rolling * options.ResponseTime + rolling * rolling / (2 * options.EmergencyBraking);
        return needed > room ? 0 : Stoppable(room);
    }

    /// <summary>m/s from which the car still stands within so many metres, though the wheels go on for the response time before they brake.</summary>
    private double Stoppable(double metres)
    {
        var lag = options.Braking * options.ResponseTime;
        return Math.Sqrt(lag * lag + 2 * options.Braking * metres) - lag;
    }

    private static Leds Lights(HoldReason hold, double yaw)
    {
        var leds = Leds.Headlights;
        if (hold != HoldReason.None) leds |= Leds.Brake;
        if (yaw > 0.4) leds |= Leds.IndicatorLeft;
        if (yaw < -0.4) leds |= Leds.IndicatorRight;
        return leds;
    }
}
