using Pixelopolis.City.Geometry;
using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Generation;

/// <summary>Bends some of a plan's straight streets into bows and S-curves, as far as each still can be built.</summary>
internal static class StreetShapes
{
    private static readonly double[] Radii = [1.4, 1.0, 0.75, 0.6, 0.48];

    /// <param name="plan">One that can be built.</param>
    public static CityPlan Enliven(CityPlan plan, Random random, double liveliness)
    {
        if (PlanGeometry.Of(plan).Geometry is not { } geometry) return plan;
        var junctions = plan.Junctions.ToDictionary(j => j.Id, StringComparer.Ordinal);
        foreach (var street in plan.Streets)
        {
            var (kind, amount, side) = (random.NextDouble(), random.NextDouble(), random.Next(2) * 2 - 1);
            if (street.Via.Count > 0 || street.Alley || kind > 0.7 * liveliness) continue;
            var (from, to) = (junctions[street.From], junctions[street.To]);
            if (from.Roundabout || to.Roundabout) continue;
            foreach (var radius in Radii)
            {
                var via = kind < 0.3 ? Bow(from, to, side * (0.08 + 0.14 * amount), radius) : Wave(from, to, side * (0.05 + 0.12 * amount), radius);
                var bent = street with { Via = via };
                var tried = plan with { Streets = [.. plan.Streets.Select(s => s.Id == street.Id ? bent : s)] };
                if (geometry.Rebent(tried, bent).Geometry is not { } next) continue;
                (plan, geometry) = (tried, next);
                break;
            }
        }
        return plan;
    }

    private static Corner[] Bow(PlannedJunction from, PlannedJunction to, double left, double radius)
    {
        var (x, y) = Along(from, to, 0.5, left);
        return [new(x, y, radius)];
    }

    private static Corner[] Wave(PlannedJunction from, PlannedJunction to, double left, double radius)
    {
        var (a, b) = (Along(from, to, 0.36, left), Along(from, to, 0.64, -left));
        return [new(a.X, a.Y, radius), new(b.X, b.Y, radius)];
    }

    private static (double X, double Y) Along(PlannedJunction from, PlannedJunction to, double share, double left)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var (x, y) = new Pose(from.X, from.Y, Math.Atan2(dy, dx)).Ahead(share * Math.Sqrt(dx * dx + dy * dy), left);
        return (PathCurve.Rounded(x, 3), PathCurve.Rounded(y, 3));
    }
}
