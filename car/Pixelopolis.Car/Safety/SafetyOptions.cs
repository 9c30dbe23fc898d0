namespace Pixelopolis.Car.Safety;

/// <summary>The limits that hold whatever the decision says. Seconds, metres, radians.</summary>
public sealed record SafetyOptions
{
    /// <summary>A frame whose light is older than this moves nothing.</summary>
    public double OldestFrame { get; init; } = 0.25;

    /// <summary>A board status older than this moves nothing.</summary>
    public double OldestStatus { get; init; } = 0.20;

    public double TopSpeed { get; init; } = 0.45;
    public double TopYawRate { get; init; } = 1.5;

    /// <summary>m/s²: no command asks for harder acceleration.</summary>
    public double Acceleration { get; init; } = 0.8;

    /// <summary>m/s²: the braking that the end of the released base is guarded with.</summary>
    public double Braking { get; init; } = 0.8;

    /// <summary>From a command to the wheels' obeying it, s: so much later the braking before the end of the base begins.</summary>
    public double ResponseTime { get; init; } = 0.10;

    /// <summary>Nearer than this to anything it sees the car does not drive, metres.</summary>
    public double LeastGap { get; init; } = 0.03;

    /// <summary>m/s²: if what it sees cannot be stopped for with this, the brakes are applied in full.</summary>
    public double EmergencyBraking { get; init; } = 1.0;

    /// <summary>m/s² with which a car ahead may brake.</summary>
    public double LeaderBraking { get; init; } = 1.2;

    /// <summary>Above this deviation range (metres) the car is lost and stands.</summary>
    public double LostAt { get; init; } = 0.35;

    /// <summary>A car that is more likely than this somewhere else than it believes is lost, 0..1.</summary>
    public double MostDoubt { get; init; } = 0.9;

    /// <summary>m/s: the most of a lost car that looks for its place.</summary>
    public double SearchSpeed { get; init; } = 0.1;

    /// <summary>A car that believes itself farther than this from its lane's centre line has lost it, metres.</summary>
    public double OffLane { get; init; } = 0.20;

    /// <summary>A car that believes itself turned farther than this from its lane has lost it, radians.</summary>
    public double OffHeading { get; init; } = 0.9;

    public ushort LeaseMilliseconds { get; init; } = 150;
}
