using Pixelopolis.City;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>An edge that a car has.</summary>
/// <param name="From">Metres along it from which on the car's axle may still be found.</param>
/// <param name="Overshoot">Metres past its end where the axle may be found: more than none only where the car's base ends.</param>
internal readonly record struct Hold(int Edge, double From, double Overshoot = 0);

/// <summary>
/// Which edges cannot be had by two cars at once: the map's swept conflicts. A car that has passed the last point where it could touch
/// another edge no longer keeps that edge from others. Where a car is not sure of its place along the lane (its deviation range),
/// it is taken to be anywhere within it.
/// </summary>
internal sealed class LaneSpace(RoadNetwork network, FleetOptions options)
{
    private readonly SweptTouches _touches = new(network, CarFootprint.Reference.Inflated(0, options.LengthMargin));

    /// <summary>
    /// Metres behind its axle that a car keeps to itself: its tail, the nose of whoever may stand at the node behind it, and a margin
    /// and the deviation of each.
    /// </summary>
    public double Room(double deviations) => CarFootprint.Reference.Rear + CarFootprint.Reference.Front + 2 * options.LengthMargin + deviations;

    /// <summary>Metres behind its axle that a standing car must have clear of an intersection.</summary>
    public double Tail => CarFootprint.Reference.Rear + options.LengthMargin;

    /// <summary>Whether a car that holds one edge keeps another from having an edge.</summary>
    /// <param name="overshoot">Metres past the wanted edge's end where the other car's axle may come to stand.</param>
    public bool Blocks(Hold hold, int wanted, double overshoot = 0)
    {
        if (hold.Edge == wanted || hold.From <= _touches.Last(hold.Edge, wanted)) return true;
        if (hold.Overshoot > 0)
            foreach (var beyond in network.Next(hold.Edge))
                if (_touches.First(beyond, wanted) <= hold.Overshoot) return true;
        if (overshoot > 0)
            foreach (var beyond in network.Next(wanted))
                if (beyond != hold.Edge && _touches.First(beyond, hold.Edge) <= overshoot && hold.From <= _touches.Last(hold.Edge, beyond)) return true;
        return false;
    }

    public bool Conflict(int edge, int other) => edge == other || _touches.Any(edge, other);
}
