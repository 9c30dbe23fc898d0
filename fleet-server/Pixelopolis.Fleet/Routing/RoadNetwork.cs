using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Fleet.Routing;

/// <summary>
/// The map as a car drives it: edges by index, in the map's order, and which can follow which. A car cannot turn on the spot,
/// so an edge that leaves against the heading of the one before does not follow it.
/// </summary>
public sealed class RoadNetwork
{
    private static readonly double SharpestJoint = Angle.FromDegrees(100);
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly int[][] _next;
    private readonly int[][] _previous;
    private readonly double[] _seconds;

    public RoadNetwork(CityMap map, TravelTimes times)
    {
        (Map, Times, Intersections) = (map, times, Intersections.Of(map));
        Edges = [.. map.Edges];
        for (var i = 0; i < Edges.Count; i++) _index[Edges[i].Id] = i;
        _next = [.. Edges.Select(e => map.From(e.EndNodeId).Where(f => Joins(e, f)).Select(f => _index[f.Id]).Order().ToArray())];
        _previous = [.. Edges.Select(e => map.Into(e.StartNodeId).Where(d => Joins(d, e)).Select(d => _index[d.Id]).Order().ToArray())];
        _seconds = [.. Edges.Select(e => times.Seconds(e))];
    }

    public CityMap Map { get; }
    public TravelTimes Times { get; }
    public Intersections Intersections { get; }
    public IReadOnlyList<Edge> Edges { get; }

    public Edge this[int edge] => Edges[edge];

    public int IndexOf(string edgeId) => _index[edgeId];

    public bool TryIndexOf(string edgeId, out int edge) => _index.TryGetValue(edgeId, out edge);

    /// <summary>The edges that a car can take at the end of one.</summary>
    public IReadOnlyList<int> Next(int edge) => _next[edge];

    public IReadOnlyList<int> Previous(int edge) => _previous[edge];

    public double Seconds(int edge) => _seconds[edge];

    public bool InIntersection(int edge) => Intersections.Containing(Edges[edge].Id) is not null;

    private static bool Joins(Edge before, Edge after) => Math.Abs(Angle.Difference(before.Curve.End.Theta, after.Curve.Start.Theta)) <= SharpestJoint;
}
