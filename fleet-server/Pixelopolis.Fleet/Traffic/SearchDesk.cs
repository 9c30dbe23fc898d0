using Pixelopolis.City;
using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Orders;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// Keeps space for cars that have lost their place and lets them search it. What a lost car may be on, or may come to, is frozen for it unless another
/// has it; as far as that is certain it may crawl. Where it may be almost anywhere, the others are given no more road until it knows better.
/// </summary>
internal sealed class SearchDesk(FleetState fleet, ActionDesk actions)
{
    /// <summary>A car stands and looks about for so long before it is let on: mostly it then knows in which few places it may be.</summary>
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(2);

    /// <summary>What a search has left behind stays frozen for so long: it may come back to it.</summary>
    private static readonly TimeSpan ThawAfter = TimeSpan.FromSeconds(5);

    /// <summary>Metres granted at once: at most, and at least to be worth it.</summary>
    private const double MostGrant = 0.8;

    private const double LeastGrant = 0.12;

    /// <summary>It is let on before it comes to a stand, metres.</summary>
    private const double RenewAt = 0.2;

    /// <summary>Of all lanes: when a car may be on more than this, it is not frozen but all the others stand.</summary>
    private const double Much = 1.0 / 3;

    /// <summary>
    /// Of a car that may be almost anywhere, the share of its places that another car may stand before when it is let on: somebody nearly always does, and it would
    /// stand for good. All others are given no more road then, and its own eyes keep it from those that stand. Of any other lost car no place is risked.
    /// </summary>
    private const double RiskedAnywhere = 0.05;

    /// <summary>Metres between the places on a lane that are looked at.</summary>
    private const double Step = 0.05;

    private double Nose => CarFootprint.Reference.Front + 2 * fleet.Options.LengthMargin;

    /// <summary>A car says that it is lost, or still is.</summary>
    public void Hear(FleetCar car, SearchState state)
    {
        if (car.Search is { } known)
        {
            known.State = state;
            return;
        }
        car.Search = new Search(state, fleet.Now);
        car.ForgetHold(fleet.Now);
        if (car.Outing is { } outing) outing.Disturbed = true;
        fleet.Decide(DecisionKind.Search, car, car.RideId, $"has lost its place and may be on {state.Candidates.Count} edges: its space stays closed, and what it may be on is kept free", nodeId: car.Track?.PlaceNode);
    }

    /// <summary>It knows its place again, or was told: what was frozen for it is given back.</summary>
    public void End(FleetCar car, string why)
    {
        if (car.Search is not { } search) return;
        car.Search = null;
        car.Pending.RemoveAll(p => p.Action.ActionType == ActionTypes.SearchPosition);
        fleet.Decide(DecisionKind.Thaw, car, car.RideId, FormattableString.Invariant($"{why} after {search.Searched.TotalSeconds:0} s and {search.State.Travelled:0.0} m of search"));
    }

    public void Watch()
    {
        foreach (var car in fleet.Cars.Values)
        {
            if (car.Search is not { } search) continue;
            if (MaySearch(car)) search.Searched += fleet.Now - search.CountedAt;
            search.CountedAt = fleet.Now;
            var candidates = Candidates.Of(search.State, fleet.Network);
            if (search.GivenUpAt is null) Freeze(car, search, candidates);
            if (search.GivenUpAt is not null || !MaySearch(car) || fleet.Now - search.Since < Settles) continue;
            if (search.Searched <= fleet.Options.SearchFor && search.State.Travelled <= fleet.Options.SearchMetres) LetOn(car, search, candidates);
            else if (car.State!.Driving == false) GiveUp(car, search, candidates);
        }
    }

    private bool MaySearch(FleetCar car) => !fleet.Stopped && car is { Online: true, Lost: false, PausedByOperator: false, State: { Paused: not true, OperatingMode: OperatingMode.Automatic or OperatingMode.SemiAutomatic } state }
        && !state.Errors.Any(e => e.ErrorLevel == ErrorLevel.Fatal);

    private void Freeze(FleetCar car, Search search, Candidates candidates)
    {
        var much = candidates.Unknown > Candidates.Tolerated || candidates.Length(fleet.Network) > Much * fleet.Network.Edges.Sum(e => e.Length);
        search.StopsOthers = much && fleet.Cars.Values.Any(c => c != car && c is { Online: true, Track: not null });
        if (!search.StopsOthers)
            foreach (var edge in Reach(car, candidates, Math.Max(0, search.State.Room) + MostGrant + Nose))
                if (search.Frozen.ContainsKey(edge) || !HeldByOthers(car, edge)) search.Frozen[edge] = fleet.Now;
        foreach (var (edge, wanted) in search.Frozen.ToArray())
            if (!search.StopsOthers && fleet.Now - wanted > ThawAfter) search.Frozen.Remove(edge);
        search.Holds =
        [
            .. search.Frozen.Keys.Select(e => new Hold(e, 0)),
            .. candidates.Behind(fleet.Network, fleet.Room).Where(h => !search.Frozen.ContainsKey(h.Edge) && !HeldByOthers(car, h.Edge)),
        ];
    }

    /// <summary>
    /// The edges that it is on or comes to within so many metres, whichever way it takes. It does not come past another car: what lies beyond that one stays
    /// free for it to leave by.
    /// </summary>
    private SortedSet<int> Reach(FleetCar car, Candidates candidates, double metres)
    {
        var (others, reached) = (new Occupancy(fleet, car), new SortedSet<int>());
        foreach (var (edge, s, _) in candidates.Places(Step))
            if (!others.StandsAt(edge, s)) others.Reach(edge, s, metres, reached);
        return reached;
    }

    private bool HeldByOthers(FleetCar car, int edge)
    {
        foreach (var other in fleet.Cars.Values)
            if (other != car)
                foreach (var hold in fleet.HoldsOf(other))
                    if (fleet.Space.Blocks(hold, edge)) return true;
        return false;
    }

    private void LetOn(FleetCar car, Search search, Candidates candidates)
    {
        if (search.State.Room > RenewAt || search.State.Seconds <= search.LetOnAt || car.HasPending(ActionTypes.SearchPosition) || car.HasPending(ActionTypes.InitPosition) || car.HasPending(ActionTypes.CancelOrder)) return;
        var room = Math.Max(0, search.State.Room);
        var risked = search.StopsOthers ? RiskedAnywhere : 0;
        var metres = Math.Round(Math.Min(MostGrant, FreeAhead(new Occupancy(fleet, car), candidates, room + MostGrant, risked) - room), 2, MidpointRounding.ToZero);
        if (metres < LeastGrant)
        {
            search.Blockers = [.. fleet.Cars.Values.Where(c => c != car && FreeAhead(new Occupancy(fleet, car, c), candidates, room + LeastGrant, risked / 4) < room + LeastGrant).Select(c => c.Serial)];
            return;
        }
        (search.Blockers, search.LetOnAt) = ([], search.State.Seconds);
        actions.Ask(car, ActionTypes.SearchPosition, [new(ActionTypes.SearchDistance, ParameterValue.Of(metres))]);
        fleet.Decide(DecisionKind.Search, car, car.RideId, FormattableString.Invariant($"may crawl {metres:0.00} m; it may be on {candidates.All.Count} edges"),
            [.. candidates.All.Take(5).Select((c, i) => new Alternative(fleet.Network[c.Edge].Id, null, i == 0, FormattableString.Invariant($"{100 * c.Share:0} %")))]);
    }

    /// <summary>Metres that are free before it, wherever it is; but for a share of the places that is risked.</summary>
    private static double FreeAhead(Occupancy others, Candidates candidates, double most, double risked)
    {
        var places = candidates.Places(Step).Where(p => !others.StandsAt(p.Edge, p.S)).Select(p => (Free: others.Free(p.Edge, p.S, most), p.Share)).ToList();
        places.Sort();
        var (sum, heeded) = (0.0, risked * places.Sum(p => p.Share));
        foreach (var (free, share) in places)
            if ((sum += share) > heeded) return free;
        return 0;
    }

    /// <summary>The others go on; only where it most likely stands stays closed, until a person has put it right.</summary>
    private void GiveUp(FleetCar car, Search search, Candidates candidates)
    {
        search.GivenUpAt = fleet.Now;
        if (search.StopsOthers)
        {
            var (length, most) = (0.0, Much * fleet.Network.Edges.Sum(e => e.Length));
            foreach (var c in candidates.All)
                if ((length += fleet.Network[c.Edge].Length) <= most && !HeldByOthers(car, c.Edge)) search.Frozen.TryAdd(c.Edge, fleet.Now);
            search.Holds = [.. search.Frozen.Keys.Select(e => new Hold(e, 0))];
        }
        (search.StopsOthers, search.Blockers) = (false, []);
        fleet.Decide(DecisionKind.Search, car, car.RideId,
            FormattableString.Invariant($"has not found its place in {search.Searched.TotalSeconds:0} s and {search.State.Travelled:0.0} m: a person must put it on a node"), nodeId: car.Track?.PlaceNode);
    }
}
