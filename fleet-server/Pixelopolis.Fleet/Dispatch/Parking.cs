using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Orders;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Dispatch;

/// <summary>Sends idle cars away: out of others' way at once, to a charger when the battery is low, to a bay after a while.</summary>
internal sealed class Parking(FleetState fleet, SafetyCheck safety, OrderDesk orders, ActionDesk actions)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, DateTimeOffset> _tried = new(StringComparer.Ordinal);

    public void Send()
    {
        if (fleet.Stopped) return;
        var inTheWay = fleet.Cars.Values.Where(c => c.Order is not null).SelectMany(c => c.Obstacle?.Cars ?? [])
            .Concat(fleet.Cars.Values.SelectMany(c => c.Search?.Blockers ?? [])).ToHashSet(StringComparer.Ordinal);
        // The emptiest first.
        foreach (var car in fleet.Cars.Values.OrderBy(c => c.State?.BatteryState.BatteryCharge ?? 100).ToArray())
        {
            Unplug(car);
            car.AwaitsCharger &= Idle(car) && NeedsCharge(car);
            if (!Idle(car) || (Readiness.StaysToCharge(car, fleet.Options) && !car.SentToPark) || (_tried.TryGetValue(car.Serial, out var tried) && fleet.Now - tried < Retry)) continue;
            var charge = NeedsCharge(car);
            car.AwaitsCharger = charge && !Go(car, Errand.Charge, "its battery is low");
            if (charge && !car.AwaitsCharger) continue;
            if (!charge && fleet.Bays.At(car.Track!.PlaceNode) is { Charger: true } && fleet.Cars.Values.Any(c => c.AwaitsCharger)) Go(car, Errand.Park, "another car needs the charger");
            else if (inTheWay.Contains(car.Serial)) Go(car, Errand.Park, "it is in another car's way");
            else if (!StandsWell(car.Track!)) Go(car, Errand.Park, "it stands in an intersection");
            else if (fleet.Bays.At(car.Track!.PlaceNode) is not null && !car.SentToPark) continue;
            else if (car.SentToPark) Go(car, Errand.Park, "the operator sent it");
            else if (fleet.Now - car.IdleSince >= fleet.Options.ParkAfter && fleet.Bays.All.Count > 0) Go(car, Errand.Park, "nobody needed it for a while");
        }
    }

    private bool Idle(FleetCar car) => Readiness.WhyNotFree(car, fleet.Options) is null && car.RideId is null && !car.PausedByOperator && car.State!.Paused != true
        && fleet.Now >= car.BusyUntil && !(car.RestUntil > fleet.Now);

    private bool StandsWell(CarTrack track) => track.S > 0 ? !fleet.Network.InIntersection(track.Edges[track.At]) : fleet.Waiting.CanWait(track.Edges, track.At - 1);

    private bool NeedsCharge(FleetCar car) =>
        car.State!.BatteryState is { Charging: false } battery && battery.BatteryCharge < fleet.Options.LowBattery && fleet.Bays.All.Any(b => b.Charger);

    private bool Go(FleetCar car, Errand errand, string why)
    {
        _tried[car.Serial] = fleet.Now;
        var before = safety.Now();
        var ghosts = safety.Ghosts();
        var me = ghosts.Find(g => g.Car == car)!;
        var ways = ghosts.Where(g => g.Car != car).SelectMany(g => g.Path).ToHashSet();
        var rest = safety.Rest.Find(me, [.. ghosts.Where(g => g.Car != car)], ways, errand == Errand.Charge);
        if (rest is null || safety.With(car, rest, before, toRest: true) is null) rest = errand == Errand.Charge ? null : before.Turns.FirstOrDefault(t => t.Car == car)?.ToRest;
        if (rest is null or [] || safety.With(car, rest, before, toRest: true) is null)
        {
            if (fleet.Bays.At(car.Track!.PlaceNode) is null) car.SentToPark = false;
            return false;
        }
        var node = fleet.Network[rest[^1]].EndNodeId;
        fleet.Decide(errand == Errand.Charge ? DecisionKind.Charge : DecisionKind.Park, car, null, $"to {fleet.Names.Of(node)}: {why}", nodeId: node);
        (car.Errand, car.SentToPark) = (errand, false);
        VdaAction[] plugIn = errand == Errand.Charge ? [new VdaAction(ActionTypes.StartCharging, fleet.Ids.Next("action"), BlockingType.Hard)] : [];
        var within = car.Track!.S > 0;
        orders.Begin(car, fleet.Ids.Next("order"), within ? [car.Track.Edges[car.Track.At], .. rest] : rest, plugIn);
        return true;
    }

    private void Unplug(FleetCar car)
    {
        if (car.State is { BatteryState.Charging: true } state && state.BatteryState.BatteryCharge >= fleet.Options.ChargedEnough
            && car is { InHand: true, Order: null } && !car.HasPending(ActionTypes.StopCharging)) actions.Ask(car, ActionTypes.StopCharging);
    }
}
