using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Bookings;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Orders;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Cars;

/// <summary>What cars say, and what an operator does with one.</summary>
internal sealed class CarEvents(FleetState fleet, OrderDesk orders, ActionDesk actions, RideKeeper rides, SearchDesk searches, CameraTruth truth)
{
    private readonly CarReports _reports = new(fleet);
    private readonly OrderAdoption _adoption = new(fleet);

    public void Connected(CarConnected e)
    {
        // A broker keeps the last word of a car for ever: one that was taken off the table must not come back by it.
        if (e.Connection != ConnectionState.Online && !fleet.Cars.ContainsKey(e.Serial)) return;
        if (Known(e.Serial) is not { } car) return;
        if (e.Connection == ConnectionState.Online && !car.Online)
        {
            car.ConnectedAt = fleet.Now;
            car.ForgetRejections();
        }
        car.Connection = e.Connection;
        if (car.Online) actions.Request(car, ActionTypes.StateRequest);
        else Lose(car, e.Connection == ConnectionState.Offline ? "went offline" : "connection broke");
    }

    /// <summary>Where a car was, and what it had, when the server ended: that stays closed until it is heard of.</summary>
    public void Restore(CarView view)
    {
        if (view.Connection == nameof(ConnectionState.Offline))
        {
            // A car that took its leave may be in its box by now: it closes no road, but an operator can still take it off the table.
            if (Known(view.Serial) is { Connection: null } left) left.Connection = ConnectionState.Offline;
            return;
        }
        if (view is not { X: { } x, Y: { } y, Theta: { } theta }) return;
        if (Known(view.Serial) is not { State: null } car) return;
        car.LostSince ??= fleet.Now;
        _reports.Locate(car, new Pose(x, y, theta), view.LastNodeId);
        car.Whereabouts = Whereabouts.Remembered;
        if (car.Track is not { } track) return;
        var reserved = (view.Reserved ?? []).Select(id => fleet.Network.TryIndexOf(id, out var edge) ? edge : -1).ToHashSet();
        var ahead = new List<int>();
        for (var at = track.BaseEnd.Edge; fleet.Network.Next(at).FirstOrDefault(e => reserved.Remove(e), -1) is var next and >= 0; at = next) ahead.Add(next);
        track.Plan(ahead);
        track.Release(track.Edges.Count);
    }

    public void Described(CarDescribed e)
    {
        if (Known(e.Serial) is { } car) car.Factsheet = e.Factsheet;
    }

    public void Reported(CarReported e)
    {
        if (Known(e.Serial) is not { } car) return;
        car.LastSeen = fleet.Now;
        foreach (var (action, done, result) in ActionDesk.Take(car, e.State)) Ended(car, action, done, result);
        if (e.State.Pixelopolis?.Search is { } search) Seek(car, search, e.State);
        else
        {
            if (car.Search is not null) FoundItsPlace(car, e.State);
            Heed(car, _reports.Take(car, e.State), e.State);
            truth.See(car, e.State);
        }
        if (car.Lost && car.Online) Find(car);
        if (car.MovedSinceRejection) car.ForgetRejections();
        car.WellSince = car.InHand ? car.WellSince ?? fleet.Now : null;
        car.AilingSince = car is { InHand: true, Ailment: not null } && !e.State.Driving ? car.AilingSince ?? fleet.Now : null;
    }

    /// <summary>What a lost car says of its order and its place is what it believed before: it frees nothing and ends nothing.</summary>
    private void Seek(FleetCar car, SearchState search, StateMessage state)
    {
        car.State = state;
        if (car.Track is null && car.Pose is { } believed) _reports.Locate(car, believed, state.LastNodeId);
        searches.Hear(car, search);
    }

    private void FoundItsPlace(FleetCar car, StateMessage state)
    {
        searches.End(car, "found its place");
        if (CarReports.TakeUp(car, state)) return;
        if (car.Order is not null) rides.Relocated(car);
        (car.Track, car.Whereabouts) = (null, Whereabouts.Known);
        car.ForgetRejections();
    }

    /// <summary>Notices who is no longer heard of.</summary>
    public void Watch()
    {
        foreach (var car in fleet.Cars.Values)
        {
            if (!car.Online || car.Lost || car.LastSeen is not { } seen) continue;
            var silent = fleet.Now - seen;
            var limit = Patience(car);
            if (silent > limit) Lose(car, $"not heard of for {limit.TotalSeconds:0} s");
            else if (silent > limit / 2 && (car.AskedForState is not { } asked || fleet.Now - asked >= fleet.Options.ResendAfter))
            {
                car.AskedForState = fleet.Now;
                actions.Request(car, ActionTypes.StateRequest);
            }
        }
    }

    public void Pause(string serial, bool paused)
    {
        if (Found(serial) is not { } car) return;
        car.PausedByOperator = paused;
        if (!paused) car.ForgetRejections();
        if (car.Outing is { } outing) outing.Disturbed = true;
    }

    public void SendToPark(string serial)
    {
        if (Found(serial) is not { } car) return;
        if (car.Order is null) car.SentToPark = true;
        else fleet.Emit(new OperatorActRefused(serial, OperatorRefusal.CarBusy, "the car has an order"));
    }

    /// <summary>Tells a car where it stands. What it was doing is given up: its order began elsewhere.</summary>
    public void Placed(CarPlaced e)
    {
        if (Found(e.Serial) is not { } car) return;
        var pose = new Pose(e.X, e.Y, Angle.Wrap(e.Theta));
        if (fleet.Places.Find(pose, e.LastNodeId) is not { } place || (e.LastNodeId is { } id && fleet.Map.FindNode(id) is null))
        {
            fleet.Emit(new OperatorActRefused(e.Serial, OperatorRefusal.UnknownPlace,
                FormattableString.Invariant($"({e.X:0.00}, {e.Y:0.00}) heading {e.Theta:0.00} is on no lane of the map, or node '{e.LastNodeId}' is not on it")));
            return;
        }
        if (car.Order is not null) orders.Cancel(car);
        car.Pending.RemoveAll(p => p.Action.ActionType == ActionTypes.InitPosition);
        actions.Ask(car, ActionTypes.InitPosition,
        [
            new("x", ParameterValue.Of(e.X)), new("y", ParameterValue.Of(e.Y)), new("theta", ParameterValue.Of(pose.Theta)),
            new("mapId", ParameterValue.Of(fleet.Map.Id)), new("lastNodeId", ParameterValue.Of(e.LastNodeId ?? fleet.Places.LastNode(place))),
        ]);
    }

    private void Ended(FleetCar car, VdaAction action, bool done, string? result)
    {
        if (!done && action.ActionType != ActionTypes.CancelOrder)
            fleet.Decide(DecisionKind.Position, car, car.RideId, $"{action.ActionType} failed: {result ?? "no reason given"}");
        if (action.ActionType == ActionTypes.InitPosition && done)
        {
            searches.End(car, "was told its place by an operator");
            if (car.Order is not null) rides.OrderLost(car, "it was put elsewhere");
            (car.Track, car.Whereabouts) = (null, Whereabouts.Known);
            car.ForgetRejections();
        }
        if (action.ActionType == ActionTypes.CancelOrder && car.Order is not null) rides.OrderLost(car, "its order was cancelled");
    }

    private void Heed(FleetCar car, OrderNews news, StateMessage state)
    {
        switch (news)
        {
            case OrderNews.Finished: rides.OrderFinished(car); break;
            case OrderNews.Gone: rides.OrderLost(car, "the car no longer has its order"); break;
            case OrderNews.Rejected: Rejected(car, state); break;
            case OrderNews.Differs: Repair(car, state); break;
            case OrderNews.Foreign: Claim(car, state); break;
            case OrderNews.None when car.Order is null: rides.WithoutOrder(car); break;
            case OrderNews.None: rides.OrderGoesOn(car); break;
        }
    }

    private void Rejected(FleetCar car, StateMessage state)
    {
        if (car.HasPending(ActionTypes.CancelOrder)) return;
        var why = string.Join("; ", state.Errors.Select(e => $"{e.ErrorType}: {e.ErrorDescription}"));
        fleet.Decide(DecisionKind.OrderRejected, car, car.RideId, why);
        if (!car.Order!.EverAcknowledged)
        {
            rides.OrderRejected(car, why);
            return;
        }
        // Its own account makes a new update, which it may turn down as well: not for ever.
        car.Rejected(why);
        if (car.Rejections < fleet.Options.MostRejections) Repair(car, state);
        else orders.Cancel(car);
    }

    /// <summary>The car has another base than was sent: its own account is what it will drive.</summary>
    private void Repair(FleetCar car, StateMessage state)
    {
        var order = car.Order!;
        var next = order.UpdateId;
        if (!_adoption.Adopt(car, state, order.LastNodeActions))
        {
            orders.Cancel(car);
            return;
        }
        car.Order!.UpdateId = Math.Max(next, state.OrderUpdateId);
        fleet.Decide(DecisionKind.OrderRepaired, car, car.RideId, $"the car's base ends with {fleet.Network[car.Track!.BaseEnd.Edge].Id}, not where it was sent");
        rides.PlanAgain(car);
    }

    /// <summary>An order that this server did not give, or gave before it was restarted.</summary>
    private void Claim(FleetCar car, StateMessage state)
    {
        if (car.HasPending(ActionTypes.CancelOrder)) return;
        if (fleet.RideOf(car) is { Active: true } ride && ride.Owns(state.OrderId) && _adoption.Adopt(car, state))
        {
            car.Errand = Errand.Trip;
            fleet.Decide(DecisionKind.OrderRepaired, car, ride.Id, "still drives for its booking");
            return;
        }
        fleet.Decide(DecisionKind.OrderRepaired, car, car.RideId, $"has order '{state.OrderId}', which nobody needs: cancelled");
        orders.Cancel(car);
    }

    private void Lose(FleetCar car, string why)
    {
        if (car.Lost) return;
        (car.LostSince, car.WellSince, car.AilingSince) = (fleet.Now, null, null);
        fleet.Decide(DecisionKind.Freeze, car, car.RideId, $"{why}: its space stays closed", nodeId: car.Track?.PlaceNode);
    }

    private void Find(FleetCar car)
    {
        car.LostSince = null;
        if (car.Order is { } order) order.AskedSince = fleet.Now;
        fleet.Decide(DecisionKind.Thaw, car, car.RideId, "heard of again", nodeId: car.Track?.PlaceNode);
        rides.Returned(car);
    }

    /// <summary>A car was taken off the table: what it had is free.</summary>
    public void Remove(string serial)
    {
        if (Found(serial) is not { } car) return;
        if (car.Online && !car.Lost)
        {
            fleet.Emit(new OperatorActRefused(serial, OperatorRefusal.CarBusy, "the car is connected: switch it off first"));
            return;
        }
        rides.Removed(car);
        fleet.Cars.Remove(serial);
        fleet.Decide(DecisionKind.Thaw, car, null, "taken off the table by the operator");
        fleet.Emit(new CarForgotten(serial));
    }

    private TimeSpan Patience(FleetCar car)
    {
        var interval = car.Factsheet?.ProtocolLimits.Timing.DefaultStateInterval is { } s and > 0 and < 3600 ? TimeSpan.FromSeconds(2.5 * s) : TimeSpan.Zero;
        return interval > fleet.Options.SilentAfter ? interval : fleet.Options.SilentAfter;
    }

    private FleetCar? Known(string serial)
    {
        if (fleet.Cars.ContainsKey(serial) || fleet.Cars.Count < fleet.Options.MaxCars) return fleet.Car(serial);
        fleet.Decide(DecisionKind.Refuse, null, null, $"{serial} is one car too many: at most {fleet.Options.MaxCars}");
        return null;
    }

    private FleetCar? Found(string serial)
    {
        if (fleet.Cars.TryGetValue(serial, out var car)) return car;
        fleet.Emit(new OperatorActRefused(serial, OperatorRefusal.UnknownCar, $"no car '{serial}' was ever heard of"));
        return null;
    }
}
