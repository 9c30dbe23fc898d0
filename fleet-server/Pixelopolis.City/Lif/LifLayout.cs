using Pixelopolis.City.Checking;
using Pixelopolis.City.Geometry;
using static Pixelopolis.City.Checking.MapFaultKind;

namespace Pixelopolis.City.Lif;

/// <summary>Reads one layout of a LIF file into a draft of a map.</summary>
internal static class LifLayout
{
    /// <summary>m/s, for an edge that names no speed.</summary>
    public const double DefaultSpeed = 0.4;

    public const double DefaultLaneWidth = 0.25;

    public static MapDraft Read(LifElement layout, FaultList faults)
    {
        var id = layout.Text("layoutId");
        var points = 0;
        var nodes = layout.Objects("nodes", MapLimits.Nodes, required: true).ConvertAll(Node);
        var edges = layout.Objects("edges", MapLimits.Edges, required: true).ConvertAll(e => Edge(e, faults, ref points));
        if (points > MapLimits.ControlPointsInAll)
            faults.Add(TooMany, "edges", $"{points} control points; at most {MapLimits.ControlPointsInAll} in all are read");
        var extension = LifExtension.Read(layout.Object("pixelopolis"), faults);
        var stations = layout.Objects("stations", MapLimits.Stations).ConvertAll(s => Station(s, extension, faults));
        extension.FaultsOfUnknownStations(stations, faults);
        return new MapDraft(id, layout.OptionalText("layoutName") ?? id, layout.OptionalText("layoutVersion") ?? "1", extension.LaneWidth,
            nodes, edges, stations, extension.Signs, extension.Buildings);
    }

    private static Node Node(LifElement node)
    {
        var position = node.Object("nodePosition", required: true);
        return new Node(node.Text("nodeId"), position?.Number("x") ?? 0, position?.Number("y") ?? 0, node.OptionalText("nodeName"));
    }

    private static DraftEdge Edge(LifElement edge, FaultList faults, ref int points)
    {
        var id = edge.Text("edgeId");
        var types = edge.Objects("vehicleTypeEdgeProperties", MapLimits.VehicleTypes);
        if (types.Count == 0) faults.Add(VehiclePropertiesMissing, edge.Path, $"vehicleTypeEdgeProperties has at least one entry");
        var speed = types.Count > 0 ? types[0].OptionalNumber("maxSpeed") : null;
        var trajectory = types.Count > 0 ? types[0].Object("trajectory") : null;
        var nurbs = trajectory is { } t ? Trajectory(t, id, faults) : null;
        points += nurbs?.ControlPoints.Count ?? 0;
        return new DraftEdge(id, edge.Text("startNodeId"), edge.Text("endNodeId"), speed ?? DefaultSpeed,
            points > MapLimits.ControlPointsInAll ? null : nurbs);
    }

    private static Nurbs? Trajectory(LifElement trajectory, string edgeId, FaultList faults)
    {
        var degree = trajectory.OptionalNumber("degree") ?? 1;
        var knots = trajectory.Numbers("knotVector", MapLimits.ControlPoints + MapLimits.Degree + 1, required: true);
        var points = trajectory.Objects("controlPoints", MapLimits.ControlPoints, required: true)
            .ConvertAll(p => new ControlPoint(p.Number("x"), p.Number("y"), p.OptionalNumber("weight") ?? 1));
        if (degree is >= 1 and <= MapLimits.Degree && degree == Math.Floor(degree)) return new Nurbs((int)degree, knots, points);
        faults.Add(NurbsInvalid, $"edge {edgeId}", $"degree is a whole number from 1 to {MapLimits.Degree}, not {degree}");
        return null;
    }

    private static DraftStation Station(LifElement station, LifExtension extension, FaultList faults)
    {
        var id = station.Text("stationId");
        var nodes = station.Texts("interactionNodeIds", MapLimits.Nodes, required: true);
        if (nodes.Count == 0 && station.Has("interactionNodeIds"))
            faults.Add(StationNodeMissing, $"station {id}", $"interactionNodeIds has at least one entry");
        return new DraftStation(id, nodes, extension.KindOf(id), extension.NamesOf(id, station.OptionalText("stationName")));
    }
}
