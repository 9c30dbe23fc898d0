using Pixelopolis.Fleet.Bookings;
using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Orders;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Dispatch;

/// <summary>Gives waiting bookings, the oldest first, the ready car that is there soonest.</summary>
internal sealed class Dispatcher(FleetState fleet, Planner planner, SafetyCheck safety, OrderDesk orders)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, DateTimeOffset> _tried = new(StringComparer.Ordinal);
    private string _ready = "";

    public void Assign()
    {
        if (fleet.Stopped) return;
        var ready = string.Join(" ", fleet.Cars.Values.Where(c => Readiness.CanTurnAside(c, fleet.Options) || Readiness.WhyNotReady(c, fleet.Options, fleet.Now) is null).Select(c => c.Serial));
        if (ready != _ready) _tried.Clear();
        _ready = ready;
        foreach (var ride in fleet.ActiveRides.Where(r => r.State == BookingState.Requested).ToArray())
        {
            if (_tried.TryGetValue(ride.Id, out var tried) && fleet.Now - tried < Retry) continue;
            _tried[ride.Id] = fleet.Now;
            Assign(ride);
        }
    }

    private void Assign(Ride ride)
    {
        var offers = fleet.Cars.Values.Select(car => Offer(car, ride)).ToArray();
        // Who gave this ride up before comes last: better that than nobody.
        var best = offers.Where(o => o.Against is null).OrderBy(o => ride.FailedCars.Contains(o.Car.Serial)).ThenBy(o => ride.KeptFor is not null && o.Car.Serial != ride.KeptFor).ThenBy(o => o.Seconds).ThenBy(o => o.Car.Serial, StringComparer.Ordinal).FirstOrDefault();
        if (best.Car is not { } car)
        {
            ride.NoCarWhy = offers.Length == 0 ? "there are no cars" : string.Join("; ", offers.Select(o => $"{o.Car.Serial}: {o.Against}"));
            return;
        }
        ride.Assignments++;
        ride.KeptFor = null;
        (ride.State, ride.Car, ride.NoCarWhy) = (BookingState.Assigned, car.Serial, null);
        (car.RideId, car.Errand) = (ride.Id, Errand.Trip);
        fleet.Decide(DecisionKind.Dispatch, car, ride.Id, $"to {ride.Destination.Id}: there soonest",
            [.. offers.Select(o => new Alternative(o.Car.Serial, o.Seconds, o.Car == car, o.Against))]);
        if (car.Order is null) orders.Begin(car, ride.OrderId(fleet.Ids.Next("order")), best.Route!.Edges);
        else orders.Replan(car, best.Route!.Edges);
        ride.Route = [.. car.Track!.Remaining.Select(e => fleet.Network[e].Id)];
    }

    /// <summary>A car that drives to a bay: it would turn aside at the end of its base.</summary>
    private (FleetCar Car, Route? Route, double? Seconds, string? Against) OnTheMove(FleetCar car, Ride ride)
    {
        if (planner.RouteOn(car, ride.Destination.NodeId) is not { } route) return (car, null, null, "no way there is open");
        var first = car.Track!.Edges.Skip(car.Track.At).Take(car.Track.Base - car.Track.At).Sum(fleet.Network.Seconds);
        return (car, route, first + route.Seconds, safety.With(car, route.Edges, safety.Now()) is null ? "would shut others in, or itself" : null);
    }

    private (FleetCar Car, Route? Route, double? Seconds, string? Against) Offer(FleetCar car, Ride ride)
    {
        var aside = Readiness.CanTurnAside(car, fleet.Options);
        if (!aside && Readiness.WhyNotReady(car, fleet.Options, fleet.Now) is { } why) return (car, null, null, why);
        if (ride.FailedCars.Contains(car.Serial) && !(fleet.Now - car.WellSince >= fleet.Options.SecondChanceAfter)) return (car, null, null, "gave this ride up and has not been well for long");
        if (aside) return OnTheMove(car, ride);
        if (planner.Route(car, ride.Destination.NodeId) is not { } route) return (car, null, null, "no way there is open");
        var onwards = car.Track!.S > 0 ? route.Edges.Skip(1) : route.Edges;
        return (car, route, route.Seconds, safety.With(car, [.. onwards], safety.Now()) is null ? "would shut others in, or itself" : null);
    }
}
