using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Tests.Stores;

/// <summary>What every store promises. Each implementation runs all of it.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 9, 5, 7, 250, TimeSpan.Zero);

    protected IFleetStore Store { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract IFleetStore Open();

    protected virtual Task CleanAsync() => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        Store = Open();
        await Store.PrepareAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CleanAsync();
        await Store.DisposeAsync();
    }

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        await Store.AddBookingAsync(Requested("b1", "phone"), Stop);
        await Store.PrepareAsync(Stop);
        Assert.NotNull(await Store.BookingAsync("b1", Stop));
    }

    [Fact]
    public async Task A_booking_comes_back_as_it_was_put()
    {
        var full = Requested("b1", "phone") with { Route = ["e1", "e2"], Eta = Now.AddSeconds(30), EtaRange = new(Now.AddSeconds(20), Now.AddSeconds(55)), WaitingFor = new(WaitingKind.FreeCar) };
        await Store.AddBookingAsync(full, Stop);
        Assert.Equivalent(full, await Store.BookingAsync("b1", Stop), strict: true);
        Assert.Null(await Store.BookingAsync("b2", Stop));
    }

    [Fact]
    public async Task A_device_has_one_active_booking_and_is_told_which()
    {
        Assert.True((await Store.AddBookingAsync(Requested("b1", "phone"), Stop)).Added);
        var second = await Store.AddBookingAsync(Requested("b2", "phone"), Stop);
        Assert.False(second.Added);
        Assert.Equal("b1", second.Other!.Id);
        Assert.Null(await Store.BookingAsync("b2", Stop));
    }

    [Fact]
    public async Task The_same_booking_asked_twice_is_one()
    {
        Assert.True((await Store.AddBookingAsync(Requested("b1", "phone"), Stop)).Added);
        Assert.True((await Store.AddBookingAsync(Requested("b1", "phone"), Stop)).Added);
        Assert.Single(await Store.ActiveBookingsAsync(Stop));
    }

    [Fact]
    public async Task What_is_stopped_is_remembered()
    {
        Assert.Equivalent(StoredStops.None, await Store.StopsAsync(Stop), strict: true);
        var stops = new StoredStops(Now, ["car-1", "car-3"]);
        await Store.SaveStopsAsync(stops, Stop);
        Assert.Equivalent(stops, await Store.StopsAsync(Stop), strict: true);
        await Store.SaveStopsAsync(StoredStops.None, Stop);
        Assert.Equivalent(StoredStops.None, await Store.StopsAsync(Stop), strict: true);
    }

    [Fact]
    public async Task When_a_booking_has_ended_its_device_may_ask_again()
    {
        await Store.AddBookingAsync(Requested("b1", "phone"), Stop);
        Assert.Equal(SaveOutcome.Saved, await Store.SaveBookingAsync(Requested("b1", "phone") with { State = BookingState.Cancelled }, Stop));
        Assert.True((await Store.AddBookingAsync(Requested("b2", "phone"), Stop)).Added);
    }

    [Fact]
    public async Task Pairing_remembers_both_devices()
    {
        await Store.AddBookingAsync(Requested("b1", "phone"), Stop);
        Assert.Equal(PairOutcome.Paired, await Store.PairAsync(Paired("b1", "phone", "car-1"), Stop));
        var booking = await Store.BookingAsync("b1", Stop);
        Assert.Equal((BookingState.Assigned, "phone", "car-1"), (booking!.State, booking.DeviceId, booking.Car));
    }

    [Fact]
    public async Task A_booking_is_paired_once_only()
    {
        await Store.AddBookingAsync(Requested("b1", "phone"), Stop);
        await Store.PairAsync(Paired("b1", "phone", "car-1"), Stop);
        Assert.Equal(PairOutcome.NotWaiting, await Store.PairAsync(Paired("b1", "phone", "car-2"), Stop));
        Assert.Equal("car-1", (await Store.BookingAsync("b1", Stop))!.Car);
    }

    [Fact]
    public async Task A_booking_nobody_asked_for_cannot_be_paired() =>
        Assert.Equal(PairOutcome.NotWaiting, await Store.PairAsync(Paired("b9", "phone", "car-1"), Stop));

    [Fact]
    public async Task A_car_that_is_taken_is_not_given_again_until_its_ride_has_ended()
    {
        await Store.AddBookingAsync(Requested("b1", "phone-1"), Stop);
        await Store.AddBookingAsync(Requested("b2", "phone-2"), Stop);
        await Store.PairAsync(Paired("b1", "phone-1", "car-1"), Stop);
        Assert.Equal(PairOutcome.CarTaken, await Store.PairAsync(Paired("b2", "phone-2", "car-1"), Stop));
        Assert.Equal(BookingState.Requested, (await Store.BookingAsync("b2", Stop))!.State);
        await Store.SaveBookingAsync(Paired("b1", "phone-1", "car-1") with { State = BookingState.Arrived }, Stop);
        Assert.Equal(PairOutcome.Paired, await Store.PairAsync(Paired("b2", "phone-2", "car-1"), Stop));
    }

    [Fact]
    public async Task A_ride_cannot_be_moved_to_a_car_that_is_taken()
    {
        await Store.AddBookingAsync(Requested("b1", "phone-1"), Stop);
        await Store.AddBookingAsync(Requested("b2", "phone-2"), Stop);
        await Store.PairAsync(Paired("b1", "phone-1", "car-1"), Stop);
        await Store.PairAsync(Paired("b2", "phone-2", "car-2"), Stop);
        Assert.Equal(SaveOutcome.CarTaken, await Store.SaveBookingAsync(Paired("b2", "phone-2", "car-1"), Stop));
        Assert.Equal(SaveOutcome.Saved, await Store.SaveBookingAsync(Paired("b2", "phone-2", "car-3"), Stop));
    }

    [Theory]
    [InlineData(BookingState.Arrived)]
    [InlineData(BookingState.Cancelled)]
    [InlineData(BookingState.Failed)]
    public async Task An_ended_booking_never_comes_back_to_life(BookingState end)
    {
        await Store.AddBookingAsync(Requested("b1", "phone"), Stop);
        await Store.SaveBookingAsync(Requested("b1", "phone") with { State = end }, Stop);
        Assert.Equal(SaveOutcome.Ended, await Store.SaveBookingAsync(Paired("b1", "phone", "car-1"), Stop));
        Assert.Equal(end, (await Store.BookingAsync("b1", Stop))!.State);
    }

    [Fact]
    public async Task A_booking_that_was_never_added_cannot_be_saved() =>
        Assert.Equal(SaveOutcome.Unknown, await Store.SaveBookingAsync(Requested("b9", "phone"), Stop));

    [Fact]
    public async Task Active_bookings_are_listed_oldest_first()
    {
        await Store.AddBookingAsync(Requested("b2", "phone-2") with { CreatedAt = Now.AddSeconds(2) }, Stop);
        await Store.AddBookingAsync(Requested("b1", "phone-1") with { CreatedAt = Now.AddSeconds(1) }, Stop);
        await Store.AddBookingAsync(Requested("b3", "phone-3") with { CreatedAt = Now.AddSeconds(3) }, Stop);
        await Store.SaveBookingAsync(Requested("b3", "phone-3") with { State = BookingState.Failed, Reason = BookingReasons.CarFailed }, Stop);
        Assert.Equal(["b1", "b2"], (await Store.ActiveBookingsAsync(Stop)).Select(b => b.Id));
    }

    [Fact]
    public async Task Sixteen_stations_asking_at_once_for_three_cars_never_get_the_same_one()
    {
        string[] cars = ["car-1", "car-2", "car-3"];
        using var together = new Barrier(16);
        var got = await Task.WhenAll(Enumerable.Range(0, 16).Select(station => Task.Run(async () =>
        {
            var (id, device) = ($"b{station}", $"phone-{station}");
            Assert.True((await Store.AddBookingAsync(Requested(id, device), Stop)).Added);
            together.SignalAndWait(Stop);
            foreach (var car in cars)
                if (await Store.PairAsync(Paired(id, device, car), Stop) == PairOutcome.Paired) return car;
            return null;
        }, Stop)));
        Assert.Equal(cars, got.OfType<string>().Order());
        Assert.Equal(cars, (await Store.ActiveBookingsAsync(Stop)).Select(b => b.Car).OfType<string>().Order());
    }

    [Fact]
    public async Task One_device_asking_sixteen_times_at_once_has_one_booking()
    {
        using var together = new Barrier(16);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
        {
            together.SignalAndWait(Stop);
            return await Store.AddBookingAsync(Requested($"b{n}", "phone"), Stop);
        }, Stop)));
        var one = Assert.Single(await Store.ActiveBookingsAsync(Stop));
        Assert.Single(outcomes, o => o.Added);
        Assert.All(outcomes.Where(o => !o.Added), o => Assert.Equal(one.Id, o.Other!.Id));
    }

    [Fact]
    public async Task A_car_is_remembered_as_it_last_was()
    {
        await Store.SaveCarAsync(new CarView("car-2", "Pixelopolis", CarActivity.Offline), Stop);
        await Store.SaveCarAsync(new CarView("car-1", "Pixelopolis", CarActivity.Ready, X: 1, Y: 2.5, Theta: -0.5, Battery: 80), Stop);
        var driving = new CarView("car-1", "Pixelopolis", CarActivity.Driving, X: 1.5, Y: 2.5, Theta: 0, Route: ["e1"], Errors: [new("noRouteError", false)], LastSeen: Now);
        await Store.SaveCarAsync(driving, Stop);
        var cars = await Store.CarsAsync(Stop);
        Assert.Equal(["car-1", "car-2"], cars.Select(c => c.Serial));
        Assert.Equivalent(driving, cars[0], strict: true);
    }

    [Fact]
    public async Task A_car_that_was_taken_off_the_table_is_remembered_no_more()
    {
        await Store.SaveCarAsync(new CarView("car-1", "Pixelopolis", CarActivity.Offline), Stop);
        await Store.SaveCarAsync(new CarView("car-2", "Pixelopolis", CarActivity.Ready), Stop);
        await Store.RemoveCarAsync("car-1", Stop);
        await Store.RemoveCarAsync("car-1", Stop);
        Assert.Equal(["car-2"], (await Store.CarsAsync(Stop)).Select(c => c.Serial));
    }

    [Fact]
    public async Task Trips_are_kept_once_and_listed_newest_first()
    {
        var first = new Trip("b1", "phone", "museum", BookingState.Arrived, Now, Now.AddSeconds(60), "car-1", null, ["e1", "e2"]);
        var second = new Trip("b2", "phone", "harbour", BookingState.Failed, Now.AddSeconds(70), Now.AddSeconds(80), null, BookingReasons.NoRoute, []);
        await Store.AddTripAsync(first, Stop);
        await Store.AddTripAsync(second, Stop);
        await Store.AddTripAsync(first with { Destination = "elsewhere" }, Stop);
        Assert.Equivalent(new[] { second, first }, await Store.TripsAsync(10, Stop), strict: true);
        Assert.Equal(["b2"], (await Store.TripsAsync(1, Stop)).Select(t => t.BookingId));
    }

    [Fact]
    public async Task The_map_is_kept_with_its_nodes_edges_and_signs_and_replaced_as_a_whole()
    {
        Assert.Null(await Store.MapAsync(Stop));
        var old = new StoredMap("city", "1", "h1", "{}", [new("n9", 0, 0)], [], [new("s9", "stop", 0, 0, 0, "n9")]);
        var map = new StoredMap("city", "2", "h2", """{"a":"é"}""", [new("n1", 0.5, 1.25), new("n2", 1, 2)], [new("e1", "n1", "n2", 0.4, 0.9)], [new("s1", "speed_limit_20", 0.5, 0.1, -1.57, "n2")]);
        await Store.PutMapAsync(old, Stop);
        await Store.PutMapAsync(map, Stop);
        await Store.PutMapAsync(map, Stop);
        Assert.Equivalent(map, await Store.MapAsync(Stop), strict: true);
    }

    private static Booking Requested(string id, string device) => new(id, BookingState.Requested, device, "museum", Now, Now);

    private static Booking Paired(string id, string device, string car) => Requested(id, device) with { State = BookingState.Assigned, Car = car, Route = ["e1"] };
}
