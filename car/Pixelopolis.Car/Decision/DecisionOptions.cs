namespace Pixelopolis.Car.Decision;

/// <summary>How the car chooses its speed and its steering. Metres, seconds, radians.</summary>
public sealed record DecisionOptions
{
    /// <summary>m/s; the map's maxSpeed holds where it is lower.</summary>
    public double CruiseSpeed { get; init; } = 0.38;

    /// <summary>rad/s that a bend may ask of the car.</summary>
    public double BendYawRate { get; init; } = 1.1;

    /// <summary>m/s², for slowing down by plan.</summary>
    public double Deceleration { get; init; } = 0.45;

    /// <summary>m/s².</summary>
    public double Acceleration { get; init; } = 0.6;

    /// <summary>From a command to the wheels' obeying it, s: the stop is planned that much ahead.</summary>
    public double ResponseTime { get; init; } = 0.10;

    /// <summary>The slowest the car creeps while it is not yet at the end of its base, m/s.</summary>
    public double CreepSpeed { get; init; } = 0.05;

    /// <summary>Nearer than this to the end of its base the car stands, metres.</summary>
    public double StopWithin { get; init; } = 0.008;

    /// <summary>Below this localization score the car slows down, 0..1: at 0.25 its deviation range is about 0.22 m.</summary>
    public double SlowBelowScore { get; init; } = 0.25;

    /// <summary>m/s to which an ever lower score slows it.</summary>
    public double UnsureSpeed { get; init; } = 0.1;

    /// <summary>In an intersection: 0 steers by the map alone, 1 by the lane model alone.</summary>
    public double TurnTrust { get; init; } = 0.5;

    /// <summary>The names of the options that make no sense, each with its value and what would be right; empty when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        if (CruiseSpeed is not (> 0 and <= 0.45)) yield return $"CruiseSpeed is {CruiseSpeed}: above 0, at most 0.45 m/s";
        if (BendYawRate is not (> 0 and <= 1.5)) yield return $"BendYawRate is {BendYawRate}: above 0, at most 1.5 rad/s";
        if (Deceleration is not (> 0 and <= 1)) yield return $"Deceleration is {Deceleration}: above 0, at most 1 m/s²";
        if (Acceleration is not (> 0 and <= 1.5)) yield return $"Acceleration is {Acceleration}: above 0, at most 1.5 m/s²";
        if (TurnTrust is not (>= 0 and <= 1)) yield return $"TurnTrust is {TurnTrust}: from 0 to 1";
    }
}
