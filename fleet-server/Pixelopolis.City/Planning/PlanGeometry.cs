using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>A plan's streets and junctions measured out: each street's axis, and how far each junction reaches into it.</summary>
internal sealed class PlanGeometry
{
    private readonly Dictionary<string, RoadPath> _axes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Arm>> _around = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Street, bool AtStart), Arm> _arms = [];

    private PlanGeometry() { }

    public RoadPath Axis(string streetId) => _axes[streetId];

    /// <summary>A junction's arms, counter-clockwise.</summary>
    public IReadOnlyList<Arm> Around(string junctionId) => _around[junctionId];

    public Arm Arm(string streetId, bool atStart) => _arms[(streetId, atStart)];

    /// <summary>A street's axis between its junctions: what its lanes run along.</summary>
    public RoadPath Between(string streetId) => _axes[streetId].Cut(Arm(streetId, true).Length, _axes[streetId].Length - Arm(streetId, false).Length);

    /// <returns>The geometry, or the reason why the plan cannot be built.</returns>
    public static (PlanGeometry? Geometry, string? Problem) Of(CityPlan plan)
    {
        var geometry = new PlanGeometry();
        var problem = geometry.AddAxes(plan);
        foreach (var junction in plan.Junctions) problem ??= geometry.AddArms(junction, plan.Streets);
        foreach (var street in plan.Streets) problem ??= geometry.ProblemOf(street);
        return problem is null ? (geometry, null) : (null, problem);
    }

    private string? AddAxes(CityPlan plan)
    {
        var junctions = plan.Junctions.ToDictionary(j => j.Id, StringComparer.Ordinal);
        foreach (var street in plan.Streets)
        {
            if (street.From == street.To) return $"street {street.Id} leads back to where it starts";
            var (from, to) = (junctions[street.From], junctions[street.To]);
            if (RoadPath.Through([new(from.X, from.Y), .. street.Via, new(to.X, to.Y)]) is not { } axis) return $"street {street.Id} is too short for its bends";
            _axes[street.Id] = axis;
        }
        return null;
    }

    private string? AddArms(PlannedJunction junction, IReadOnlyList<PlannedStreet> streets)
    {
        var arms = new List<Arm>();
        foreach (var street in streets)
        {
            if (street.From == junction.Id) arms.Add(Planning.Arm.Of(street, true, _axes[street.Id], junction));
            if (street.To == junction.Id) arms.Add(Planning.Arm.Of(street, false, _axes[street.Id], junction));
        }
        if (arms.Count < 3) return $"junction {junction.Id} has {arms.Count} streets: a bend is no junction";
        arms.Sort((a, b) => a.Heading.CompareTo(b.Heading));
        for (var i = 0; i < arms.Count; i++)
        {
            var next = arms[(i + 1) % arms.Count];
            var corner = (Angle.Difference(next.Heading, arms[i].Heading) + 2 * Math.PI) % (2 * Math.PI);
            var narrowest = junction.Roundabout ? RoadStandard.NarrowestRoundaboutCorner : RoadStandard.NarrowestCorner;
            if (corner < narrowest) return $"streets {arms[i].Street.Id} and {next.Street.Id} meet too narrowly at {junction.Id}";
        }
        if (junction.Roundabout && arms.Exists(a => a.Street.Alley)) return $"roundabout {junction.Id} has an alley";
        _around[junction.Id] = junction.Roundabout ? arms.ConvertAll(a => a with { Length = RoadStandard.RoundaboutArm }) : ArmLengths.Of(arms);
        foreach (var arm in _around[junction.Id]) _arms[(arm.Street.Id, arm.AtStart)] = arm;
        return null;
    }

    private string? ProblemOf(PlannedStreet street)
    {
        var axis = _axes[street.Id];
        var (from, to) = (Arm(street.Id, true).Length, axis.Length - Arm(street.Id, false).Length);
        if (to - from < RoadStandard.ShortestLink) return $"street {street.Id} leaves {to - from:0.00} m between its junctions";
        if (axis.Cut(0, from).SharpestCurvature > 0 || axis.Cut(to, axis.Length).SharpestCurvature > 0) return $"street {street.Id} bends inside a junction";
        var (offset, between) = (street.Alley ? 0 : RoadStandard.LaneOffset, axis.Cut(from, to));
        if (between.SharpestCurvature * (RoadStandard.TightestBend + offset) > 1 + 1e-9) return $"street {street.Id} bends too sharply";
        var shortest = Math.Min(between.Offset(-offset).Length, between.Offset(offset).Length);
        return shortest < RoadStandard.ShortestLink ? $"street {street.Id} has a lane of {shortest:0.00} m between its junctions" : null;
    }
}
