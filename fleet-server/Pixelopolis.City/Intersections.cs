using Pixelopolis.City.Geometry;

namespace Pixelopolis.City;

/// <summary>The turn a route takes at an intersection, or <see cref="Follow"/> everywhere else; the lane model has one output for each, in this order.</summary>
public enum Intent { Follow = 0, Left = 1, Straight = 2, Right = 3 }

/// <summary>A painted line before an intersection: its middle and the way the approaching car looks, at the end of an edge.</summary>
public sealed record StopLine(string EdgeId, string NodeId, Pose Pose);

/// <summary>An area where edges' swept shapes conflict: the edges that cross it, each a turn, and the nodes where cars wait before it.</summary>
public sealed record Intersection(int Index, IReadOnlyList<string> EdgeIds, IReadOnlyList<string> EntryNodeIds, double X, double Y);

/// <summary>The intersections of a city, computed from its edges' geometry, with the turn that each edge is and the stop lines before them.</summary>
public sealed class Intersections
{
    private readonly Dictionary<string, Intersection> _byEdge = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Intent> _intents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StopLine> _stopLines = new(StringComparer.Ordinal);

    /// <summary>A turn sharper than this is left or right; less is straight on.</summary>
    private static readonly double SharpestStraight = Angle.FromDegrees(30);

    private Intersections(IReadOnlyList<Intersection> all) => All = all;

    public IReadOnlyList<Intersection> All { get; }

    public IReadOnlyCollection<StopLine> StopLines => _stopLines.Values;

    /// <summary>The intersections that the reference car's swept shapes make of a map.</summary>
    public static Intersections Of(CityMap map) => Of(map, SweptConflicts.Of(map, CarFootprint.Reference));

    public static Intersections Of(CityMap map, SweptConflicts conflicts)
    {
        var result = new Intersections(IntersectionGroups.Of(map, conflicts));
        foreach (var intersection in result.All)
            foreach (var id in intersection.EdgeIds)
            {
                result._byEdge[id] = intersection;
                result._intents[id] = IntentOf(map.Edge(id).Curve);
            }
        foreach (var nodeId in result.All.SelectMany(i => i.EntryNodeIds))
            foreach (var edge in map.Into(nodeId))
                if (!result._byEdge.ContainsKey(edge.Id))
                {
                    var end = edge.Curve.End;
                    var (x, y) = end.Ahead(RoadMarkings.StopLineAhead);
                    result._stopLines[edge.Id] = new StopLine(edge.Id, nodeId, end with { X = x, Y = y });
                }
        return result;
    }

    /// <summary>The intersection an edge crosses, or null for an edge that is followed.</summary>
    public Intersection? Containing(string edgeId) => _byEdge.GetValueOrDefault(edgeId);

    /// <summary>The turn that an edge is, by the angle between its entry and its exit; follow outside intersections.</summary>
    public Intent IntentOf(string edgeId) => _intents.GetValueOrDefault(edgeId, Intent.Follow);

    /// <summary>The stop line painted at the end of an edge, if it leads up to an intersection.</summary>
    public StopLine? StopLineAtEndOf(string edgeId) => _stopLines.GetValueOrDefault(edgeId);

    private static Intent IntentOf(LaneCurve curve)
    {
        var turn = Angle.Difference(curve.End.Theta, curve.Start.Theta);
        return turn > SharpestStraight ? Intent.Left : turn < -SharpestStraight ? Intent.Right : Intent.Straight;
    }
}
