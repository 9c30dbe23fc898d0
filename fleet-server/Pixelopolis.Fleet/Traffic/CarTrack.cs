using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// The road of one car: what lies behind it, what is released to it (the base) and what is planned (the horizon), as one list
/// of edges. <see cref="At"/> of them are behind the axle and it is <see cref="S"/> metres into the next.
/// </summary>
internal sealed class CarTrack
{
    /// <summary>Metres; a car that is even less sure of its place is given room for this much.</summary>
    public const double MostDeviation = 0.2;

    private readonly RoadNetwork _network;
    private readonly List<int> _edges = [];

    /// <summary>Edges that may lie behind the first one, with the metres between: where a car was put down, nobody saw it come.</summary>
    private List<(int Edge, double Gap)> _unseen = [];

    public CarTrack(RoadNetwork network, Place place, double behind)
    {
        _network = network;
        _edges.Add(place.Edge);
        Base = 1;
        if (place.S >= network[place.Edge].Length) At = 1;
        else S = place.S;
        LookBehind(place.Edge, 0, behind);
    }

    public IReadOnlyList<int> Edges => _edges;
    public int At { get; private set; }
    public double S { get; private set; }

    /// <summary>Edges released; never below what the car is on.</summary>
    public int Base { get; private set; }

    /// <summary>Metres by which the car may be elsewhere along its lane.</summary>
    public double Deviation { get; set; }

    public Place Place => At < _edges.Count && S > 0 ? new Place(_edges[At], S) : new Place(_edges[At - 1], _network[_edges[At - 1]].Length);

    public Place BaseEnd => new(_edges[Base - 1], _network[_edges[Base - 1]].Length);

    public string PlaceNode => At == 0 ? _network[_edges[0]].StartNodeId : _network[_edges[At - 1]].EndNodeId;

    public bool AtEndOfBase => At == Base;

    public IEnumerable<int> Horizon => _edges.Skip(Base);

    public IEnumerable<int> Remaining => _edges.Skip(At);

    /// <summary>Metres of base that the axle has before it.</summary>
    public double BaseAhead
    {
        get
        {
            var sum = -S;
            for (var i = At; i < Base; i++) sum += _network[_edges[i]].Length;
            return Math.Max(0, sum);
        }
    }

    /// <summary>Drops the horizon and plans another from the end of the base on.</summary>
    public void Plan(IEnumerable<int> edges)
    {
        _edges.RemoveRange(Base, _edges.Count - Base);
        _edges.AddRange(edges);
    }

    public void Release(int upTo) => Base = Math.Clamp(upTo, Base, _edges.Count);

    /// <summary>Undoes a release that nobody was told of.</summary>
    public void TakeBack(int to) => Base = to;

    /// <summary>The car says where it is; it only ever goes forward.</summary>
    public void Advance(int at, double s)
    {
        at = Math.Min(at, _edges.Count);
        if (at < At) return;
        var length = at < _edges.Count ? _network[_edges[at]].Length : 0;
        S = at == At ? Math.Clamp(Math.Max(s, S), 0, length) : Math.Clamp(s, 0, length);
        At = at;
        if (Base < At + (S > 0 ? 1 : 0)) Base = Math.Min(_edges.Count, At + (S > 0 ? 1 : 0));
    }

    /// <summary>The car has found itself anew within its base, not before the node it passed last.</summary>
    public void Relocate(int at, double s) => (At, S) = (at, Math.Clamp(s, 0.001, _network[_edges[at]].Length));

    /// <summary>The car gave its order up: only what it stands on is still its own.</summary>
    public void StopHere()
    {
        Base = At + (S > 0 ? 1 : 0);
        _edges.RemoveRange(Base, _edges.Count - Base);
    }

    /// <summary>Forgets what lies further behind than <paramref name="behind"/> metres, and gives the number of edges forgotten.</summary>
    public int Trim(double behind)
    {
        var keep = At;
        for (var sum = S; keep > 0 && (sum < behind || keep == At); keep--) sum += _network[_edges[keep - 1]].Length;
        if (keep == 0) return 0;
        _edges.RemoveRange(0, keep);
        (At, Base, _unseen) = (At - keep, Base - keep, []);
        return keep;
    }

    /// <summary>What the standing car's own edges are, the last driven one at the end.</summary>
    public IEnumerable<int> Released => _edges.Take(Base);

    /// <summary>
    /// What the car holds: edges with the metres along them from which on it may still be found. Past an edge's end the metres go
    /// on counting, until its tail and whoever may stand there next have room.
    /// </summary>
    /// <param name="room">Metres behind the axle that a car keeps to itself.</param>
    public IEnumerable<Hold> Holds(double room) => HoldsFrom(At, S, room);

    /// <summary>What it will hold once it stands at the end of its base.</summary>
    public IEnumerable<Hold> HoldsAtBaseEnd(double room) => HoldsFrom(Base, 0, room);

    private IEnumerable<Hold> HoldsFrom(int at, double s, double room)
    {
        for (var i = at; i < Base; i++) yield return new Hold(_edges[i], (i == at ? s : 0) - Deviation, i == Base - 1 ? Deviation : 0);
        var behind = s - Deviation;
        for (var i = at - 1; i >= 0 && behind < room; i--)
        {
            var length = _network[_edges[i]].Length;
            yield return new Hold(_edges[i], length + behind, i == Base - 1 ? Deviation : 0);
            behind += length;
        }
        foreach (var (edge, gap) in _unseen)
            if (behind + gap < room) yield return new Hold(edge, _network[edge].Length + behind + gap);
    }

    private void LookBehind(int edge, double gap, double reach)
    {
        foreach (var before in _network.Previous(edge))
        {
            if (_unseen.Any(u => u.Edge == before) || before == _edges[0]) continue;
            _unseen.Add((before, gap));
            var further = gap + _network[before].Length;
            if (further < reach) LookBehind(before, further, reach);
        }
    }
}
