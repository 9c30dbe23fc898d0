using Pixelopolis.City;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Sim;

namespace Pixelopolis.Drives.Session;

/// <summary>Where to go next: a destination at least so many turns away, or the one with the most turns where the map has none.</summary>
public sealed class TripChooser
{
    private readonly CityMap _map;
    private readonly Intersections _intersections;
    private readonly RoadNetwork _network;
    private readonly RouteFinder _finder;
    private readonly int _leastTurns;

    public TripChooser(CityMap map, Intersections intersections, RoadNetwork network, int leastTurns)
    {
        (_map, _intersections, _network, _leastTurns) = (map, intersections, network, leastTurns);
        _finder = new RouteFinder(network);
    }

    /// <param name="nodeId">Where the car stands.</param>
    /// <param name="chance">Picks among those that are far enough.</param>
    /// <param name="taken">Stations that others are on their way to.</param>
    /// <returns>Null while every destination in reach is taken.</returns>
    public Station? Next(string nodeId, SimRandom chance, IReadOnlySet<string> taken)
    {
        var reachable = new List<(Station Station, int Turns)>();
        foreach (var station in _map.Stations)
        {
            if (station.Kind != StationKind.Destination || station.NodeId == nodeId || taken.Contains(station.Id)) continue;
            if (RouteTo(nodeId, station.NodeId) is { } route) reachable.Add((station, route.Edges.Count(e => IsTurn(_network[e]))));
        }
        if (reachable.Count == 0) return null;
        var far = reachable.Where(r => r.Turns >= _leastTurns).ToArray();
        return far.Length > 0 ? far[chance.Below(far.Length)].Station : reachable.MaxBy(r => r.Turns).Station;
    }

    /// <summary>Seconds that the map's speeds take from a node to a station.</summary>
    public double Seconds(string nodeId, string stationNodeId) => RouteTo(nodeId, stationNodeId)?.Seconds ?? 0;

    /// <summary>Seconds that the map's speeds take along a route.</summary>
    public double Seconds(IReadOnlyList<string> edgeIds) => edgeIds.Sum(id => _network.Seconds(_network.IndexOf(id)));

    private Route? RouteTo(string from, string to) => _map.Into(from).Count == 0 ? null : _finder.Find(At(_map.Into(from)[0]), to);

    private Place At(Edge edge)
    {
        for (var i = 0; i < _network.Edges.Count; i++)
            if (_network[i].Id == edge.Id) return new Place(i, edge.Length);
        throw new ArgumentException($"edge {edge.Id} is not on the map", nameof(edge));
    }

    private bool IsTurn(Edge edge) => _intersections.IntentOf(edge.Id) is Intent.Left or Intent.Right;
}
