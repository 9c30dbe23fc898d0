using Pixelopolis.City;
using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Bookings;

/// <summary>Takes bookings, refuses those that cannot be, and ends them.</summary>
internal sealed class BookingDesk(FleetState fleet)
{
    private long _number;

    public void Ask(BookingAsked asked)
    {
        if (fleet.Rides.TryGetValue(asked.BookingId, out var known))
        {
            known.Shown = null;
            return;
        }
        if (WhyNot(asked) is { } refused)
        {
            fleet.Decide(DecisionKind.Refuse, null, asked.BookingId, refused.Detail);
            fleet.Emit(refused);
            return;
        }
        var ride = new Ride(asked.BookingId, ++_number, asked.DeviceId, fleet.Map.Station(asked.Destination), fleet.Now);
        fleet.Rides.Add(ride.Id, ride);
    }

    /// <summary>A booking from before a restart. A car that drives for it is known again by its order.</summary>
    public void Restore(Booking booking)
    {
        if (fleet.Rides.ContainsKey(booking.Id)) return;
        if (fleet.Map.FindStation(booking.Destination) is not { } destination)
        {
            fleet.Emit(new BookingChanged(booking with { State = BookingState.Failed, Reason = BookingReasons.NoRoute, ReasonText = "the destination is no longer on the map" }));
            return;
        }
        var ride = new Ride(booking.Id, ++_number, booking.DeviceId, destination, booking.CreatedAt)
        {
            State = booking.State,
            Car = booking.Car,
            Route = booking.Route ?? [],
            Reason = booking.Reason,
            ReasonText = booking.ReasonText,
            Assignments = booking.Car is null ? 0 : 1,
            QueuedSince = fleet.Now,
            Shown = booking,
        };
        fleet.Rides.Add(ride.Id, ride);
        if (!ride.Active || booking.Car is null) return;
        var car = fleet.Car(booking.Car);
        car.RideId = ride.Id;
        car.LostSince ??= fleet.Now;
    }

    public static void End(Ride ride, BookingState state, string? reason = null, string? text = null) => (ride.State, ride.Reason, ride.ReasonText) = (state, reason, text);

    /// <summary>Gives up on bookings that waited too long for a car.</summary>
    public void ExpireQueue()
    {
        foreach (var ride in fleet.ActiveRides)
            if (ride.State == BookingState.Requested && fleet.Now - ride.QueuedSince > fleet.Options.LongestQueue)
                End(ride, BookingState.Failed, BookingReasons.NoCarInTime, ride.NoCarWhy);
    }

    /// <summary>Lets go of the bookings that ended longest ago: who wants them still has them written down.</summary>
    public void Forget()
    {
        if (fleet.Rides.Count <= fleet.Options.EndedBookingsKept) return;
        // What nobody was told of yet is kept until it was.
        Ride[] ended = [.. fleet.Rides.Values.Where(r => !r.Active && r.Shown is { } shown && !shown.State.IsActive()).OrderBy(r => r.Number)];
        foreach (var ride in ended.Take(ended.Length - fleet.Options.EndedBookingsKept)) fleet.Rides.Remove(ride.Id);
    }

    private BookingRefused? WhyNot(BookingAsked asked)
    {
        if (fleet.Stopped) return Refused(BookingRefusal.CityStopped, "the operator has stopped the city");
        if (fleet.Map.FindStation(asked.Destination) is not { Kind: StationKind.Destination } destination)
            return Refused(BookingRefusal.UnknownDestination, $"'{asked.Destination}' is no destination of this city");
        if (fleet.ActiveRides.FirstOrDefault(r => r.DeviceId == asked.DeviceId) is { } other)
            return Refused(BookingRefusal.DeviceHasBooking, $"device has booking {other.Id}, which is {other.State}", other.Id);
        if (fleet.ActiveRides.Count() >= fleet.Options.MaxActiveBookings)
            return Refused(BookingRefusal.TooManyBookings, $"{fleet.Options.MaxActiveBookings} bookings are active");
        if (fleet.Options.WhenNoCar == NoCarPolicy.Refuse && !AnyReady(out var why)) return Refused(BookingRefusal.NoCarReady, why);
        return fleet.Map.Into(destination.NodeId).Count == 0 ? Refused(BookingRefusal.NoRoute, $"no road leads to '{asked.Destination}'") : null;

        BookingRefused Refused(BookingRefusal reason, string detail, string? otherId = null) => new(asked.BookingId, reason, detail, otherId);
    }

    private bool AnyReady(out string why)
    {
        var reasons = fleet.Cars.Values.Select(c => (c.Serial, Why: Readiness.WhyNotReady(c, fleet.Options, fleet.Now))).ToArray();
        why = reasons.Length == 0 ? "there are no cars" : string.Join("; ", reasons.Select(r => $"{r.Serial}: {r.Why}"));
        var waiting = fleet.ActiveRides.Count(r => r.State == BookingState.Requested);
        return reasons.Count(r => r.Why is null) > waiting;
    }
}
