using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class BookingTests
{
    private static Town OneCar(FleetOptions? options = null)
    {
        var town = new Town(Maps.Ring(), options);
        town.Add("car-1", "ha");
        town.Run(1);
        return town;
    }

    private static BookingRefused? Refusal(Town town, string id) => town.Effects.OfType<BookingRefused>().LastOrDefault(r => r.BookingId == id);

    [Fact]
    public void An_unknown_place_is_refused_by_name()
    {
        var town = OneCar();
        town.Book("b1", "phone", "Atlantis");
        Assert.Equal(BookingRefusal.UnknownDestination, Refusal(town, "b1")!.Reason);
        Assert.Contains("Atlantis", Refusal(town, "b1")!.Detail, StringComparison.Ordinal);
        Assert.Null(town.Fleet.Booking("b1"));
    }

    [Fact]
    public void A_device_has_one_booking_at_a_time()
    {
        var town = OneCar();
        town.Book("b1", "phone", "F");
        town.Book("b2", "phone", "D");
        Assert.Equal((BookingRefusal.DeviceHasBooking, "b1"), (Refusal(town, "b2")!.Reason, Refusal(town, "b2")!.OtherBookingId));
        town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60);
        town.Book("b3", "phone", "D");
        Assert.Null(Refusal(town, "b3"));
    }

    [Fact]
    public void Without_a_ready_car_a_booking_waits_or_is_refused_as_the_options_say()
    {
        var queues = new Town(Maps.Ring());
        queues.Book("b1", "phone", "F");
        Assert.Equal(BookingState.Requested, queues.Booking("b1").State);
        Assert.Equal(WaitingKind.FreeCar, queues.Booking("b1").WaitingFor!.Kind);
        queues.Add("car-1", "ha");
        Assert.True(queues.RunUntil(() => queues.Booking("b1").State == BookingState.Arrived, 60));

        var refuses = OneCar(new FleetOptions { WhenNoCar = NoCarPolicy.Refuse });
        refuses.Book("b1", "phone", "F");
        refuses.Book("b2", "other phone", "F");
        Assert.Null(Refusal(refuses, "b1"));
        Assert.Equal(BookingRefusal.NoCarReady, Refusal(refuses, "b2")!.Reason);
    }

    [Fact]
    public void A_booking_that_finds_no_car_fails_in_the_end()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { LongestQueue = TimeSpan.FromSeconds(20) });
        town.Book("b1", "phone", "F");
        town.Run(25);
        Assert.Equal((BookingState.Failed, BookingReasons.NoCarInTime), (town.Booking("b1").State, town.Booking("b1").Reason));
    }

    [Fact]
    public void The_car_that_is_there_soonest_is_sent_and_the_decision_shows_the_others()
    {
        var town = new Town(Maps.Ring());
        town.Add("car-1", "ab");
        town.Add("car-2", "de");
        town.Run(1);
        town.Book("b1", "phone", "F");
        Assert.Equal("car-2", town.Booking("b1").Car);
        var decision = town.Decisions.Single(d => d.Kind == DecisionKind.Dispatch);
        Assert.Equal(["car-1", "car-2"], decision.Alternatives.Select(a => a.What));
        Assert.Equal([false, true], decision.Alternatives.Select(a => a.Chosen));
        Assert.True(decision.Alternatives[0].Seconds > decision.Alternatives[1].Seconds);
    }

    [Fact]
    public void A_called_off_ride_lets_the_car_go_on_only_to_the_end_of_its_base()
    {
        var town = OneCar(new FleetOptions { ReleaseAhead = 0.3 });
        town.Book("b1", "phone", "H");
        town.Run(2);
        town.Tell(new BookingCalledOff("b1", BookingReasons.CancelledByVisitor));
        Assert.Equal((BookingState.Cancelled, BookingReasons.CancelledByVisitor), (town.Booking("b1").State, town.Booking("b1").Reason));
        Assert.True(town.RunUntil(() => town.Fleet.Car("car-1")!.State == CarActivity.Ready, 30));
        Assert.Equal("b", town.Cars[0].LastNode);
        Assert.Equal(0, town.Cars[0].Rejected);
        town.Book("b2", "phone", "F");
        Assert.True(town.RunUntil(() => town.Booking("b2").State == BookingState.Arrived, 60));
    }

    [Fact]
    public void A_ride_called_off_while_it_waits_for_a_car_is_never_driven()
    {
        var town = OneCar();
        town.Book("b1", "phone", "F");
        town.Book("b2", "other", "D");
        town.Tell(new BookingCalledOff("b2", BookingReasons.CancelledByVisitor));
        town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60);
        town.Run(30);
        Assert.Equal(BookingState.Cancelled, town.Booking("b2").State);
        Assert.DoesNotContain(town.Effects.OfType<OrderPublished>(), o => o.Order.OrderId.StartsWith("b2", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_newest_ended_rides_are_remembered()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { EndedBookingsKept = 3 });
        for (var n = 0; n < 10; n++)
        {
            town.Book($"b{n}", "phone", "F");
            town.Tell(new BookingCalledOff($"b{n}", BookingReasons.CancelledByVisitor));
        }
        town.Book("waits", "phone", "F");
        Assert.Equal(["b7", "b8", "b9", "waits"], town.Fleet.Bookings.Select(b => b.Id));
    }

    [Fact]
    public void An_arrived_car_dwells_before_it_can_be_hailed_again()
    {
        var town = OneCar(new FleetOptions { Dwell = TimeSpan.FromSeconds(8) });
        town.Book("b1", "phone", "B");
        town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60);
        town.Book("b2", "phone", "F");
        town.Run(6);
        Assert.Equal(BookingState.Requested, town.Booking("b2").State);
        town.Run(4);
        Assert.True(town.Booking("b2").State is BookingState.Assigned or BookingState.Driving);
    }

    [Fact]
    public void The_eta_counts_down_and_its_range_holds_the_arrival_nine_times_in_ten()
    {
        var day = new BusyDay(Cities.Default, seed: 5, cars: 3);
        day.Run(rides: 24);
        var bookings = day.Town.Effects.OfType<BookingChanged>().Select(b => b.Booking).GroupBy(b => b.Id);
        var told = bookings.SelectMany(g => g.Where(b => b.Eta is not null && b.State.IsActive()).Select(b => (b.EtaRange, Arrived: g.Last().AsOf))).ToArray();
        var within = told.Count(t => t.EtaRange!.Earliest <= t.Arrived.AddSeconds(0.5) && t.Arrived <= t.EtaRange.Latest.AddSeconds(0.5));
        Assert.True(told.Length > 40);
        Assert.True(within >= 0.85 * told.Length, $"{within} of {told.Length}");
    }
}
