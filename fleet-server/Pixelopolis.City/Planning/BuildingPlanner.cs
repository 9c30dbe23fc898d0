namespace Pixelopolis.City.Planning;

/// <summary>Puts houses of chance sizes into a city's blocks, clear of the road, the signs and each other.</summary>
internal static class BuildingPlanner
{
    /// <summary>From a lane's centre line: the pavement's edge is half a lane away, the rest is the walk.</summary>
    public const double RoadClearance = 0.24;

    private const double SignClearance = 0.07;
    private const double Gap = 0.05;
    private const double TriesPerSquareMetre = 150;

    public static IReadOnlyList<Building> Place(CityMap map, IReadOnlyList<Sign> signs, int seed)
    {
        var random = new Random(seed);
        var road = new LaneClearance(map);
        var buildings = new List<Building>();
        var tries = (int)((road.Right - road.Left) * (road.Top - road.Bottom) * TriesPerSquareMetre);
        for (var i = 0; i < tries; i++)
        {
            // Large houses find room first, small ones fill what is left.
            var largest = 0.60 - 0.38 * i / tries;
            var building = new Building(
                PathCurve.Rounded(road.Left + random.NextDouble() * (road.Right - road.Left), 2),
                PathCurve.Rounded(road.Bottom + random.NextDouble() * (road.Top - road.Bottom), 2),
                PathCurve.Rounded(0.14 + random.NextDouble() * (largest - 0.14), 2),
                PathCurve.Rounded(0.14 + random.NextDouble() * (largest - 0.14), 2),
                PathCurve.Rounded(0.15 + 0.35 * random.NextDouble() * random.NextDouble(), 2));
            if (buildings.TrueForAll(b => Apart(b, building.X, building.Y, building.Width, building.Depth, Gap))
                && signs.All(s => Apart(building, s.X, s.Y, 0, 0, SignClearance))
                && road.IsClear(building.X, building.Y, building.Width, building.Depth, RoadClearance))
                buildings.Add(building);
        }
        return buildings;
    }

    private static bool Apart(Building b, double x, double y, double width, double depth, double gap) =>
        Math.Abs(b.X - x) >= (b.Width + width) / 2 + gap || Math.Abs(b.Y - y) >= (b.Depth + depth) / 2 + gap;
}
