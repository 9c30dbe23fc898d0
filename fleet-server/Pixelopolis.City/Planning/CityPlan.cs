namespace Pixelopolis.City.Planning;

/// <summary>Where streets meet: a crossing, or a roundabout. Metres.</summary>
public sealed record PlannedJunction(string Id, double X, double Y, bool Roundabout = false);

/// <summary>
/// A street from one junction to another, bending at corners on the way. An alley is one lane wide and driven only from
/// <paramref name="From"/> to <paramref name="To"/>; any other street has a lane each way.
/// </summary>
public sealed record PlannedStreet(string Id, string From, string To, IReadOnlyList<Corner> Via, bool Alley = false);

/// <summary>
/// A station on a street's lane: forward is the lane that leads from the street's first junction to its second, and
/// <paramref name="Share"/> is how far along that lane, between its junctions, 0..1.
/// </summary>
public sealed record PlannedStation(string Id, string StreetId, StationKind Kind, bool Forward, double Share, IReadOnlyDictionary<string, string> Names);

/// <summary>A city as a planner draws it: centre lines only. <see cref="CityBuilder"/> makes lanes, turns and nodes of it.</summary>
public sealed record CityPlan(string Id, string Name, IReadOnlyList<PlannedJunction> Junctions, IReadOnlyList<PlannedStreet> Streets,
    IReadOnlyList<PlannedStation> Stations);
