using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Generation;

/// <summary>Makes a city from a seed: the same request gives the same city, to the last digit.</summary>
public static class CityGenerator
{
    private const int Attempts = 50;
    private const int Repairs = 100;
    private const int FewestAlleys = 2;

    /// <exception cref="ArgumentException">The request has a <see cref="CityRequest.Fault"/>.</exception>
    public static CityMap Generate(CityRequest request)
    {
        if (request.Fault() is { } fault) throw new ArgumentException(fault, nameof(request));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // Later attempts are calmer: streets slant and bend less.
            var random = new Random(unchecked(request.Seed * 7919 + attempt));
            if (Sketch(request, random, Math.Max(0, 1.1 - attempt / 30.0)) is not { } plan) continue;
            if (CityBuilder.Build(plan).Map is not { } roads) continue;
            var intersections = Intersections.Of(roads);
            if (RoadRules.Broken(roads, intersections).Count == 0) return CityBuilder.Furnish(plan, roads, intersections, request.Seed);
        }
        throw new InvalidOperationException($"no city could be made of {request}");
    }

    private static CityPlan? Sketch(CityRequest request, Random random, double liveliness)
    {
        var lattice = new Lattice(request.BlocksWide + 1, request.BlocksHigh + 1);
        LatticePoint? roundabout = request.Roundabout ? new(random.Next(1, request.BlocksWide), random.Next(1, request.BlocksHigh)) : null;
        var blocks = request.BlocksWide * request.BlocksHigh;
        if (StreetChoice.MakeAlleys(lattice, random, roundabout, 1 + Math.Max(1, blocks / 3)) < FewestAlleys) return null;
        StreetChoice.DropSome(lattice, random, roundabout, blocks);
        var places = LatticePlaces.Of(request, roundabout, random, liveliness);
        if (Straighten(request, lattice, places, roundabout, random.Next()) is not { } plan) return null;
        return StationPlanner.Place(StreetShapes.Enliven(plan, random, liveliness), random, 4 + blocks);
    }

    /// <summary>Moves points back towards their grid wherever their streets cannot be built.</summary>
    private static CityPlan? Straighten(CityRequest request, Lattice lattice, LatticePlaces places, LatticePoint? roundabout, int seed)
    {
        var chains = StreetChains.Of(lattice);
        for (var repair = 0; repair < Repairs; repair++)
        {
            var plan = StreetChains.Plan(request, chains, places, roundabout, new Random(seed));
            if (PlanGeometry.Of(plan).Problem is not { } problem) return plan;
            if (problem.StreetIds.Count == 0) return null;
            foreach (var id in problem.StreetIds)
                foreach (var point in chains.First(c => c.Id == id).Points) places.Calm(point);
        }
        return null;
    }
}
