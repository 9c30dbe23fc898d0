namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>
/// What our cars say beyond VDA 5050: the one property <c>pixelopolis</c> of a state message. The standard lets other readers pass over it; docs/vda5050.md
/// says what it means.
/// </summary>
/// <param name="Sightings">What the detector saw in the newest frame it looked at, the surest first; left out while the car does not know its place.</param>
/// <param name="Search">Only while the car is lost.</param>
public sealed record StateExtension(IReadOnlyList<Sighting>? Sightings = null, SearchState? Search = null)
{
    /// <summary>Sightings that a car tells of at most.</summary>
    public const int MostSightings = 16;

    /// <summary>Candidates that a lost car tells of at most.</summary>
    public const int MostCandidates = 128;
}

/// <summary>A sign or a car that was seen.</summary>
/// <param name="Class">As the map names its sign classes, or <see cref="Car"/>.</param>
/// <param name="X">Metres, of a sign's pole or a car's middle.</param>
/// <param name="Y">Metres.</param>
/// <param name="Deviation">Metres: it truly is this near in 99 of 100 cases.</param>
/// <param name="Score">Of the detector, 0..1.</param>
/// <param name="Age">Seconds from the light to this message.</param>
public sealed record Sighting(string Class, double X, double Y, double Deviation, double Score, double Age)
{
    public const string Car = "car";
}

/// <summary>A lost car's search for its place.</summary>
/// <param name="Candidates">Where it may be, the likeliest first.</param>
/// <param name="Unlisted">Share of what is not among the candidates, 0..1.</param>
/// <param name="Room">Metres that it may still crawl by the last <c>searchPosition</c>.</param>
/// <param name="Travelled">Metres crawled since it was lost.</param>
/// <param name="Seconds">Since it was lost.</param>
public sealed record SearchState(IReadOnlyList<SearchCandidate> Candidates, double Unlisted, double Room, double Travelled, double Seconds);

/// <summary>An edge that a lost car may be on: how likely (0..1), and between which metres along it its axle would be.</summary>
public sealed record SearchCandidate(string EdgeId, double Share, double From, double To);
