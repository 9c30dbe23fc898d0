using Pixelopolis.Fleet.Cars;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// Releases road. A car gets the next piece of its way, up to a place where it can wait, when no other car has any of it or of what
/// conflicts with it, when nobody who has waited too long needs it first, and when afterwards all can still come to their ends.
/// </summary>
internal sealed class Allocator(FleetState fleet, SafetyCheck safety, Planner planner)
{
    public void Release()
    {
        if (fleet.Stopped || AnyUnheard()) return;
        if (fleet.Cars.Values.FirstOrDefault(c => c.Search is { StopsOthers: true }) is { } lost)
        {
            // Who stands where the lost one would come to is let away: nothing else is as likely to be met.
            SafeOrder? away = null;
            foreach (var car in Asking())
                if (!lost.Search!.Blockers.Contains(car.Serial) || !TryRelease(car, ref away)) Hold(car, new Obstacle([lost.Serial], lost.Track?.PlaceNode, "looks for its place and may be almost anywhere"));
            return;
        }
        SafeOrder? order = null;
        for (var again = true; again;)
        {
            again = false;
            foreach (var car in Asking())
                if (TryRelease(car, ref order)) again = true;
        }
    }

    /// <summary>After a restart nothing is released until every connected car has said where it is and what it has, or has had time to.</summary>
    private bool AnyUnheard() => fleet.Cars.Values.Any(c => c is { Online: true, State: null } && fleet.Now - c.ConnectedAt < fleet.Options.SilentAfter);

    /// <summary>The cars that have less road ahead than they could use, the longest held first.</summary>
    private FleetCar[] Asking() =>
    [
        .. fleet.Cars.Values.Where(Wants).OrderBy(c => c.HeldSince ?? DateTimeOffset.MaxValue).ThenBy(c => c.Serial, StringComparer.Ordinal),
    ];

    private bool Wants(FleetCar car) => car is { InHand: true, PausedByOperator: false, Order: { InFlight: false } }
        && car.Track!.Base < car.Track.Edges.Count && car.Track.BaseAhead < fleet.Options.ReleaseAhead;

    private bool TryRelease(FleetCar car, ref SafeOrder? order)
    {
        var track = car.Track!;
        var (from, end) = (track.Base, fleet.Waiting.NextEnd(track.Edges, track.Base));
        if ((InTheWay(car, end) ?? GivesWay(car, end)) is { } obstacle) return Hold(car, obstacle);
        order ??= safety.Now();
        track.Release(end);
        if (safety.After(order) is not { } after)
        {
            track.TakeBack(from);
            string[] first = [.. order.Before(car).Where(c => c != car).Select(c => c.Serial)];
            return Hold(car, new Obstacle(first, first.Length > 0 ? fleet.Cars[first[0]].Track!.PlaceNode : null, "must go first, or all would be stuck"));
        }
        order = after;
        car.ForgetHold(fleet.Now);
        return true;
    }

    private Obstacle? InTheWay(FleetCar car, int end)
    {
        var track = car.Track!;
        FleetCar[] blockers = [.. fleet.Cars.Values.Where(other => other != car && Has(other))];
        if (blockers.Length == 0)
            foreach (var strange in fleet.Strange)
                for (var i = track.Base; i < end; i++)
                    if (strange.Edges.Any(e => fleet.Space.Conflict(e, track.Edges[i])))
                        return new Obstacle([], fleet.Network[strange.Edges[0]].EndNodeId, $"a car that nobody knows is on the road ahead, as {strange.SeenBy} sees");
        return blockers.Length == 0 ? null : new Obstacle([.. blockers.Select(b => b.Serial)], blockers[0].Track?.PlaceNode, "has the road ahead");

        bool Has(FleetCar other)
        {
            foreach (var hold in fleet.HoldsOf(other))
                for (var i = track.Base; i < end; i++)
                    if (fleet.Space.Blocks(hold, track.Edges[i], i == end - 1 ? car.Deviation : 0)) return true;
            return false;
        }
    }

    /// <summary>
    /// Ageing: what the longest held car needs next is kept free for it, except from the cars it waits for itself, directly or
    /// through others.
    /// </summary>
    private Obstacle? GivesWay(FleetCar car, int end)
    {
        var aged = fleet.Cars.Values.Where(c => c != car && Wants(c) && c.HeldSince is { } since && fleet.Now - since >= fleet.Options.AgeLimit)
            .OrderBy(c => c.HeldSince).ThenBy(c => c.Serial, StringComparer.Ordinal).FirstOrDefault();
        if (aged is null || (car.HeldSince is { } mine && mine <= aged.HeldSince) || AwaitedBy(aged).Contains(car.Serial)) return null;
        var (needs, has) = (aged.Track!, car.Track!);
        var needed = needs.Edges.Skip(needs.Base).Take(fleet.Waiting.NextEnd(needs.Edges, needs.Base) - needs.Base);
        return needed.Any(n => has.Edges.Skip(has.Base).Take(end - has.Base).Any(e => fleet.Space.Conflict(n, e)))
            ? new Obstacle([aged.Serial], needs.PlaceNode, "has waited longest and goes first")
            : null;
    }

    private HashSet<string> AwaitedBy(FleetCar car)
    {
        var awaited = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<FleetCar>([car]);
        while (open.TryPop(out var next))
            foreach (var serial in next.Obstacle?.Cars ?? [])
                if (awaited.Add(serial)) open.Push(fleet.Cars[serial]);
        return awaited;
    }

    private bool Hold(FleetCar car, Obstacle obstacle)
    {
        if (car.Track!.AtEndOfBase) car.HeldSince ??= fleet.Now;
        var same = car.Obstacle is { } known && known.Why == obstacle.Why && known.Cars.SequenceEqual(obstacle.Cars);
        car.Obstacle = obstacle;
        if (!same)
            fleet.Decide(DecisionKind.Hold, car, car.RideId, $"{string.Join(", ", obstacle.Cars)} {obstacle.Why}".TrimStart(), Alternatives(car, obstacle), obstacle.Cars, obstacle.NodeId);
        return false;
    }

    private Alternative[] Alternatives(FleetCar car, Obstacle obstacle)
    {
        var round = planner.RouteRound(car, fleet.Network[car.Track!.Edges[^1]].EndNodeId, obstacle.Cars.Select(c => fleet.Cars[c]));
        return
        [
            new("wait", Seconds(car.Track.Horizon), true),
            round is null ? new("the way round", null, false, "none is open") : new("the way round", Seconds(round.Edges), false, "waiting is likely to be shorter"),
        ];
    }

    private double Seconds(IEnumerable<int> edges) => Math.Round(edges.Sum(fleet.Network.Seconds), 2);
}
