using Pixelopolis.Car.Localization;
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
public readonly record struct SafetyInput(
    double Now, double Speed, double Curvature, uint Frame, double CapturedAt, bool ModelFinite,
    BoardStatus Status, double StatusAt, double RemainingBase, bool Paused, RouteEstimate At);

/// <summary>
/// The only maker of motion commands. It takes what the decision wants and lets through what is safe: no fresh frame, no fresh status,
/// no released road, no motion.
/// </summary>
public sealed class SafetyStage(SafetyOptions options, WheelGeometry wheels)
{
    private double _speed;
    private double _at = double.NaN;

    /// <summary>m/s of the last command.</summary>
    public double Speed => _speed;

    public (MotionCommand Command, HoldReason Hold) Make(in SafetyInput input)
    {
        var hold = Hold(input);
        var dt = double.IsNaN(_at) ? 0.05 : Math.Clamp(input.Now - _at, 0, 0.2);
        _at = input.Now;
        var speed = hold == HoldReason.None ? Allowed(input, dt) : 0;
        _speed = speed;
        var curvature = double.IsFinite(input.Curvature) ? input.Curvature : 0;
        var yaw = Math.Clamp(speed * curvature, -options.TopYawRate, options.TopYawRate);
        var left = (speed - yaw * wheels.Track / 2) / wheels.WheelRadius;
        var right = (speed + yaw * wheels.Track / 2) / wheels.WheelRadius;
        var leds = Lights(hold, yaw);
        return (new MotionCommand((float)left, (float)right, input.Frame, input.Status.BoardTime, options.LeaseMilliseconds, leds), hold);
    }

    private HoldReason Hold(in SafetyInput input)
    {
        if (double.IsNaN(input.StatusAt) || input.Now - input.StatusAt > options.OldestStatus) return HoldReason.StatusStale;
        if ((input.Status.Faults & BoardFaults.EmergencyStop) != 0) return HoldReason.EmergencyStop;
        if ((input.Status.Faults & BoardFaults.MotorFault) != 0) return HoldReason.BoardFault;
        if ((input.Status.Faults & BoardFaults.BatteryLow) != 0) return HoldReason.BatteryLow;
        if (double.IsNaN(input.CapturedAt) || input.Now - input.CapturedAt > options.OldestFrame) return HoldReason.FrameStale;
        if (!input.ModelFinite) return HoldReason.ModelOutputBroken;
        if (input.Paused) return HoldReason.Paused;
        if (double.IsNaN(input.RemainingBase)) return HoldReason.NoOrder;
        if (IsLost(input.At)) return HoldReason.Lost;
        if (input.RemainingBase <= 0 || input.Speed <= 0) return HoldReason.EndOfBase;
        return HoldReason.None;
    }

    /// <summary>Unsure of its place, or sure that it is not on its lane: driving on would only lead further away.</summary>
    private bool IsLost(in RouteEstimate at) =>
        at.DeviationRange > options.LostAt || Math.Abs(at.Left) > options.OffLane || Math.Abs(at.Heading) > options.OffHeading;

    private double Allowed(in SafetyInput input, double dt)
    {
        var speed = Math.Min(input.Speed, options.TopSpeed);
        speed = Math.Min(speed, options.TopYawRate / Math.Max(1e-3, Math.Abs(input.Curvature)));
        speed = Math.Min(speed, Math.Sqrt(2 * options.Braking * input.RemainingBase));
        return Math.Min(speed, _speed + options.Acceleration * dt);
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
