namespace Pixelopolis.Fleet.Contracts.Http;

/// <summary>What a car is up to, in one word.</summary>
public enum CarActivity { Offline, NotLocalized, Ready, Assigned, Driving, Waiting, Paused, Charging, Manual, Faulty, Searching }

/// <summary>
/// A car as stations and operators see it. Metres, radians, m/s, battery in percent; the pose is of the drive axle's middle.
/// <paramref name="Reserved"/> is the edge ids that only this car may drive now; <paramref name="Route"/> all it still has before it.
/// <paramref name="BookingId"/> is told to operators only: whoever knows a ride's id may end it.
/// </summary>
public sealed record CarView(string Serial, string Manufacturer, CarActivity State, double? X = null, double? Y = null, double? Theta = null,
    double? Speed = null, double? Battery = null, bool? Charging = null, bool Paused = false, string? LastNodeId = null, string? BookingId = null,
    IReadOnlyList<string>? Route = null, IReadOnlyList<string>? Reserved = null, WaitingFor? WaitingFor = null, IReadOnlyList<CarError>? Errors = null,
    double? LocalizationScore = null, double? DeviationRange = null, string? OperatingMode = null, string? Connection = null,
    DateTimeOffset? LastSeen = null, string? Stream = null, SearchView? Search = null);

/// <summary>
/// A lost car's search: where it may be, the likeliest first; the edge ids kept free for it; whether all others stand for it meanwhile; whether it has been
/// given up and a person is needed; and the cars, by serial, that keep it from being let on.
/// </summary>
public sealed record SearchView(IReadOnlyList<SearchPlace> Candidates, IReadOnlyList<string> Frozen, bool StopsOthers, bool GivenUp, IReadOnlyList<string> Blockers)
{
    /// <summary>Candidates that are shown at most.</summary>
    public const int MostCandidates = 32;
}

/// <summary>An edge that a lost car may be on, and how likely, 0..1.</summary>
public sealed record SearchPlace(string EdgeId, double Share);

/// <summary>An error that a car reports; fatal ones need a person.</summary>
public sealed record CarError(string Type, bool Fatal, string? Description = null, string? Hint = null);

/// <summary>A car that an operator has taken off the table.</summary>
public sealed record CarGone(string Serial);

/// <summary>The city as a whole, for the operator's desk.</summary>
public sealed record CityStatus(bool Stopped, DateTimeOffset? StoppedAt = null);
