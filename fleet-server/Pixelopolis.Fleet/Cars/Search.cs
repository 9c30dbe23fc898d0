using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Cars;

/// <summary>A lost car's search for its place, as the fleet keeps it.</summary>
internal sealed class Search(SearchState state, DateTimeOffset since)
{
    /// <summary>The car's newest word.</summary>
    public SearchState State { get; set; } = state;

    public DateTimeOffset Since { get; } = since;

    /// <summary>Time in which it could have searched, and when that was last counted.</summary>
    public TimeSpan Searched { get; set; }
    public DateTimeOffset CountedAt { get; set; } = since;

    /// <summary>Edges that only this car may be on, each with when it was last among those it may be on.</summary>
    public SortedDictionary<int, DateTimeOffset> Frozen { get; } = [];

    /// <summary>What is frozen, as holds; with what its tail and whoever stands behind it need.</summary>
    public IReadOnlyList<Hold> Holds { get; set; } = [];

    /// <summary>It may be in so many places that the others must stand until it knows more.</summary>
    public bool StopsOthers { get; set; }

    /// <summary>The car's <see cref="SearchState.Seconds"/> when it was let on last: before a newer word it is not let on again.</summary>
    public double LetOnAt { get; set; } = -1;

    /// <summary>Cars that keep it from being let on, by serial.</summary>
    public IReadOnlyList<string> Blockers { get; set; } = [];

    /// <summary>It has not found its place: a person is needed.</summary>
    public DateTimeOffset? GivenUpAt { get; set; }
}
