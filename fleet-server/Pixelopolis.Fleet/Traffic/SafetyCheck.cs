using Pixelopolis.Fleet.Cars;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>One car's turn in the order in which all can come to their ends: its own way, then a way to rest.</summary>
internal sealed record Turn(FleetCar Car, IReadOnlyList<int> ToRest);

/// <summary>The order found, and the cars that come to their ends by it.</summary>
internal sealed record SafeOrder(IReadOnlyList<Turn> Turns, IReadOnlySet<string> Completing)
{
    public static SafeOrder Empty { get; } = new([], new HashSet<string>());

    /// <summary>The cars whose turn comes before one's own.</summary>
    public IEnumerable<FleetCar> Before(FleetCar car) => Turns.TakeWhile(t => t.Car != car).Select(t => t.Car).Distinct();
}

/// <summary>
/// Deadlock is avoided, not cured (Dijkstra's banker): road is only released when afterwards there is still an order in which every
/// car that could come to its end before still can, one at a time, each then resting where it bars nobody. The order found last is
/// tried first. Its first car can always go on, so something always moves.
/// </summary>
internal sealed class SafetyCheck(FleetState fleet)
{
    private readonly RestFinder _rest = new(fleet.Network, fleet.Space, fleet.Waiting, fleet.Bays);
    private SafeOrder _known = SafeOrder.Empty;

    public RestFinder Rest => _rest;

    /// <summary>An order for how things stand.</summary>
    public SafeOrder Now()
    {
        var same = Replay(Ghosts());
        return _known = same.Completing.Count == Driving() || Search(Ghosts()) is not { } found || found.Completing.Count <= same.Completing.Count ? same : found;
    }

    /// <summary>An order if a car's way were another; null when a car would lose its way to the end by it.</summary>
    /// <param name="toRest">The way ends where the car can rest.</param>
    public SafeOrder? With(FleetCar car, IReadOnlyList<int> path, SafeOrder before, bool toRest = false)
    {
        return Keeps(Replay(Ghosts(car, path), toRest ? car : null)) ?? Keeps(Search(Ghosts(car, path)));

        SafeOrder? Keeps(SafeOrder found) => found.Completing.Contains(car.Serial) && found.Completing.IsSupersetOf(before.Completing) ? found : null;
    }

    /// <summary>After a tentative release: null when a car has lost its way to the end by it.</summary>
    public SafeOrder? After(SafeOrder before)
    {
        var after = Replay(Ghosts());
        if (!after.Completing.IsSupersetOf(before.Completing)) after = Search(Ghosts());
        return after.Completing.IsSupersetOf(before.Completing) ? _known = after : null;
    }

    /// <summary>The cars where they are thought to stand, one of them perhaps with another way.</summary>
    public List<Ghost> Ghosts(FleetCar? other = null, IReadOnlyList<int>? path = null) =>
    [
        .. fleet.Cars.Values.Where(c => c.Track is not null).Select(c =>
            new Ghost(fleet.Network, fleet.Room, c, c.InHand && (c == other || !Readiness.StaysToCharge(c, fleet.Options)), c == other ? path : c.Order is null ? null : [.. c.Track!.Horizon])),
    ];

    private bool Follows(int edge, int next) => fleet.Network.Next(edge).Contains(next);

    private int Driving() => fleet.Cars.Values.Count(c => c is { InHand: true, Order: not null });

    private SafeOrder Replay(List<Ghost> ghosts, FleetCar? resting = null)
    {
        var run = new Run(this, ghosts);
        foreach (var turn in _known.Turns)
        {
            var i = ghosts.FindIndex(g => g.Car == turn.Car);
            if (i < 0 || !ghosts[i].Movable) continue;
            var heading = turn.Car == resting || turn.Car is { Order: not null, Errand: Errand.Park or Errand.Charge };
            run.Take(i, heading ? [] : turn.ToRest);
        }
        return run.Result();
    }

    private SafeOrder Search(List<Ghost> ghosts)
    {
        var run = new Run(this, ghosts);
        while (run.AnyCompletes() || run.AnyMakesWay()) { }
        return run.Result();
    }

    /// <summary>Cars thought on, one turn after the other.</summary>
    private sealed class Run(SafetyCheck check, List<Ghost> ghosts)
    {
        private const int MostMoves = 2;
        private readonly List<Turn> _turns = [];
        private readonly HashSet<string> _done = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _moved = new(StringComparer.Ordinal);
        private readonly HashSet<string> _pending = [.. ghosts.Where(g => g.Driving).Select(g => g.Car.Serial)];

        public SafeOrder Result() => new(_turns, _done);

        /// <summary>Drives one car to its end and to rest, if all of that is free.</summary>
        public bool Take(int i, IReadOnlyList<int> toRest)
        {
            var ghost = ghosts[i];
            int[] way = [.. ghost.Path, .. toRest];
            if (!Joined(ghost, way) || !Free(i, way)) return false;
            var after = ghost.After(way);
            if (_pending.Contains(ghost.Car.Serial) || way.Length > 0)
                if (check._rest.InTheWay(after.Holds, Ways(i))) return false;
            ghosts[i] = after;
            if (_pending.Remove(ghost.Car.Serial)) _done.Add(ghost.Car.Serial);
            _turns.Add(new Turn(ghost.Car, toRest));
            return true;
        }

        public bool AnyCompletes()
        {
            for (var i = 0; i < ghosts.Count; i++)
            {
                if (!_pending.Contains(ghosts[i].Car.Serial) || !Free(i, ghosts[i].Path)) continue;
                if (Take(i, [])) return true;
                var arrived = ghosts[i].After(ghosts[i].Path);
                if (check._rest.Find(arrived, Others(i), Ways(i)) is { } rest && Take(i, rest)) return true;
            }
            return false;
        }

        /// <summary>Moves a resting car that stands in a pending one's way.</summary>
        public bool AnyMakesWay()
        {
            for (var i = 0; i < ghosts.Count; i++)
            {
                if (!_pending.Contains(ghosts[i].Car.Serial)) continue;
                for (var j = 0; j < ghosts.Count; j++)
                {
                    var other = ghosts[j];
                    if (j == i || !other.Movable || _pending.Contains(other.Car.Serial) || _moved.GetValueOrDefault(other.Car.Serial) >= MostMoves) continue;
                    if (!ghosts[i].Path.Any(e => check._rest.Blocked(other, e))) continue;
                    if (check._rest.Find(other, Others(j), Ways(j)) is not { } rest || !Take(j, rest)) continue;
                    _moved[other.Car.Serial] = _moved.GetValueOrDefault(other.Car.Serial) + 1;
                    return true;
                }
            }
            return false;
        }

        /// <summary>A known order may be of a time when the car was going elsewhere.</summary>
        private bool Joined(Ghost ghost, int[] way)
        {
            var at = ghost.Edges[^1];
            foreach (var edge in way)
            {
                if (!check.Follows(at, edge)) return false;
                at = edge;
            }
            return true;
        }

        private bool Free(int i, IReadOnlyList<int> way)
        {
            for (var j = 0; j < ghosts.Count; j++)
                if (j != i)
                    for (var k = 0; k < way.Count; k++)
                        if (check._rest.Blocked(ghosts[j], way[k], k == way.Count - 1 ? ghosts[i].Car.Deviation : 0)) return false;
            return true;
        }

        private List<Ghost> Others(int i) => [.. ghosts.Where((_, j) => j != i)];

        private HashSet<int> Ways(int but) =>
            [.. ghosts.Where((g, j) => j != but && _pending.Contains(g.Car.Serial)).SelectMany(g => g.Path)];
    }
}
