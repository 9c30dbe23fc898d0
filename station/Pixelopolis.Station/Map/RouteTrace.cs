using System.Text;
using Pixelopolis.City;

namespace Pixelopolis.Station.Map;

/// <summary>A ride's way through the city: its line, its length, and how far along it a car has come.</summary>
public sealed class RouteTrace
{
    private const double Near = 0.35;
    private const double Stride = 1.5;
    private readonly Edge[] _edges;
    private readonly double[] _starts;

    private RouteTrace(IReadOnlyList<string> ids, Edge[] edges)
    {
        (Ids, _edges) = (ids, edges);
        _starts = new double[edges.Length];
        var path = new StringBuilder();
        for (var i = 0; i < edges.Length; i++)
        {
            _starts[i] = Length;
            Length += edges[i].Length;
            var lane = RoadPainter.Lane(edges[i]);
            path.Append(i == 0 ? 'M' : 'L').Append(lane, 1, lane.Length - 1); // one line without breaks, so that it can be dashed as a whole
        }
        Path = path.ToString();
    }

    public IReadOnlyList<string> Ids { get; }

    /// <summary>SVG path data in the drawing's plane.</summary>
    public string Path { get; }

    /// <summary>Metres.</summary>
    public double Length { get; }

    /// <summary>Null where there is no route, or one over edges that this map does not have.</summary>
    public static RouteTrace? Of(CityMap? map, IReadOnlyList<string>? edgeIds)
    {
        if (map is null || edgeIds is not { Count: > 0 }) return null;
        var edges = edgeIds.Select(map.FindEdge).ToArray();
        return edges.Any(e => e is null) ? null : new RouteTrace(edgeIds, edges!);
    }

    /// <summary>
    /// Metres along the route for a car at (x, y), never less than <paramref name="before"/>: looked for close ahead first, because a
    /// route that crosses itself is driven in order, then anywhere, because phones sleep.
    /// </summary>
    public double? Along(double x, double y, double? before) =>
        (before is { } known ? Nearest(x, y, known, known + Stride) ?? Nearest(x, y, known, Length) : Nearest(x, y, 0, Length)) ?? before;

    private double? Nearest(double x, double y, double from, double to)
    {
        var (best, along) = (Near, (double?)null);
        for (var i = 0; i < _edges.Length; i++)
        {
            if (_starts[i] + _edges[i].Length < from || _starts[i] > to) continue;
            var found = _edges[i].Curve.Project(x, y);
            if (found.Distance < best - 0.01) (best, along) = (found.Distance, Math.Clamp(_starts[i] + found.S, from, Length));
        }
        return along;
    }
}
