using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Orders;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Cars;

/// <summary>What a state says about the order a car was given.</summary>
internal enum OrderNews { None, Finished, Gone, Rejected, Foreign, Differs }

/// <summary>Takes a car's state in: where it is, what it has of its order, what became of its actions.</summary>
internal sealed class CarReports(FleetState fleet)
{
    /// <summary>A report this far from where its order has a car is a car put elsewhere, metres.</summary>
    private const double Elsewhere = 0.5;

    /// <summary>A car that reports itself this far past the end of its base has only stopped late, metres.</summary>
    private const double Overshoot = 0.15;

    public OrderNews Take(FleetCar car, StateMessage state)
    {
        car.State = state;
        var news = car.Order is { } order ? TakeOrder(car, order, state)
            : state.NodeStates.Count + state.EdgeStates.Count > 0 ? OrderNews.Foreign : OrderNews.None;
        // A car that has forgotten where it is still stands there: what it had stays closed.
        if (car.Pose is not { } pose) return news;
        if (car.Track is null || (car.Order is null && (car.Whereabouts != Whereabouts.Known || Moved(car, pose)))) Locate(car, pose, state.LastNodeId);
        if (car.Track is { } track) track.Deviation = Math.Clamp(state.AgvPosition?.DeviationRange ?? 0, 0, CarTrack.MostDeviation);
        return news;
    }

    /// <summary>It knows its place again and goes on with its order: perhaps further back than it was believed to be.</summary>
    public static bool TakeUp(FleetCar car, StateMessage state)
    {
        if (car is not { Order: { } order, Track: { } track } || state.OrderId != order.OrderId || state.NodeStates.Count == 0) return false;
        var at = Math.Max(order.Offset, order.NodeAt(state.NodeStates.Min(n => n.SequenceId)) - 1);
        if (at < track.At || at >= track.Base || state.DistanceSinceLastNode is not { } s) return false;
        track.Relocate(at, s);
        order.AskedSince = order.SentAt;
        return true;
    }

    public void Locate(FleetCar car, Pose pose, string? lastNodeId)
    {
        var place = fleet.Places.Find(pose, lastNodeId);
        var before = car.Whereabouts;
        car.Whereabouts = place is null ? Whereabouts.OffRoad : Whereabouts.Known;
        if (place is { } found) car.Track = new CarTrack(fleet.Network, found, fleet.Space.Room(2 * CarTrack.MostDeviation));
        else if (before == Whereabouts.OffRoad) return;
        fleet.Decide(DecisionKind.Position, car, car.RideId,
            place is { } p ? $"stands on {fleet.Network[p.Edge].Id}, {p.S:0.00} m along" : $"({pose.X:0.00}, {pose.Y:0.00}) is on no lane",
            nodeId: place is { } at ? fleet.Places.LastNode(at) : null);
    }

    private OrderNews TakeOrder(FleetCar car, ActiveOrder order, StateMessage state)
    {
        if (car.Track is null) return OrderNews.Gone;
        if (state.OrderId != order.OrderId)
        {
            if (order.EverAcknowledged) return OrderNews.Gone;
            return Rejects(state, order) ? OrderNews.Rejected : OrderNews.None;
        }
        if (state.OrderUpdateId > order.UpdateId || order.Sent is null) return OrderNews.Differs;
        order.EverAcknowledged = true;
        Follow(car.Track!, order, state);
        if (state.OrderUpdateId < order.UpdateId) return Rejects(state, order) ? OrderNews.Rejected : OrderNews.None;
        order.Acknowledged = true;
        if (BaseDiffers(order, state)) return OrderNews.Differs;
        if (state.NodeStates.Count > 0 || state.EdgeStates.Count > 0) return OrderNews.None;
        var lastSent = order.Sent.Nodes[^1].SequenceId;
        if (state.LastNodeSequenceId != lastSent) return OrderNews.Gone;
        var whole = lastSent == order.NodeSequence(car.Track!.Edges.Count) && !order.PlanChanged && car.Track.Base == car.Track.Edges.Count;
        return whole && order.LastNodeActions.All(a => Ended(state, a.ActionId)) ? OrderNews.Finished : OrderNews.None;
    }

    private void Follow(CarTrack track, ActiveOrder order, StateMessage state)
    {
        // What is still to come says more than the last node: a car that has just taken an order may show that of the one before.
        var at = state.NodeStates.Count == 0 ? order.NodeAt(state.LastNodeSequenceId)
            : Math.Max(order.Offset, order.NodeAt(state.NodeStates.Min(n => n.SequenceId)) - 1);
        if (at < track.At || at > track.Edges.Count) return;
        var s = at == track.Edges.Count ? 0 : state.DistanceSinceLastNode ?? Along(track.Edges[at], state);
        track.Advance(at, at >= track.Base && s <= Overshoot ? 0 : s);
    }

    private double Along(int edge, StateMessage state) =>
        state.AgvPosition is { } p ? fleet.Network[edge].Curve.Project(p.X, p.Y).S : 0;

    private static bool BaseDiffers(ActiveOrder order, StateMessage state)
    {
        var released = state.NodeStates.Where(n => n.Released).Select(n => n.SequenceId).DefaultIfEmpty(state.LastNodeSequenceId).Max();
        return state.NodeStates.Count > 0 && released != order.NodeSequence(order.SentBase) && released > state.LastNodeSequenceId;
    }

    private static bool Rejects(StateMessage state, ActiveOrder order) => state.Errors.Any(e =>
        e.ErrorType is ErrorTypes.Order or ErrorTypes.OrderUpdate or ErrorTypes.Validation or ErrorTypes.NoRoute
        && Names(e, "orderId", order.OrderId) && Names(e, "orderUpdateId", order.UpdateId.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static bool Names(VdaError error, string key, string value) =>
        error.ErrorReferences?.Any(r => r.ReferenceKey == key && r.ReferenceValue == value) == true;

    private static bool Ended(StateMessage state, string actionId) =>
        state.ActionStates.Any(a => a.ActionId == actionId && a.ActionStatus is ActionStatus.Finished or ActionStatus.Failed);

    private bool Moved(FleetCar car, Pose pose)
    {
        var place = car.Track!.Place;
        var here = fleet.Network[place.Edge].Curve.At(place.S);
        return Math.Sqrt(Math.Pow(here.X - pose.X, 2) + Math.Pow(here.Y - pose.Y, 2)) > Elsewhere;
    }
}
