namespace Pixelopolis.Drives.Scoring;

/// <summary>One trip as the world saw it. Seconds, metres.</summary>
public sealed record TripScore
{
    public required string Car { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public bool Completed { get; init; }
    public double Seconds { get; init; }
    public double Metres { get; init; }
    public int Collisions { get; init; }
    public int LaneDepartures { get; init; }

    /// <summary>Those of them on straight lanes, where there is nothing to steer but to stay in it.</summary>
    public int StraightDepartures { get; init; }
    public double LateralErrorP95 { get; init; }
    public double IntersectionErrorP95 { get; init; }

    /// <summary>From where the car stands to the station's node, at the end.</summary>
    public double StopError { get; init; }

    /// <summary>Why it was not completed.</summary>
    public string? Reason { get; init; }

    /// <summary>The session ended before it did.</summary>
    public bool GaveUp { get; init; }
}
