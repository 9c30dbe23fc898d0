using Pixelopolis.Car.Localization;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Reporting;

/// <summary>What a lost car says of its search, made anew twice a second; nothing, and no work, while it knows its place.</summary>
internal sealed class SearchReporter(Localizer localizer)
{
    private const double Every = 0.5;

    /// <summary>What is less likely is left out: what the search holds for lack of anything better is all over the map.</summary>
    private const double LeastShare = 0.0005;
    private readonly EdgeShare[] _shares = new EdgeShare[localizer.Finder?.Edges.Count ?? 0];
    private SearchState? _last;
    private double _since, _madeAt;

    /// <param name="now">Seconds.</param>
    /// <returns>The same object until there is a newer one.</returns>
    public SearchState? Turn(double now)
    {
        if (!localizer.IsSearching || localizer.Finder is not { } finder) return _last = null;
        if (_last is null) _since = now;
        // More room is told at once: whoever granted it waits to see it.
        else if (now - _madeAt < Every && localizer.SearchRoom <= _last.Room + 0.001) return _last;
        _madeAt = now;
        return _last = Make(finder, now - _since);
    }

    private SearchState Make(GraphLocalizer finder, double seconds)
    {
        finder.Shares(_shares);
        List<SearchCandidate> candidates =
        [
            .. Enumerable.Range(0, _shares.Length).Where(e => _shares[e].Share >= LeastShare).OrderByDescending(e => _shares[e].Share).Take(StateExtension.MostCandidates)
                .Select(e => new SearchCandidate(finder.Edges[e].Id, Math.Round(_shares[e].Share, 4), Math.Round(_shares[e].From, 2), Math.Round(_shares[e].To, 2))),
        ];
        return new SearchState(candidates, Math.Round(Math.Max(0, 1 - candidates.Sum(c => c.Share)), 4),
            Math.Round(localizer.SearchRoom, 3), Math.Round(finder.Travelled, 3), Math.Round(seconds, 2));
    }
}
