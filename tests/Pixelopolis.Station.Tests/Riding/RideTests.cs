using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Riding;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Riding;

public sealed class RideTests
{
    private const string Events = "/api/bookings/b-1/events";

    [Fact]
    public async Task Asks_with_this_phones_own_id_every_time()
    {
        await using var station = new StationContext();
        station.Kept("pixelopolis.device", "station-of-old");
        Books(station);
        await station.Ride.Ask("lotus-teahouse");
        Assert.Equal("""{"deviceId":"station-of-old","destination":"lotus-teahouse"}""", station.Server.Bodies.Single());
        Assert.Equal(BookingState.Requested, station.Ride.Booking?.State);
    }

    [Fact]
    public async Task A_phone_that_forgot_its_ride_is_given_it_back()
    {
        await using var station = new StationContext();
        station.Server.Refuse("POST /api/bookings", ProblemTypes.DeviceHasBooking, 409, "b-1");
        station.Server.Answer("GET /api/bookings/b-1", StationContext.Booked(BookingState.Driving, car: "car-2"), HttpJson.Default.Booking);
        station.Server.Open(Events);
        await station.Ride.Ask("acorn-school");
        Assert.Equal("car-2", station.Ride.Booking?.Car);
        Assert.Equal(Notice.None, station.Ride.Notice);
    }

    [Theory]
    [InlineData(ProblemTypes.NoCars, 409, Notice.NoCars)]
    [InlineData(ProblemTypes.CityStopped, 409, Notice.CityStopped)]
    [InlineData(ProblemTypes.UnknownDestination, 404, Notice.UnknownPlace)]
    [InlineData(ProblemTypes.NoRoute, 409, Notice.NoWayThere)]
    [InlineData(ProblemTypes.TooManyRequests, 429, Notice.TooBusy)]
    [InlineData(ProblemTypes.NotPaired, 401, Notice.NotPaired)]
    [InlineData(ProblemTypes.Internal, 500, Notice.SomethingBroke)]
    [InlineData(ProblemTypes.StoreUnavailable, 503, Notice.ConnectionLost)]
    public async Task Each_refusal_has_a_notice_of_its_own(string type, int status, Notice notice)
    {
        await using var station = new StationContext();
        station.Server.Refuse("POST /api/bookings", type, status);
        await station.Ride.Ask("lotus-teahouse");
        Assert.Equal(notice, station.Ride.Notice);
        Assert.Null(station.Ride.Booking);
        Assert.False(station.Ride.Asking);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_and_the_next_try_works()
    {
        await using var station = new StationContext();
        station.Server.Unplugged = true;
        await station.Ride.Ask("lotus-teahouse");
        Assert.Equal(Notice.ConnectionLost, station.Ride.Notice);
        station.Server.Unplugged = false;
        Books(station);
        await station.Ride.Ask("lotus-teahouse");
        Assert.Equal(Notice.None, station.Ride.Notice);
    }

    [Fact]
    public async Task Follows_its_booking_live_and_knows_how_long_the_ride_took()
    {
        await using var station = new StationContext();
        Books(station);
        var arrived = new TaskCompletionSource();
        station.Ride.Changed += () => { if (station.Ride.Booking?.State == BookingState.Arrived) arrived.TrySetResult(); };
        await station.Ride.Ask("lotus-teahouse");
        await station.Server.Say(Events, EventNames.Booking, StationContext.Booked(BookingState.Arrived, car: "car-1") with { AsOf = StationContext.Noon.AddSeconds(47) }, HttpJson.Default.Booking);
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.FromSeconds(47), station.Ride.Took);
    }

    [Theory]
    [InlineData(BookingState.Driving, true)]
    [InlineData(BookingState.Arrived, false)]
    [InlineData(BookingState.Cancelled, false)]
    public async Task After_a_reload_only_a_ride_under_way_is_taken_up_again(BookingState state, bool taken)
    {
        await using var station = new StationContext();
        station.Kept("pixelopolis.booking", "b-1");
        station.Server.Answer("GET /api/bookings/b-1", StationContext.Booked(state, car: "car-1"), HttpJson.Default.Booking);
        station.Server.Open(Events);
        await station.Ride.Resume();
        Assert.Equal(taken, station.Ride.Booking is not null);
    }

    [Fact]
    public async Task Cancelling_what_has_just_ended_shows_how_it_ended()
    {
        await using var station = new StationContext();
        Books(station);
        await station.Ride.Ask("lotus-teahouse");
        station.Server.Refuse("DELETE /api/bookings/b-1", ProblemTypes.BookingEnded, 409, "b-1");
        station.Server.Answer("GET /api/bookings/b-1", StationContext.Booked(BookingState.Arrived, car: "car-1"), HttpJson.Default.Booking);
        await station.Ride.Cancel();
        Assert.Equal(BookingState.Arrived, station.Ride.Booking?.State);
    }

    private static void Books(StationContext station)
    {
        station.Server.Answer("POST /api/bookings", StationContext.Booked(BookingState.Requested), HttpJson.Default.Booking, 201);
        station.Server.Open(Events);
    }
}
