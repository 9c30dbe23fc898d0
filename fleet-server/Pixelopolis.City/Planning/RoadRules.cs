using Pixelopolis.City.Geometry;
using static System.FormattableString;

namespace Pixelopolis.City.Planning;

/// <summary>
/// What a planner promises beyond a map's being free of faults: turns that can be told apart, room to wait before every
/// intersection, lanes smooth enough for a car that drives by its camera. A map from elsewhere need not keep to it.
/// </summary>
public static class RoadRules
{
    /// <returns>A line for every rule that is broken.</returns>
    public static IReadOnlyList<string> Broken(CityMap map, Intersections intersections) =>
        [.. Turns(map, intersections), .. Waiting(map, intersections), .. Links(map, intersections), .. Smoothness(map, intersections)];

    private static IEnumerable<string> Turns(CityMap map, Intersections intersections)
    {
        foreach (var node in map.Nodes)
            foreach (var same in map.From(node.Id).GroupBy(e => intersections.IntentOf(e.Id)).Where(g => g.Count() > 1))
                yield return $"from node {node.Id} the edges {string.Join(", ", same.Select(e => e.Id))} are all {same.Key}";
    }

    /// <summary>A car that stands at a stop node is clear of everything that crosses without passing through that node.</summary>
    private static IEnumerable<string> Waiting(CityMap map, Intersections intersections)
    {
        var body = CarFootprint.Reference.Inflated(SweptConflicts.SidewaysMargin, 0);
        foreach (var line in intersections.StopLines)
        {
            var waiting = CarBox.At(map.Edge(line.EdgeId).Curve.End, body);
            foreach (var turn in map.Edges.Where(e => e.StartNodeId != line.NodeId && intersections.Containing(e.Id) is not null))
                for (var s = 0.0; s <= turn.Length; s += 0.02)
                    if (CarBox.At(turn.Curve.At(s), body).Overlaps(waiting))
                    {
                        yield return $"a car that waits at {line.NodeId} is in the way of {turn.Id}";
                        break;
                    }
        }
    }

    private static IEnumerable<string> Links(CityMap map, Intersections intersections)
    {
        foreach (var edge in map.Edges.Where(e => intersections.Containing(e.Id) is null && map.Into(e.StartNodeId).Any(before => intersections.Containing(before.Id) is not null)))
        {
            var (length, last) = (edge.Length, edge);
            while (intersections.StopLineAtEndOf(last.Id) is null && map.From(last.EndNodeId) is [var next] && next != edge) (length, last) = (length + next.Length, next);
            if (length < RoadStandard.ShortestLink - 1e-4) yield return Invariant($"the link that starts with edge {edge.Id} is {length:0.00} m long: less than {RoadStandard.ShortestLink} m");
        }
        foreach (var edge in map.Edges.Where(e => intersections.Containing(e.Id) is { } i && intersections.StopLines.All(l => l.NodeId != e.StartNodeId)))
            yield return $"edge {edge.Id} is inside an intersection but has no stop line before it";
    }

    private static IEnumerable<string> Smoothness(CityMap map, Intersections intersections)
    {
        foreach (var edge in map.Edges)
        {
            var tightest = intersections.Containing(edge.Id) is null ? RoadStandard.TightestBend : Math.Min(RoadStandard.TightestTurn, RoadStandard.RoundaboutEntryRadius);
            var sharpest = 0.0;
            for (var s = 0.0; s <= edge.Length; s += 0.01) sharpest = Math.Max(sharpest, Math.Abs(edge.Curve.CurvatureAt(s)));
            if (sharpest * tightest > 1.03) yield return Invariant($"edge {edge.Id} bends with a radius of {1 / sharpest:0.00} m: less than {tightest} m");
            foreach (var next in map.From(edge.EndNodeId))
                if (Math.Abs(Angle.Difference(next.Curve.Start.Theta, edge.Curve.End.Theta)) > Angle.FromDegrees(2))
                    yield return Invariant($"edges {edge.Id} and {next.Id} meet at an angle of {Angle.Degrees(Angle.Difference(next.Curve.Start.Theta, edge.Curve.End.Theta)):0}°");
        }
    }
}
