namespace Pixelopolis.Fleet;

/// <summary>What was decided.</summary>
public enum DecisionKind { Dispatch, Refuse, Release, Hold, Park, Charge, Rebook, Reroute, Freeze, Thaw, Deadlock, OrderRejected, OrderRepaired, Position, Search }

/// <summary>
/// Why something was done or not done: what was chosen, what else could have been and its cost in seconds, and who was in the way.
/// </summary>
public sealed record Decision(DateTimeOffset At, DecisionKind Kind, string? Car, string? BookingId, string Why,
    IReadOnlyList<Alternative> Alternatives, IReadOnlyList<string> Blockers, string? NodeId = null);

/// <summary>A way not taken (or the one taken, by <paramref name="Chosen"/>), its cost in seconds, and what spoke against it.</summary>
public sealed record Alternative(string What, double? Seconds, bool Chosen, string? Against = null);
