using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Tests.Simulated;

/// <summary>A car that was lifted and put down elsewhere: it says where it may be, crawls where it is let, and finds its place after a while.</summary>
internal sealed partial class PointCar
{
    private const double CrawlSpeed = 0.1;
    private Lost? _lost;

    private sealed record Lost(string Edge, double S, double FindAfter, IReadOnlyList<SearchCandidate> Decoys)
    {
        public double Room { get; set; }
        public double Travelled { get; set; }
        public double Seconds { get; set; }
        public double Unlisted { get; set; }
    }

    public bool IsLost => _lost is not null;

    /// <summary>It is lost, or has not passed two nodes since: it stands wherever it was put, and drives from there to the end of that edge.</summary>
    public bool WasLost => _strange > 0;
    private int _strange;

    /// <summary>Metres granted in all since it was lost last.</summary>
    public double Granted { get; private set; }

    /// <summary>What it says it saw in its newest states.</summary>
    public List<Sighting> Sightings { get; } = [];

    public double LocalizationScore { get; set; } = 0.95;

    /// <summary>States that have told of sightings.</summary>
    public int Told { get; private set; }

    private bool Crawls => Switched && !Paused && Faults.Count == 0 && _lost is { Room: > 1e-9 };

    private StateExtension? Extension
    {
        get
        {
            if (Sightings.Count > 0) Told++;
            if (_lost is not { } lost) return Sightings.Count > 0 ? new StateExtension([.. Sightings]) : null;
            var share = 1 - lost.Unlisted - lost.Decoys.Sum(d => d.Share);
            SearchCandidate[] all = [new(lost.Edge, share, Math.Max(0, lost.S - 0.1), lost.S + 0.1), .. lost.Decoys];
            return new StateExtension(Search: new SearchState([.. all.OrderByDescending(c => c.Share)], lost.Unlisted, lost.Room, lost.Travelled, lost.Seconds));
        }
    }

    /// <param name="edge">Where a hand puts it down.</param>
    /// <param name="s">Metres along it.</param>
    /// <param name="findAfter">Metres of crawling after which it knows its place; what is unlisted it knows after a second.</param>
    /// <param name="decoys">Where else it may be.</param>
    /// <param name="unlisted">Share of what it cannot tell at first.</param>
    public void Lose(string edge, double s, double findAfter, IReadOnlyList<SearchCandidate>? decoys = null, double unlisted = 0)
    {
        (_lost, _changed, Granted, _strange) = (new Lost(edge, s, findAfter, decoys ?? []) { Unlisted = unlisted }, true, 0, 2);
        CurrentEdge = edge;
    }

    /// <summary>A person takes it to the end of an edge; it knows nothing of it until it is told.</summary>
    public void Carry(string edge) => (_lost, CurrentEdge) = (_lost! with { Edge = edge, S = map.Edge(edge).Length }, edge);

    private bool Search(double metres)
    {
        if (_lost is null) return false;
        (_lost.Room, Granted) = (metres, Granted + metres);
        return true;
    }

    private void Crawl(double seconds)
    {
        var lost = _lost!;
        lost.Seconds += seconds;
        if (lost.Seconds > 1) lost.Unlisted = 0;
        var step = Crawls ? Math.Min(CrawlSpeed * seconds, lost.Room) : 0;
        lost.Room -= step;
        lost.Travelled += step;
        var (edge, s) = (map.Edge(lost.Edge), lost.S + step);
        if (s > edge.Length)
        {
            var next = map.From(edge.EndNodeId);
            (edge, s) = (next[(int)(lost.Travelled * 1000) % next.Count], s - edge.Length);
        }
        _lost = lost with { Edge = edge.Id, S = s };
        CurrentEdge = edge.Id;
        if (lost.Travelled < lost.FindAfter || lost.Seconds < 1) return;
        // Its order began elsewhere: it is void.
        (_lost, LastSequence, _changed) = (null, 0, true);
        _nodes.Clear();
        _edges.Clear();
        StandAt(edge.Id, s);
    }
}
