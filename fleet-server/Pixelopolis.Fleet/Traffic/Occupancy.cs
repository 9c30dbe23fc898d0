using Pixelopolis.City;
using Pixelopolis.Fleet.Cars;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// Where the others are or may still come to by what is released to them: stretches of edges on which another car's axle would bring their bodies together.
/// Tells how far a lost car may go.
/// </summary>
internal sealed class Occupancy
{
    private readonly FleetState _fleet;
    private readonly Dictionary<int, List<(double From, double To)>> _taken = [];
    private readonly Dictionary<int, List<(double From, double To)>> _bodies = [];

    /// <summary>Of all cars but one, or of a single one.</summary>
    public Occupancy(FleetState fleet, FleetCar but, FleetCar? only = null)
    {
        _fleet = fleet;
        foreach (var car in fleet.Cars.Values)
        {
            if (car == but || (only is not null && car != only) || car.Track is not { } track) continue;
            Take(car, track);
            foreach (var frozen in car.Search?.Frozen.Keys ?? Enumerable.Empty<int>()) Add(_taken, frozen, 0, fleet.Network[frozen].Length);
        }
    }

    /// <summary>Between two axles on one lane, metres, from where on the bodies are apart by a margin.</summary>
    private double Apart => Bodies + 2 * _fleet.Options.LengthMargin;

    private static double Bodies => CarFootprint.Reference.Front + CarFootprint.Reference.Rear;

    /// <summary>Another car's body is surely there: nobody else can be.</summary>
    public bool StandsAt(int edge, double s) => _bodies.TryGetValue(edge, out var bodies) && bodies.Exists(b => s > b.From && s < b.To);

    /// <summary>Adds the edges that an axle may come to from a place within so many metres, but not past another car.</summary>
    public void Reach(int edge, double s, double most, ISet<int> into)
    {
        into.Add(edge);
        if (_taken.TryGetValue(edge, out var taken) && taken.Exists(t => s <= t.To && t.From - s < most)) return;
        var rest = _fleet.Network[edge].Length - s;
        if (rest >= most) return;
        foreach (var next in _fleet.Network.Next(edge)) Reach(next, 0, most - rest, into);
    }

    /// <summary>Metres that an axle may go on from a place, whichever way it takes, until it comes to another car; not more than asked for.</summary>
    public double Free(int edge, double s, double most)
    {
        var free = most;
        if (_taken.TryGetValue(edge, out var taken))
            foreach (var (from, to) in taken)
                if (s <= to) free = Math.Min(free, Math.Max(0, from - s));
        var rest = _fleet.Network[edge].Length - s;
        if (rest < free)
            foreach (var next in _fleet.Network.Next(edge)) free = Math.Min(free, rest + Free(next, 0, free - rest));
        return free;
    }

    private void Take(FleetCar car, CarTrack track)
    {
        var (first, s) = (track.Place.Edge, track.Place.S);
        var own = new HashSet<int>();
        // Who is ahead of a car that goes no further only moves away from it.
        var ahead = track.BaseAhead > 0 ? Apart : -car.Deviation;
        Stretch(_taken, first, s - car.Deviation - Apart, s + car.Deviation + ahead, own);
        for (var i = track.At; i < track.Base; i++)
            Stretch(_taken, track.Edges[i], i == track.At ? track.S - car.Deviation - Apart : 0, _fleet.Network[track.Edges[i]].Length + (i == track.Base - 1 ? car.Deviation + Apart : 0), own);
        var stands = car is { InHand: true, State.Driving: false } && track.BaseAhead <= 0;
        if (stands) Stretch(_bodies, first, s - Bodies + car.Deviation, s + Bodies - car.Deviation, []);
        foreach (var hold in _fleet.HoldsOf(car))
            for (var edge = 0; edge < _fleet.Network.Edges.Count; edge++)
                if (!own.Contains(edge) && edge != hold.Edge && _fleet.Space.Blocks(hold, edge)) Add(_taken, edge, 0, _fleet.Network[edge].Length);
    }

    /// <summary>What reaches over an edge's ends lies on its neighbours.</summary>
    private void Stretch(Dictionary<int, List<(double From, double To)>> into, int edge, double from, double to, HashSet<int> own)
    {
        var end = _fleet.Network[edge].Length;
        own.Add(edge);
        Add(into, edge, Math.Max(0, from), Math.Min(to, end));
        if (from < 0)
            foreach (var before in _fleet.Network.Previous(edge)) Back(before, -from);
        if (to > end)
            foreach (var next in _fleet.Network.Next(edge)) On(next, to - end);

        void Back(int at, double metres)
        {
            var length = _fleet.Network[at].Length;
            own.Add(at);
            Add(into, at, Math.Max(0, length - metres), length);
            if (metres > length)
                foreach (var before in _fleet.Network.Previous(at)) Back(before, metres - length);
        }

        void On(int at, double metres)
        {
            var length = _fleet.Network[at].Length;
            own.Add(at);
            Add(into, at, 0, Math.Min(metres, length));
            if (metres > length)
                foreach (var next in _fleet.Network.Next(at)) On(next, metres - length);
        }
    }

    private static void Add(Dictionary<int, List<(double From, double To)>> into, int edge, double from, double to)
    {
        if (!into.TryGetValue(edge, out var all)) into.Add(edge, all = []);
        all.Add((from, to));
    }
}
