using Pixelopolis.Drives.Scoring;

namespace Pixelopolis.Drives.Session;

/// <summary>What a session was worth: every trip and the sum of them. Metres, seconds; percentiles over all frames of all trips.</summary>
public sealed record SessionScore(string City, ulong Seed, IReadOnlyList<TripScore> Trips, double Metres, double LateralErrorP95, double IntersectionErrorP95,
    double SimulatedSeconds, long Frames)
{
    /// <summary>Those of cars that make room for others or drive to a bay; they count like any other.</summary>
    public int CollisionsBetweenTrips { get; init; }

    public int DeparturesBetweenTrips { get; init; }

    /// <summary>How often an operator put a car back on the road.</summary>
    public int PutBack { get; init; }

    /// <summary>Trips that ended before the session did and were not completed.</summary>
    public int Failed => Trips.Count(t => !t.Completed && !t.GaveUp);

    public int Completed => Trips.Count(t => t.Completed);
    public int Collisions => Trips.Sum(t => t.Collisions) + CollisionsBetweenTrips;
    public int LaneDepartures => Trips.Sum(t => t.LaneDepartures) + DeparturesBetweenTrips;
}
