using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>Chooses the signs of a planned city: at every approach what its junction asks for, and on the way what its places and bends ask for.</summary>
internal static class SignPlanner
{
    public static IReadOnlyList<Sign> Place(CityPlan plan, CityMap map, Intersections intersections)
    {
        var signs = new RoadsideSigns(map);
        var (geometry, _) = PlanGeometry.Of(plan);
        for (var i = 0; i < plan.Junctions.Count; i++)
            Junction(plan.Junctions[i], i, geometry!.Around(plan.Junctions[i].Id), map, intersections, signs);
        foreach (var street in plan.Streets.Where(s => s.Alley)) signs.After(LaneNetwork.ExitNode(street.From, street.Id), SignClass.SpeedLimit20);
        foreach (var station in map.Stations) Station(station, map, signs);
        foreach (var edge in map.Edges.Where(e => intersections.Containing(e.Id) is null)) Bend(edge, signs);
        return signs.All;
    }

    private static void Junction(PlannedJunction junction, int number, IReadOnlyList<Arm> arms, CityMap map, Intersections intersections, RoadsideSigns signs)
    {
        foreach (var arm in arms.Where(a => a.Approach is not null))
        {
            var node = LaneNetwork.StopNode(junction.Id, arm.Street.Id);
            signs.Before(node, ClassOf(junction, number, arm, arms, map.From(node), intersections));
            if (!arm.Street.Alley) continue;
            // A car that would go straight on into the alley's end sees that it may not.
            var opposite = arms.FirstOrDefault(a => a.Approach is not null && !a.Street.Alley && Faces(a, arm));
            if (opposite is not null) signs.AtMouth(node, LaneNetwork.StopNode(junction.Id, opposite.Street.Id), SignClass.NoEntry);
        }
    }

    private static SignClass ClassOf(PlannedJunction junction, int number, Arm arm, IReadOnlyList<Arm> arms, IReadOnlyList<Edge> turns, Intersections intersections)
    {
        if (junction.Roundabout) return SignClass.Roundabout;
        if (arm.Street.Alley) return SignClass.Stop;
        if (turns.Count == 1)
            return intersections.IntentOf(turns[0].Id) switch { Intent.Left => SignClass.TurnLeftAhead, Intent.Right => SignClass.TurnRightAhead, _ => SignClass.StraightAhead };
        if (arms.Any(a => a.Street.Alley && a.Exit is not null)) return SignClass.Parking;
        if (arms.Count > 3 && number % 3 != 0) return SignClass.TrafficSignals;
        var through = arms.Any(a => a != arm && Faces(a, arm));
        if (arms.Count == 3) return through ? SignClass.PriorityRoad : number % 2 == 0 ? SignClass.Yield : SignClass.Stop;
        return Math.Abs(Math.Cos(arm.Heading)) > Math.Sqrt(0.5) ? SignClass.PriorityRoad : SignClass.Yield;
    }

    private static bool Faces(Arm a, Arm b) => Math.Abs(Angle.Difference(a.Heading, b.Heading)) > Math.PI - Angle.FromDegrees(30);

    private static void Station(Station station, CityMap map, RoadsideSigns signs)
    {
        if (station.Kind != StationKind.Destination || map.Into(station.NodeId).Count == 0) return;
        var id = station.Id;
        var sign = id.Contains("school", StringComparison.Ordinal) ? SignClass.School
            : id.Contains("hospital", StringComparison.Ordinal) ? SignClass.Hospital
            : id.Contains("market", StringComparison.Ordinal) || id.Contains("garden", StringComparison.Ordinal) || id.Contains("square", StringComparison.Ordinal) ? SignClass.PedestrianCrossing
            : SignClass.BusStop;
        signs.Beside(station.NodeId, sign);
    }

    /// <summary>A bend's warning, by the way it turns; a long straight allows more.</summary>
    private static void Bend(Edge edge, RoadsideSigns signs)
    {
        var turn = Angle.Difference(edge.Curve.At(edge.Length).Theta, edge.Curve.At(0).Theta);
        if (Math.Abs(turn) > Angle.FromDegrees(40)) signs.After(edge.StartNodeId, turn > 0 ? SignClass.TurnLeftAhead : SignClass.TurnRightAhead, edge);
        else if (edge.Length > 0.55 && Math.Abs(turn) < 0.01) signs.After(edge.StartNodeId, SignClass.SpeedLimit30, edge);
    }
}
