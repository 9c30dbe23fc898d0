namespace Pixelopolis.City.Planning;

/// <summary>The city that comes with the project, drawn by hand on a table of 5.5 m × 3.5 m; <c>cities/pixelopolis.lif.json</c> is written from it.</summary>
public static class DefaultCity
{
    public static CityPlan Plan { get; } = new("pixelopolis", "Pixelopolis",
    [
        new("garden-gate", 1.42, 3.0),
        new("north-gate", 3.62, 3.0),
        new("west-gate", 0.0, 1.5),
        new("old-square", 1.32, 1.45),
        new("mill-corner", 2.55, 1.52),
        new("king-cross", 3.8, 1.46),
        new("east-gate", 5.1, 1.51),
        new("tailors-corner", 1.16, 0.0),
        new("lantern-corner", 2.45, 0.0),
        new("quay", 3.8, 0.0),
    ],
    [
        new("lighthouse-bend", "west-gate", "garden-gate", [new(0.0, 3.0, 0.85)]),
        new("wave-street", "garden-gate", "north-gate", [new(2.02, 3.0, 0.5), new(2.535, 2.71, 0.5), new(3.05, 3.0, 0.5)]),
        new("garden-crescent", "north-gate", "east-gate", [new(5.1, 3.0, 0.6)]),
        new("harbour-bend", "east-gate", "quay", [new(5.1, 0.0, 0.5)]),
        new("quayside", "quay", "lantern-corner", []),
        new("market-street", "lantern-corner", "tailors-corner", []),
        new("windmill-bend", "tailors-corner", "west-gate", [new(0.0, 0.0, 0.65)]),
        new("west-street", "west-gate", "old-square", []),
        new("mill-street", "old-square", "mill-corner", []),
        new("king-street", "mill-corner", "king-cross", []),
        new("east-street", "king-cross", "east-gate", []),
        new("snake-street", "garden-gate", "old-square", [new(1.42, 2.42, 0.6), new(1.32, 2.04, 0.6)]),
        new("bow-street", "king-cross", "quay", [new(3.88, 0.74, 0.8)]),
        new("tailors-alley", "tailors-corner", "old-square", [], Alley: true),
        new("lantern-alley", "lantern-corner", "mill-corner", [], Alley: true),
        new("north-alley", "north-gate", "king-cross", [], Alley: true),
    ],
    [
        Place("lighthouse", "lighthouse-bend", true, 0.5),
        Place("observatory", "lighthouse-bend", false, 0.3),
        Place("firefly-garden", "wave-street", true, 0.5),
        Place("lotus-teahouse", "wave-street", false, 0.62),
        Place("willow-hospital", "garden-crescent", true, 0.5),
        Place("small-things", "garden-crescent", false, 0.4),
        Place("harbour-market", "harbour-bend", true, 0.55),
        Place("ferry-landing", "quayside", true, 0.5),
        Place("windmill-hill", "windmill-bend", true, 0.5),
        Place("cinnamon-bakery", "windmill-bend", false, 0.55),
        Place("acorn-school", "snake-street", true, 0.55),
        Place("lantern-theatre", "bow-street", true, 0.5),
        Bay(1, "tailors-alley", 0.2), Bay(2, "tailors-alley", 0.72),
        Bay(3, "north-alley", 0.2), Bay(4, "north-alley", 0.72),
        new("charger-1", "lantern-alley", StationKind.Charger, true, 0.68, PlaceNames.Charger(1)),
    ]);

    public static CityMap Build()
    {
        var (roads, problem) = CityBuilder.Build(Plan);
        if (roads is null) throw new InvalidOperationException(problem!.Message);
        return CityBuilder.Furnish(Plan, roads, Intersections.Of(roads), 1);
    }

    private static PlannedStation Place(string id, string street, bool forward, double share) =>
        new(id, street, StationKind.Destination, forward, share, PlaceNames.Destination(id));

    private static PlannedStation Bay(int number, string street, double share) =>
        new($"parking-{number}", street, StationKind.Parking, true, share, PlaceNames.ParkingBay(number));
}
