namespace Pixelopolis.Motor;

/// <summary>How the wheels are counted: motors of the Dynamixel XL330 class, 4096 ticks a revolution.</summary>
public static class Wheels
{
    public const int TicksPerRevolution = 4096;
    public const double RadiansPerTick = 2 * Math.PI / TicksPerRevolution;

    /// <summary>How far a wheel turned (rad) between two counts, which may have wrapped.</summary>
    public static double Turned(int fromTicks, int toTicks) => unchecked(toTicks - fromTicks) * RadiansPerTick;
}
