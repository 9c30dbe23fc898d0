using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Orders;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Bookings;

/// <summary>Brings rides and the orders they are driven by to their ends.</summary>
internal sealed class RideKeeper(FleetState fleet, Planner planner, OrderDesk orders)
{
    /// <summary>The car stands at the last node and has done all it was told.</summary>
    public void OrderFinished(FleetCar car)
    {
        var errand = car.Errand;
        fleet.Arrivals.End(car);
        LetGo(car);
        if (errand != Errand.Trip) return;
        if (fleet.RideOf(car) is { Active: true } ride) BookingDesk.End(ride, BookingState.Arrived);
        car.BusyUntil = fleet.Now + fleet.Options.Dwell;
        car.RideId = null;
    }

    public void OrderGoesOn(FleetCar car)
    {
        if (car.Order is not { EverAcknowledged: true } order || car.State is not { } state) return;
        if (order.Acknowledged && state.OrderUpdateId == order.UpdateId) car.ForgetRejections();
        if (fleet.RideOf(car) is { State: BookingState.Assigned } ride && state.Driving) ride.State = BookingState.Driving;
    }

    /// <summary>The order is gone though its end was not reached. A car in hand drives on by a new one.</summary>
    public void OrderLost(FleetCar car, string why)
    {
        car.Track?.StopHere();
        LetGo(car);
        if (fleet.RideOf(car) is not { Active: true } ride) return;
        fleet.Decide(DecisionKind.OrderRepaired, car, ride.Id, why);
        if (Barred(car)) Requeue(car, ride, BookingReasons.OrderRejected, car.RejectedWhy!, again: false);
        else Requeue(car, ride, BookingReasons.CarFailed, why, again: true);
    }

    /// <summary>The car was lost and has found its place elsewhere: its ride goes on from there, by a new order.</summary>
    public void Relocated(FleetCar car)
    {
        LetGo(car);
        if (fleet.RideOf(car) is not { Active: true } ride) return;
        ride.Assignments--;
        ride.KeptFor = car.Serial;
        Requeue(car, ride, BookingReasons.CarFailed, "it has found its place again, elsewhere", again: true);
    }

    /// <summary>A car that was driving for a booking when the server was restarted has no order any more: it arrived, or never had one.</summary>
    public void WithoutOrder(FleetCar car)
    {
        if (fleet.RideOf(car) is not { Active: true } ride) return;
        if (ride.Owns(car.State!.OrderId) && car.State.LastNodeId == ride.Destination.NodeId)
        {
            car.Errand = Errand.Trip;
            OrderFinished(car);
        }
        else Requeue(car, ride, BookingReasons.CarFailed, "the car has no order any more", again: true);
    }

    public void OrderRejected(FleetCar car, string why)
    {
        if (car.State is { NodeStates.Count: > 0 } || car.State is { EdgeStates.Count: > 0 }) orders.Cancel(car);
        car.Track?.StopHere();
        LetGo(car);
        car.Rejected(why);
        car.RestUntil = fleet.Now + TimeSpan.FromSeconds(5 * car.Rejections);
        if (fleet.RideOf(car) is { Active: true } ride) Requeue(car, ride, BookingReasons.OrderRejected, why, again: car.Rejections < 2);
    }

    /// <summary>Cars that say nothing of their orders: what is never answered is not asked for ever.</summary>
    public void Unanswered()
    {
        foreach (var car in fleet.Cars.Values)
        {
            if (car is not { InHand: true, Order: { InFlight: true, EverAcknowledged: false } order } || car.HasPending(Contracts.Vda5050.ActionTypes.CancelOrder)) continue;
            if (fleet.Now - order.AskedSince < fleet.Options.AnswerWithin || !(car.LastSeen > order.AskedSince)) continue;
            var why = $"it has said nothing of its order for {fleet.Options.AnswerWithin.TotalSeconds:0} s";
            fleet.Decide(DecisionKind.OrderRejected, car, car.RideId, why);
            OrderRejected(car, why);
        }
    }

    /// <summary>A ride ends before its time. The car drives on only to the end of its base: there it is in nobody's way.</summary>
    public void CallOff(BookingCalledOff e)
    {
        if (!fleet.Rides.TryGetValue(e.BookingId, out var ride) || !ride.Active) return;
        BookingDesk.End(ride, BookingState.Cancelled, e.Reason);
        if (ride.Car is null || !fleet.Cars.TryGetValue(ride.Car, out var car) || car.RideId != ride.Id) return;
        car.RideId = null;
        CutShort(car);
    }

    public void CutShort(FleetCar car)
    {
        if (car.Order is null) return;
        car.Errand = Errand.None;
        if (car.Order.Sent is null) LetGo(car);
        else orders.Replan(car, []);
        if (car.Order is null) car.Track?.StopHere();
    }

    /// <summary>Bookings of cars that were lost for too long, or broke down, go to another car.</summary>
    public void Rebook()
    {
        foreach (var ride in fleet.ActiveRides.Where(r => r.Car is not null).ToArray())
        {
            if (!fleet.Cars.TryGetValue(ride.Car!, out var car) || car.RideId != ride.Id) continue;
            if (car.LostSince is { } lost && fleet.Now - lost > fleet.Options.RebookAfter)
                Requeue(car, ride, BookingReasons.CarLost, "the car was not heard of any more", again: false);
            else if (!car.Lost && car.State is not null && WhyBroken(car) is { } why)
                Requeue(car, ride, BookingReasons.CarFailed, why, again: false);
        }
    }

    public void Removed(FleetCar car)
    {
        if (fleet.RideOf(car) is { Active: true } ride) Requeue(car, ride, BookingReasons.CarLost, "the car was taken off the table", again: false);
    }

    /// <summary>A lost car is heard of again. Its ride may have gone to another.</summary>
    public void Returned(FleetCar car)
    {
        if (car.Order is not null && car.RideId is null && car.Errand == Errand.Trip) CutShort(car);
    }

    /// <summary>A new way to where it was going, from the end of its base.</summary>
    public void PlanAgain(FleetCar car)
    {
        if (fleet.RideOf(car) is not { Active: true } ride || car.Errand != Errand.Trip) return;
        if (fleet.Network[car.Track!.BaseEnd.Edge].EndNodeId == ride.Destination.NodeId) orders.Replan(car, []);
        else if (planner.RouteOn(car, ride.Destination.NodeId) is { } route) orders.Replan(car, route.Edges, car.Order!.LastNodeActions);
    }

    private static string? WhyBroken(FleetCar car)
    {
        if (car.State!.Errors.FirstOrDefault(e => e.ErrorLevel == Contracts.Vda5050.ErrorLevel.Fatal) is { } fatal) return $"fault: {fatal.ErrorType}";
        if (car.Search is { GivenUpAt: not null }) return "it did not find its place";
        if (car.Pose is null) return "it lost its position";
        return car.State.OperatingMode is Contracts.Vda5050.OperatingMode.Automatic or Contracts.Vda5050.OperatingMode.SemiAutomatic
            ? null : $"taken over by hand ({car.State.OperatingMode})";
    }

    private void Requeue(FleetCar car, Ride ride, string reason, string text, bool again)
    {
        car.RideId = null;
        if (!again) ride.FailedCars.Add(car.Serial);
        if (car.Order is not null) CutShort(car);
        (ride.Car, ride.Route) = (null, []);
        if (ride.Assignments > fleet.Options.Rebookings || (Barred(car) && !fleet.Cars.Values.Any(c => c.InHand && !Barred(c)))) BookingDesk.End(ride, BookingState.Failed, reason, text);
        else (ride.State, ride.QueuedSince) = (BookingState.Requested, fleet.Now);
        fleet.Decide(DecisionKind.Rebook, car, ride.Id, $"{text}: {(ride.Active ? "another car is sought" : "given up")}");
    }

    /// <summary>It is asked for nothing more, until something about it changes.</summary>
    private bool Barred(FleetCar car) => car.Rejections >= fleet.Options.MostRejections;

    private void LetGo(FleetCar car)
    {
        (car.Order, car.Errand, car.IdleSince) = (null, Errand.None, fleet.Now);
        car.Outing = null;
        car.ForgetHold(fleet.Now);
    }
}
