using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>Why a plan cannot be built, and the streets that would have to change.</summary>
public sealed record PlanProblem(string Message, IReadOnlyList<string> StreetIds);

/// <summary>A plan's streets and junctions measured out: each street's axis, and how far each junction reaches into it.</summary>
internal sealed class PlanGeometry
{
    private readonly Dictionary<string, RoadPath> _axes;
    private readonly Dictionary<string, IReadOnlyList<Arm>> _around;
    private readonly Dictionary<(string Street, bool AtStart), Arm> _arms;

    private PlanGeometry(PlanGeometry? other = null)
    {
        _axes = other is null ? new(StringComparer.Ordinal) : new(other._axes, StringComparer.Ordinal);
        _around = other is null ? new(StringComparer.Ordinal) : new(other._around, StringComparer.Ordinal);
        _arms = other is null ? [] : new(other._arms);
    }

    public RoadPath Axis(string streetId) => _axes[streetId];

    /// <summary>A junction's arms, counter-clockwise.</summary>
    public IReadOnlyList<Arm> Around(string junctionId) => _around[junctionId];

    public Arm Arm(string streetId, bool atStart) => _arms[(streetId, atStart)];

    /// <summary>A street's axis between its junctions: what its lanes run along.</summary>
    public RoadPath Between(string streetId) => _axes[streetId].Cut(Arm(streetId, true).Length, _axes[streetId].Length - Arm(streetId, false).Length);

    /// <returns>The geometry, or the reason why the plan cannot be built.</returns>
    public static (PlanGeometry? Geometry, PlanProblem? Problem) Of(CityPlan plan) => new PlanGeometry().With(plan, plan.Streets, plan.Junctions);

    /// <summary>The geometry of a plan that differs from this one's only in one street's bends.</summary>
    public (PlanGeometry? Geometry, PlanProblem? Problem) Rebent(CityPlan plan, PlannedStreet street) =>
        new PlanGeometry(this).With(plan, [street], plan.Junctions.Where(j => j.Id == street.From || j.Id == street.To));

    private (PlanGeometry? Geometry, PlanProblem? Problem) With(CityPlan plan, IEnumerable<PlannedStreet> streets, IEnumerable<PlannedJunction> junctions)
    {
        PlanProblem? problem = null;
        foreach (var street in streets) problem ??= AddAxis(plan, street);
        foreach (var junction in junctions) problem ??= AddArms(junction, plan.Streets);
        foreach (var street in plan.Streets) problem ??= ProblemOf(street);
        return problem is null ? (this, null) : (null, problem);
    }

    private PlanProblem? AddAxis(CityPlan plan, PlannedStreet street)
    {
        if (street.From == street.To) return new($"street {street.Id} leads back to where it starts", [street.Id]);
        var (from, to) = (plan.Junctions.First(j => j.Id == street.From), plan.Junctions.First(j => j.Id == street.To));
        if (RoadPath.Through([new(from.X, from.Y), .. street.Via, new(to.X, to.Y)]) is not { } axis)
            return new($"street {street.Id} is too short for its bends", [street.Id]);
        _axes[street.Id] = axis;
        return null;
    }

    private PlanProblem? AddArms(PlannedJunction junction, IReadOnlyList<PlannedStreet> streets)
    {
        var arms = new List<Arm>();
        foreach (var street in streets)
        {
            if (street.From == junction.Id) arms.Add(Planning.Arm.Of(street, true, _axes[street.Id], junction));
            if (street.To == junction.Id) arms.Add(Planning.Arm.Of(street, false, _axes[street.Id], junction));
        }
        if (arms.Count < 3) return new($"junction {junction.Id} has {arms.Count} streets: a bend is no junction", []);
        arms.Sort((a, b) => a.Heading.CompareTo(b.Heading));
        for (var i = 0; i < arms.Count; i++)
        {
            var next = arms[(i + 1) % arms.Count];
            var corner = (Angle.Difference(next.Heading, arms[i].Heading) + 2 * Math.PI) % (2 * Math.PI);
            var narrowest = junction.Roundabout ? RoadStandard.NarrowestRoundaboutCorner : RoadStandard.NarrowestCorner;
            if (corner < narrowest) return new($"streets {arms[i].Street.Id} and {next.Street.Id} meet too narrowly at {junction.Id}", [arms[i].Street.Id, next.Street.Id]);
        }
        if (junction.Roundabout && arms.Exists(a => a.Street.Alley)) return new($"roundabout {junction.Id} has an alley", []);
        _around[junction.Id] = junction.Roundabout ? arms.ConvertAll(a => a with { Length = RoadStandard.RoundaboutArm }) : ArmLengths.Of(arms);
        foreach (var arm in _around[junction.Id]) _arms[(arm.Street.Id, arm.AtStart)] = arm;
        return null;
    }

    private PlanProblem? ProblemOf(PlannedStreet street)
    {
        var axis = _axes[street.Id];
        var (from, to) = (Arm(street.Id, true).Length, axis.Length - Arm(street.Id, false).Length);
        if (to - from < RoadStandard.ShortestLink) return Fault($"leaves {to - from:0.00} m between its junctions");
        if (axis.Cut(0, from).SharpestCurvature > 0 || axis.Cut(to, axis.Length).SharpestCurvature > 0) return Fault($"bends inside a junction");
        var (offset, between) = (street.Alley ? 0 : RoadStandard.LaneOffset, axis.Cut(from, to));
        if (between.SharpestCurvature * (RoadStandard.TightestBend + offset) > 1 + 1e-9) return Fault($"bends too sharply");
        var shortest = Math.Min(between.Offset(-offset).Length, between.Offset(offset).Length);
        return shortest < RoadStandard.ShortestLink ? Fault($"has a lane of {shortest:0.00} m between its junctions") : null;

        PlanProblem Fault(FormattableString what) => new($"street {street.Id} {FormattableString.Invariant(what)}", [street.Id]);
    }
}
