using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>Builds a plan's lanes, turns, nodes and stations: right-hand traffic, no turning round at crossings.</summary>
public static class CityBuilder
{
    /// <returns>The map without signs and buildings, or the reason why the plan cannot be built.</returns>
    public static (CityMap? Map, string? Problem) Build(CityPlan plan)
    {
        var junctions = plan.Junctions.ToDictionary(j => j.Id, StringComparer.Ordinal);
        var axes = new Dictionary<string, RoadPath>(StringComparer.Ordinal);
        foreach (var street in plan.Streets)
        {
            var (from, to) = (junctions[street.From], junctions[street.To]);
            if (RoadPath.Through([new(from.X, from.Y), .. street.Via, new(to.X, to.Y)]) is not { } axis)
                return (null, $"street {street.Id} is too short for its bends");
            axes[street.Id] = axis;
        }
        var lanes = new LaneNetwork();
        var arms = new Dictionary<(string Street, bool AtStart), Arm>();
        foreach (var junction in plan.Junctions)
        {
            var around = Around(junction, plan.Streets, axes);
            if (around.Count < 3) return (null, $"junction {junction.Id} has {around.Count} streets: a bend is no junction");
            for (var i = 0; i < around.Count; i++)
            {
                var corner = Angle.Difference(around[(i + 1) % around.Count].Heading, around[i].Heading);
                if (corner > 0 && corner < RoadStandard.NarrowestCorner) return (null, $"streets {around[i].Street.Id} and {around[(i + 1) % around.Count].Street.Id} meet too narrowly");
            }
            var built = junction.Roundabout ? RoundaboutLanes.Add(lanes, junction, around) : CrossingLanes.Add(lanes, junction, around);
            foreach (var arm in built) arms[(arm.Street.Id, arm.AtStart)] = arm;
        }
        var stations = new List<Station>();
        foreach (var street in plan.Streets)
        {
            var problem = StreetLanes.Add(lanes, street, axes[street.Id], arms[(street.Id, true)], arms[(street.Id, false)],
                [.. plan.Stations.Where(s => s.StreetId == street.Id)], stations);
            if (problem is not null) return (null, problem);
        }
        var order = plan.Stations.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        stations.Sort((a, b) => order[a.Id].CompareTo(order[b.Id]));
        return (new CityMap(plan.Id, plan.Name, "1", RoadStandard.LaneWidth, lanes.Nodes, lanes.Edges, stations, [], []), null);
    }

    /// <summary>A junction's arms, counter-clockwise.</summary>
    private static List<Arm> Around(PlannedJunction junction, IReadOnlyList<PlannedStreet> streets, Dictionary<string, RoadPath> axes)
    {
        var arms = new List<Arm>();
        foreach (var street in streets)
        {
            if (street.From == junction.Id) arms.Add(Arm.Of(street, true, axes[street.Id], junction));
            if (street.To == junction.Id) arms.Add(Arm.Of(street, false, axes[street.Id], junction));
        }
        return [.. arms.OrderBy(a => a.Heading)];
    }
}
