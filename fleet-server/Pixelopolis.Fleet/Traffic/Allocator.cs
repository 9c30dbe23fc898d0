using Pixelopolis.Fleet.Cars;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// Releases road. A car gets the next piece of its way, up to a place where it can wait, when no other car has any of it or of
/// what conflicts with it.
/// </summary>
internal sealed class Allocator(FleetState fleet)
{
    public void Release()
    {
        if (fleet.Stopped) return;
        for (var again = true; again;)
        {
            again = false;
            foreach (var car in Asking())
                if (TryRelease(car)) again = true;
        }
    }

    /// <summary>The cars that have less road ahead than they could use, the longest held first.</summary>
    private FleetCar[] Asking() =>
    [
        .. fleet.Cars.Values.Where(Wants)
            .OrderBy(c => c.HeldSince ?? DateTimeOffset.MaxValue).ThenBy(c => c.Serial, StringComparer.Ordinal),
    ];

    private bool Wants(FleetCar car) => car is { InHand: true, PausedByOperator: false, Order: { InFlight: false } }
        && car.Track!.Base < car.Track.Edges.Count && car.Track.BaseAhead < fleet.Options.ReleaseAhead;

    private bool TryRelease(FleetCar car)
    {
        var track = car.Track!;
        var end = fleet.Waiting.NextEnd(track.Edges, track.Base);
        if (InTheWay(car, end) is { } obstacle)
        {
            Hold(car, obstacle);
            return false;
        }
        track.Release(end);
        car.ForgetHold();
        return true;
    }

    private Obstacle? InTheWay(FleetCar car, int end)
    {
        var track = car.Track!;
        var blockers = new List<FleetCar>();
        foreach (var other in fleet.Cars.Values)
            if (other != car && fleet.HoldsOf(other).Any(h => Wanted(h))) blockers.Add(other);
        if (blockers.Count == 0) return null;
        return new Obstacle([.. blockers.Select(b => b.Serial)], blockers[0].Track!.PlaceNode, "has the road ahead");

        bool Wanted(Hold hold)
        {
            for (var i = track.Base; i < end; i++)
                if (fleet.Space.Blocks(hold, track.Edges[i])) return true;
            return false;
        }
    }

    private void Hold(FleetCar car, Obstacle obstacle)
    {
        if (car.Track!.AtEndOfBase) car.HeldSince ??= fleet.Now;
        if (car.Obstacle is { } known && known.Cars.SequenceEqual(obstacle.Cars) && known.Why == obstacle.Why)
        {
            car.Obstacle = obstacle;
            return;
        }
        car.Obstacle = obstacle;
        fleet.Decide(DecisionKind.Hold, car, car.RideId, $"{string.Join(", ", obstacle.Cars)} {obstacle.Why}", blockers: obstacle.Cars, nodeId: obstacle.NodeId);
    }
}
