using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Orders;

/// <summary>
/// Sends orders and their updates, one at a time: the next only when a state has shown the last, because an update is stitched to
/// the end of the base the car has. What no state shows is sent again as it was; the car passes over what it has already.
/// </summary>
internal sealed class OrderDesk(FleetState fleet, ActionDesk actions)
{
    private const int MostNodes = 500;
    private readonly OrderWriter _writer = new(fleet.Network);

    /// <summary>Gives a car an order along edges that begin where it is.</summary>
    public void Begin(FleetCar car, string orderId, IReadOnlyList<int> route, IReadOnlyList<VdaAction>? atTheEnd = null)
    {
        var track = car.Track!;
        track.Trim(fleet.Space.Room(2 * CarTrack.MostDeviation));
        var within = track.S > 0;
        track.Plan(within ? route.Skip(1) : route);
        car.Order = new ActiveOrder(orderId, track.At, within ? track.S + 0.15 : 0) { SentBase = track.Base, LastNodeActions = atTheEnd ?? [] };
        car.ForgetHold(fleet.Now);
        fleet.Arrivals.Begin(car);
    }

    /// <summary>Plans another way from the end of the base on; none ends the order there.</summary>
    public void Replan(FleetCar car, IEnumerable<int> edges, IReadOnlyList<VdaAction>? atTheEnd = null)
    {
        car.Track!.Plan(edges);
        car.Order!.PlanChanged = true;
        car.Order.LastNodeActions = atTheEnd ?? [];
        car.ForgetHold(fleet.Now);
        if (car.Outing is { } outing) outing.Disturbed = true;
    }

    /// <summary>The car is to give its order up where it is.</summary>
    public void Cancel(FleetCar car)
    {
        if (!car.HasPending(ActionTypes.CancelOrder)) actions.Ask(car, ActionTypes.CancelOrder);
    }

    public void Send()
    {
        foreach (var car in fleet.Cars.Values)
        {
            if (car.Order is not { } order || !car.Online || car.Search is not null || car.HasPending(ActionTypes.CancelOrder)) continue;
            if (order.InFlight)
            {
                if (fleet.Now - order.SentAt >= fleet.Options.ResendAfter) Publish(car, order, order.Sent!, again: true);
                continue;
            }
            var track = car.Track!;
            if (order.Sent is null) Publish(car, order, _writer.Write(order, track, order.Offset, MaxNodes(car)), again: false);
            else if ((track.Base > order.SentBase || order.PlanChanged) && Rested(car, order))
            {
                order.UpdateId++;
                Publish(car, order, _writer.Write(order, track, order.SentBase, MaxNodes(car)), again: false);
            }
        }
    }

    private void Publish(FleetCar car, ActiveOrder order, OrderMessage message, bool again)
    {
        (order.Sent, order.SentAt) = (message, fleet.Now);
        if (!again) (order.Acknowledged, order.PlanChanged, order.SentBase, order.AskedSince) = (false, false, car.Track!.Base, fleet.Now);
        fleet.Emit(new OrderPublished(car.Serial, message, again));
    }

    private bool Rested(FleetCar car, ActiveOrder order) =>
        car.Factsheet is not { ProtocolLimits.Timing.MinOrderInterval: > 0 and var seconds } || fleet.Now - order.SentAt >= TimeSpan.FromSeconds(seconds);

    private static int MaxNodes(FleetCar car) =>
        car.Factsheet is not null && car.Factsheet.ProtocolLimits.MaxArrayLens.TryGetValue("order.nodes", out var most) && most is > 1 and < MostNodes
            ? (int)most : MostNodes;
}
