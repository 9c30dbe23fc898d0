using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// A car as the safety check thinks it on: standing at the end of its base, where it will certainly get, with the rest of its way
/// before it.
/// </summary>
internal sealed class Ghost
{
    private readonly RoadNetwork _network;
    private readonly double _room;

    public Ghost(RoadNetwork network, double room, FleetCar car, bool movable, IReadOnlyList<int>? path)
    {
        (_network, Car, Path, Movable, Driving) = (network, car, path ?? [], movable, movable && path is not null);
        _room = room;
        var track = car.Track!;
        Edges = [.. track.Released];
        Holds = [.. movable ? track.HoldsAtBaseEnd(_room) : track.Holds(_room), .. car.Search?.Holds ?? []];
    }

    private Ghost(Ghost from, IReadOnlyList<int> driven)
    {
        (_network, _room, Car, Path, Movable) = (from._network, from._room, from.Car, [], from.Movable);
        Edges = [.. from.Edges, .. driven];
        Holds = driven.Count == 0 ? from.Holds : Standing(Edges);
    }

    public FleetCar Car { get; }

    /// <summary>What it still has to drive for its order; none for a car without one.</summary>
    public IReadOnlyList<int> Path { get; }
    public bool Movable { get; }

    /// <summary>It has an end to come to.</summary>
    public bool Driving { get; }

    /// <summary>The way it came by, up to where it stands.</summary>
    public IReadOnlyList<int> Edges { get; }
    public IReadOnlyList<Hold> Holds { get; }

    public Place Place => new(Edges[^1], _network[Edges[^1]].Length);

    public string Node => _network[Edges[^1]].EndNodeId;

    /// <summary>The same car after a drive.</summary>
    public Ghost After(IReadOnlyList<int> driven) => new(this, driven);

    /// <summary>What a car holds that stands at the end of these edges.</summary>
    public Hold[] Standing(IReadOnlyList<int> edges)
    {
        var holds = new List<Hold>();
        var behind = -Car.Deviation;
        for (var i = edges.Count - 1; i >= 0 && (behind < _room || holds.Count == 0); i--)
        {
            var length = _network[edges[i]].Length;
            holds.Add(new Hold(edges[i], length + behind, i == edges.Count - 1 ? Car.Deviation : 0));
            behind += length;
        }
        return [.. holds];
    }
}
