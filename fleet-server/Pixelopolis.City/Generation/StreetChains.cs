using Pixelopolis.City.Geometry;
using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Generation;

/// <summary>A street from junction to junction, over points where nothing else meets it.</summary>
internal sealed record StreetChain(string Id, IReadOnlyList<LatticePoint> Points, bool Alley);

/// <summary>Joins lattice streets into streets from junction to junction: a point with only two streets is a bend.</summary>
internal static class StreetChains
{
    public static List<StreetChain> Of(Lattice lattice)
    {
        var chains = new List<StreetChain>();
        var used = new HashSet<LatticeStreet>();
        foreach (var junction in lattice.Points.Where(lattice.IsJunction).OrderBy(p => p.Row).ThenBy(p => p.Column))
            foreach (var first in lattice.At(junction).Where(s => !s.Alley || s.A == junction))
            {
                if (!used.Add(first)) continue;
                var points = new List<LatticePoint> { junction, first.Other(junction) };
                while (!lattice.IsJunction(points[^1]))
                {
                    var next = lattice.At(points[^1]).First(s => !s.Touches(points[^2]));
                    used.Add(next);
                    points.Add(next.Other(points[^1]));
                }
                chains.Add(new StreetChain($"s{chains.Count + 1}", points, first.Alley));
            }
        return chains;
    }

    /// <returns>The plan, without stations.</returns>
    public static CityPlan Plan(CityRequest request, IReadOnlyList<StreetChain> chains, LatticePlaces places, LatticePoint? roundabout, Random random)
    {
        var junctions = chains.SelectMany(c => new[] { c.Points[0], c.Points[^1] }).Distinct().OrderBy(p => p.Row).ThenBy(p => p.Column);
        return new CityPlan(request.Id, $"Pixelopolis {request.BlocksWide}×{request.BlocksHigh} no. {request.Seed}",
            [.. junctions.Select(p => new PlannedJunction(Id(p), places[p].X, places[p].Y, p == roundabout))],
            [.. chains.Select(c => new PlannedStreet(c.Id, Id(c.Points[0]), Id(c.Points[^1]), Corners(c.Points, places, roundabout, random), c.Alley))], []);
    }

    private static string Id(LatticePoint point) => $"{(char)('a' + point.Column)}{point.Row + 1}";

    private static List<Corner> Corners(IReadOnlyList<LatticePoint> chain, LatticePlaces places, LatticePoint? roundabout, Random random)
    {
        var corners = new List<Corner>();
        if (chain[0] == roundabout) corners.Add(Mouth(chain[0], chain[1], places));
        for (var i = 1; i < chain.Count - 1; i++)
        {
            var (before, here, after) = (places[chain[i - 1]], places[chain[i]], places[chain[i + 1]]);
            var turn = Math.Abs(Angle.Difference(Math.Atan2(after.Y - here.Y, after.X - here.X), Math.Atan2(here.Y - before.Y, here.X - before.X)));
            var room = Math.Min(Room(before, here, i == 1), Room(here, after, i == chain.Count - 2));
            var widest = turn < 0.05 ? 5 : Math.Min(1.5, room / Math.Tan(turn / 2));
            corners.Add(new Corner(here.X, here.Y, PathCurve.Rounded(widest * (0.6 + 0.4 * random.NextDouble()), 3)));
        }
        if (chain[^1] == roundabout) corners.Add(Mouth(chain[^1], chain[^2], places));
        return corners;
    }

    /// <summary>What a leg has for a bend's tangent: all but the junction at its other end, or its half if there is a bend as well.</summary>
    private static double Room((double X, double Y) from, (double X, double Y) to, bool endsAtJunction)
    {
        var leg = Math.Sqrt((to.X - from.X) * (to.X - from.X) + (to.Y - from.Y) * (to.Y - from.Y));
        return endsAtJunction ? leg - 0.5 : leg / 2 - 0.02;
    }

    /// <summary>A roundabout's streets leave it squarely and bend only beyond it.</summary>
    private static Corner Mouth(LatticePoint ring, LatticePoint next, LatticePlaces places)
    {
        const double Beyond = RoadStandard.RoundaboutArm + 0.14;
        var (x, y) = places[ring];
        return new Corner(x + Beyond * (next.Column - ring.Column), y + Beyond * (next.Row - ring.Row), 0.9);
    }
}
