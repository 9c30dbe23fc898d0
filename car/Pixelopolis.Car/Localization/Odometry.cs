using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.Localization;

/// <summary>How the car believes its wheels to be: nominal values, the same for every car. Metres.</summary>
public sealed record WheelGeometry
{
    public static WheelGeometry Reference { get; } = new();

    public double WheelRadius { get; init; } = 0.03;
    public double Track { get; init; } = 0.10;
    public int TicksPerRevolution { get; init; } = 4096;

    /// <summary>What the wheels do by a board's status: m/s along, rad/s counter-clockwise.</summary>
    public (double Speed, double YawRate) Motion(in BoardStatus status) =>
        ((status.LeftVelocity + status.RightVelocity) / 2.0 * WheelRadius, ((double)status.RightVelocity - status.LeftVelocity) * WheelRadius / Track);

    public double MetresPerTick => 2 * Math.PI * WheelRadius / TicksPerRevolution;
}

/// <summary>Distance and heading travelled between two readings of the wheel encoders: metres, radians counter-clockwise.</summary>
public readonly record struct OdometryStep(double Distance, double Heading);

/// <summary>Wheel encoder ticks to distance and heading. A jump no car can make (a restarted board, a wrapped counter) counts as standing.</summary>
public sealed class Odometry(WheelGeometry wheels)
{
    private const double LongestStep = 0.15;
    private int _left, _right;
    private bool _started;

    /// <summary>Readings that jumped and were not believed.</summary>
    public int Jumps { get; private set; }

    /// <summary>All the metres since the start.</summary>
    public double Travelled { get; private set; }

    public OdometryStep Update(int leftTicks, int rightTicks)
    {
        var left = unchecked(leftTicks - _left) * wheels.MetresPerTick;
        var right = unchecked(rightTicks - _right) * wheels.MetresPerTick;
        (_left, _right) = (leftTicks, rightTicks);
        if (!_started) { _started = true; return default; }
        if (Math.Abs(left) > LongestStep || Math.Abs(right) > LongestStep) { Jumps++; return default; }
        Travelled += Math.Abs(left + right) / 2;
        return new OdometryStep((left + right) / 2, (right - left) / wheels.Track);
    }
}
