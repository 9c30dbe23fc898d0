namespace Pixelopolis.City.Planning;

/// <summary>Builds a plan's lanes, turns, nodes and stations: right-hand traffic, no turning round at crossings.</summary>
public static class CityBuilder
{
    /// <returns>The map without signs and buildings, or the reason why the plan cannot be built.</returns>
    public static (CityMap? Map, PlanProblem? Problem) Build(CityPlan plan)
    {
        var (geometry, problem) = PlanGeometry.Of(plan);
        if (geometry is null) return (null, problem);
        var lanes = new LaneNetwork();
        foreach (var junction in plan.Junctions)
            if (junction.Roundabout) RoundaboutLanes.Add(lanes, junction, geometry.Around(junction.Id));
            else CrossingLanes.Add(lanes, junction, geometry.Around(junction.Id));
        var stations = new Dictionary<string, Station>(StringComparer.Ordinal);
        foreach (var street in plan.Streets)
            foreach (var station in StreetLanes.Add(lanes, street, geometry.Between(street.Id), plan.Stations))
                stations.Add(station.Id, station);
        return (new CityMap(plan.Id, plan.Name, "1", RoadStandard.LaneWidth, lanes.Nodes, lanes.Edges,
            [.. plan.Stations.Select(s => stations[s.Id])], [], []), null);
    }

    /// <summary>The same city with signs and buildings.</summary>
    /// <param name="seed">Chooses the buildings.</param>
    public static CityMap Furnish(CityPlan plan, CityMap roads, Intersections intersections, int seed)
    {
        var signs = SignPlanner.Place(plan, roads, intersections);
        var buildings = BuildingPlanner.Place(roads, signs, seed);
        return new CityMap(roads.Id, roads.Name, roads.Version, roads.LaneWidth, roads.Nodes, roads.Edges, roads.Stations, signs, buildings);
    }
}
