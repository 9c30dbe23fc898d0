using Pixelopolis.City.Geometry;
using static Pixelopolis.City.Checking.MapFaultKind;

namespace Pixelopolis.City.Checking;

/// <summary>Turns a draft into a map, or names everything that keeps it from being one.</summary>
internal static class MapChecker
{
    /// <returns>The map; null where <paramref name="faults"/> has any, found here or before.</returns>
    public static CityMap? Check(MapDraft draft, FaultList faults)
    {
        if (draft.Nodes.Count == 0) faults.Add(NodesMissing, "nodes", $"a city needs at least one node");
        if (!(draft.LaneWidth is >= 0.05 and <= 10))
            faults.Add(LaneWidthInvalid, "laneWidth", $"a lane is 0.05 to 10 m wide, not {draft.LaneWidth}");
        Unique(draft.Nodes.Select(n => n.Id), DuplicateNodeId, "node", faults);
        Unique(draft.Edges.Select(e => e.Id), DuplicateEdgeId, "edge", faults);
        Unique(draft.Stations.Select(s => s.Id), DuplicateStationId, "station", faults);
        Unique(draft.Signs.Select(s => s.Id), DuplicateSignId, "sign", faults);
        var nodes = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var node in draft.Nodes)
        {
            nodes.TryAdd(node.Id, node);
            if (!Placed(node.X, node.Y)) faults.Add(PositionInvalid, $"node {node.Id}", $"{Position(node.X, node.Y)}");
        }
        var edges = Edges(draft, nodes, faults);
        foreach (var station in draft.Stations)
            foreach (var id in station.NodeIds)
                if (!nodes.ContainsKey(id)) faults.Add(StationNodeMissing, $"station {station.Id}", $"its interaction node {id} is not among the nodes");
        foreach (var sign in draft.Signs)
        {
            if (!nodes.ContainsKey(sign.NodeId)) faults.Add(SignNodeMissing, $"sign {sign.Id}", $"its node {sign.NodeId} is not among the nodes");
            if (!Placed(sign.X, sign.Y) || !double.IsFinite(sign.Theta)) faults.Add(PositionInvalid, $"sign {sign.Id}", $"{Position(sign.X, sign.Y)}");
        }
        for (var i = 0; i < draft.Buildings.Count; i++)
        {
            var b = draft.Buildings[i];
            if (!Placed(b.X, b.Y) || !(b.Width is > 0 and <= 100) || !(b.Depth is > 0 and <= 100) || !(b.Height is > 0 and <= 100))
                faults.Add(BuildingInvalid, $"buildings[{i}]", $"({b.X}, {b.Y}) {b.Width} × {b.Depth} × {b.Height} m: sizes are above 0 and at most 100 m");
        }
        ReachabilityCheck.Check(draft, nodes, faults);
        return faults.Any ? null : new CityMap(draft.Id, draft.Name, draft.Version, draft.LaneWidth, draft.Nodes, edges,
            [.. draft.Stations.Select(s => new Station(s.Id, s.NodeIds[0], s.Kind, s.Names))], draft.Signs, draft.Buildings);
    }

    private static List<Edge> Edges(MapDraft draft, Dictionary<string, Node> nodes, FaultList faults)
    {
        var edges = new List<Edge>(draft.Edges.Count);
        var road = 0.0;
        foreach (var edge in draft.Edges)
        {
            var where = $"edge {edge.Id}";
            if (!(edge.MaxSpeed is > 0 and <= MapLimits.HighestSpeed))
                faults.Add(SpeedInvalid, where, $"maxSpeed is above 0 and at most {MapLimits.HighestSpeed} m/s, not {edge.MaxSpeed}");
            if (!nodes.TryGetValue(edge.StartNodeId, out var start)) faults.Add(EdgeEndMissing, where, $"its start node {edge.StartNodeId} is not among the nodes");
            if (!nodes.TryGetValue(edge.EndNodeId, out var end)) faults.Add(EdgeEndMissing, where, $"its end node {edge.EndNodeId} is not among the nodes");
            if (edge.Trajectory?.Fault() is { } fault) { faults.Add(NurbsInvalid, where, $"{fault}"); continue; }
            if (start is null || end is null || !Placed(start.X, start.Y) || !Placed(end.X, end.Y)) continue;
            if (road + Length(edge, start, end) is var sum && (sum > MapLimits.RoadLength || sum - road > MapLimits.EdgeLength))
            {
                faults.Add(RoadTooLong, where, $"an edge is at most {MapLimits.EdgeLength} m, all roads together at most {MapLimits.RoadLength} m");
                continue;
            }
            road = sum;
            if (Curve(edge, start, end, faults) is { } curve)
                edges.Add(new Edge(edge.Id, edge.StartNodeId, edge.EndNodeId, edge.MaxSpeed, edge.Trajectory, curve));
        }
        return edges;
    }

    /// <summary>The control polygon's length: never shorter than the curve, and known before the curve is sampled.</summary>
    private static double Length(DraftEdge edge, Node start, Node end)
    {
        if (edge.Trajectory is null) return Distance(start.X, start.Y, end.X, end.Y);
        var (points, length) = (edge.Trajectory.ControlPoints, 0.0);
        for (var i = 1; i < points.Count; i++) length += Distance(points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y);
        return length;
    }

    private static LaneCurve? Curve(DraftEdge edge, Node start, Node end, FaultList faults)
    {
        var where = $"edge {edge.Id}";
        if (Length(edge, start, end) < MapLimits.ShortestEdge)
        {
            faults.Add(EdgeTooShort, where, $"an edge is at least {MapLimits.ShortestEdge} m long");
            return null;
        }
        if (edge.Trajectory is null) return LaneCurve.Straight(start.X, start.Y, end.X, end.Y);
        var before = (edge.Trajectory.At(0), edge.Trajectory.At(1));
        Meets(before.Item1, start, "starts");
        Meets(before.Item2, end, "ends");
        return LaneCurve.From(edge.Trajectory);

        void Meets((double X, double Y) point, Node node, string does)
        {
            var gap = Distance(point.X, point.Y, node.X, node.Y);
            if (!(gap <= MapLimits.TrajectoryGap))
                faults.Add(TrajectoryMissesNode, where, $"its trajectory {does} {gap:0.###} m from node {node.Id}; at most {MapLimits.TrajectoryGap} m is right");
        }
    }

    private static void Unique(IEnumerable<string> ids, MapFaultKind kind, string what, FaultList faults)
    {
        foreach (var group in ids.GroupBy(id => id, StringComparer.Ordinal))
        {
            if (group.Count() > 1) faults.Add(kind, $"{what} {group.Key}", $"{group.Count()} of the {what}s have this id; ids are unique");
            if (group.Key.Length > MapLimits.IdCharacters) faults.Add(IdTooLong, $"{what} {group.Key[..32]}…", $"an id has at most {MapLimits.IdCharacters} characters");
            if (string.IsNullOrWhiteSpace(group.Key)) faults.Add(IdEmpty, $"{what}s", $"the id of a {what} is empty");
        }
    }

    private static bool Placed(double x, double y) => Math.Abs(x) <= MapLimits.Coordinate && Math.Abs(y) <= MapLimits.Coordinate;

    private static string Position(double x, double y) => FormattableString.Invariant($"({x}, {y}) is not within ±{MapLimits.Coordinate} m");

    private static double Distance(double x0, double y0, double x1, double y1) => Math.Sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
}
