using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Generation;

/// <summary>Puts destinations on a plan's lanes, and parking bays and a charger into its alleys.</summary>
internal static class StationPlanner
{
    /// <summary>Room for a car past the junction behind it and before the one ahead, metres.</summary>
    private const double AfterJunction = 0.35;
    private const double BeforeJunction = 0.25;

    /// <summary>An alley this long holds two cars in line, metres.</summary>
    private const double BayPair = 0.65;

    public static CityPlan Place(CityPlan plan, Random random, int destinations)
    {
        if (PlanGeometry.Of(plan).Geometry is not { } geometry) return plan;
        var stations = new List<PlannedStation>();
        var places = PlaceNames.Destinations.ToArray();
        random.Shuffle(places);
        var lanes = plan.Streets.Where(s => !s.Alley).SelectMany(s => new[] { (Street: s, Forward: true), (Street: s, Forward: false) }).ToArray();
        random.Shuffle(lanes);
        // Long lanes first; a short one holds a station only where the city has no other left.
        foreach (var (place, lane) in places.Take(destinations).Zip(lanes.OrderBy(l => geometry.Between(l.Street.Id).Length < 0.7)))
            stations.Add(new PlannedStation(place.Id, lane.Street.Id, StationKind.Destination, lane.Forward,
                Share(geometry.Between(lane.Street.Id).Length, random.NextDouble()), place.Names));
        Alleys(plan, geometry, stations);
        return plan with { Stations = stations };
    }

    /// <summary>The first alley is the charger's alone, so that no parked car keeps others from it; the others hold what fits.</summary>
    private static void Alleys(CityPlan plan, PlanGeometry geometry, List<PlannedStation> stations)
    {
        var (bays, charger) = (0, false);
        foreach (var alley in plan.Streets.Where(s => s.Alley).Select(s => s.Id))
        {
            if (!charger) stations.Add(new("charger-1", alley, StationKind.Charger, true, 0.6, PlaceNames.Charger(1)));
            else
                foreach (var share in geometry.Between(alley).Length < BayPair ? [0.6] : new[] { 0.2, 0.72 })
                    stations.Add(new($"parking-{++bays}", alley, StationKind.Parking, true, share, PlaceNames.ParkingBay(bays)));
            charger = true;
        }
    }

    private static double Share(double length, double chance) =>
        length < AfterJunction + BeforeJunction ? 0.5 : (AfterJunction + chance * (length - AfterJunction - BeforeJunction)) / length;
}
