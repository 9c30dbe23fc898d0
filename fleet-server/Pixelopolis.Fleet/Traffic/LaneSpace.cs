using Pixelopolis.City;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// Which edges cannot be had by two cars at once: the map's swept conflicts, of cars as long as they are plus a margin and plus
/// what they may be away from where they think they are. A car that has passed the last point where it could touch another edge
/// no longer keeps that edge from others.
/// </summary>
internal sealed class LaneSpace(RoadNetwork network, FleetOptions options)
{
    private const double LevelStep = 0.05;
    private readonly SweptLevel?[] _levels = new SweptLevel?[(int)Math.Round(CarTrack.MostDeviation / LevelStep) + 1];

    /// <summary>
    /// Metres behind its axle that a car keeps to itself: its tail, the nose of whoever may stand at the node behind it, a margin for each.
    /// </summary>
    public double Room(double deviation) => CarFootprint.Reference.Rear + CarFootprint.Reference.Front + 2 * (options.LengthMargin + deviation);

    /// <summary>Metres behind its axle that a standing car must have clear of an intersection.</summary>
    public double Tail => CarFootprint.Reference.Rear + options.LengthMargin;

    /// <summary>Whether a car that holds one edge keeps another from having an edge. Deviation is the larger of theirs.</summary>
    public bool Blocks(Hold hold, int wanted, double deviation) => hold.Edge == wanted || hold.From <= LastTouch(hold.Edge, wanted, deviation);

    /// <summary>The edges that conflict with one, itself not among them.</summary>
    public IEnumerable<int> With(int edge, double deviation) => Level(deviation).With(edge);

    public bool Conflict(int edge, int other, double deviation = 0) => edge == other || LastTouch(edge, other, deviation) >= 0;

    private double LastTouch(int edge, int other, double deviation) => Level(deviation).LastTouch(edge, other);

    private SweptLevel Level(double deviation)
    {
        var level = (int)Math.Ceiling(Math.Clamp(deviation, 0, CarTrack.MostDeviation) / LevelStep - 1e-9);
        return _levels[level] ??= new SweptLevel(network, CarFootprint.Reference.Inflated(0, options.LengthMargin + level * LevelStep));
    }
}
