using System.Net;
using System.Text;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Http;

public sealed class BookingCallsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ride_goes_from_hailing_to_arrival()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha");
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);

        var answer = await city.HailAsync("phone", "F");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var booking = await TestServer.ReadAsync(answer, HttpJson.Default.Booking);
        Assert.Equal($"/api/bookings/{booking.Id}", answer.Headers.Location!.ToString());
        Assert.Equal(("phone", "F"), (booking.DeviceId, booking.Destination));

        var arrived = await city.BookingAsync(booking.Id, b => !b.State.IsActive());
        Assert.Equal((BookingState.Arrived, "car-1"), (arrived.State, arrived.Car));
        Assert.Equal("f", car.Car.LastNode);
        Assert.Equal(0, car.Car.Rejected);
        var read = await city.Http.GetAsync($"/api/bookings/{booking.Id}", Stop);
        Assert.Equal(BookingState.Arrived, (await TestServer.ReadAsync(read, HttpJson.Default.Booking)).State);
    }

    [Fact]
    public async Task A_ride_that_ended_long_ago_is_still_answered_for()
    {
        await using var city = await TestServer.StartAsync(o => o with { Fleet = o.Fleet with { EndedBookingsKept = 1 } });
        var ended = new List<string>();
        for (var n = 0; n < 4; n++)
        {
            ended.Add((await TestServer.ReadAsync(await city.HailAsync($"phone-{n}", "F"), HttpJson.Default.Booking)).Id);
            await city.Http.DeleteAsync($"/api/bookings/{ended[n]}", Stop);
        }
        Assert.Single(city.Board.Bookings);
        foreach (var id in ended)
            Assert.Equal(BookingState.Cancelled, (await TestServer.ReadAsync(await city.Http.GetAsync($"/api/bookings/{id}", Stop), HttpJson.Default.Booking)).State);
    }

    [Fact]
    public async Task A_station_that_asks_again_gets_the_same_ride()
    {
        await using var city = await TestServer.StartAsync();
        var first = await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking);
        var again = await city.HailAsync("phone", "F");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first.Id, (await TestServer.ReadAsync(again, HttpJson.Default.Booking)).Id);
    }

    [Fact]
    public async Task A_device_with_a_ride_cannot_hail_another_and_is_told_which_it_has()
    {
        await using var city = await TestServer.StartAsync();
        var first = await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking);
        var problem = await ProblemAsync(await city.HailAsync("phone", "B"), HttpStatusCode.Conflict);
        Assert.Equal((ProblemTypes.DeviceHasBooking, first.Id), (problem.Type, problem.BookingId));
    }

    [Fact]
    public async Task A_place_that_is_none_is_refused_in_the_callers_language()
    {
        await using var city = await TestServer.StartAsync();
        city.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr-CH, ja;q=0.9, en;q=0.5");
        var problem = await ProblemAsync(await city.HailAsync("phone", "nowhere"), HttpStatusCode.Conflict);
        Assert.Equal((ProblemTypes.UnknownDestination, "その場所はこの街にありません"), (problem.Type, problem.Title));
    }

    [Fact]
    public async Task A_called_off_ride_is_cancelled_and_cannot_be_called_off_when_it_has_ended()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha");
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        var waiting = await TestServer.ReadAsync(await city.HailAsync("phone-1", "F"), HttpJson.Default.Booking);
        await city.BookingAsync(waiting.Id, b => b.State == BookingState.Arrived);
        await ProblemAsync(await city.Http.DeleteAsync($"/api/bookings/{waiting.Id}", Stop), HttpStatusCode.Conflict);

        var other = await TestServer.ReadAsync(await city.HailAsync("phone-2", "B"), HttpJson.Default.Booking);
        var deleted = await city.Http.DeleteAsync($"/api/bookings/{other.Id}", Stop);
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        var cancelled = await TestServer.ReadAsync(deleted, HttpJson.Default.Booking);
        Assert.Equal((BookingState.Cancelled, BookingReasons.CancelledByVisitor), (cancelled.State, cancelled.Reason));
        Assert.Equal(HttpStatusCode.OK, (await city.Http.DeleteAsync($"/api/bookings/{other.Id}", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("GET", "/events")]
    public async Task A_ride_nobody_asked_for_is_not_found(string method, string more = "")
    {
        await using var city = await TestServer.StartAsync();
        var answer = await city.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"/api/bookings/b123{more}"), Stop);
        Assert.Equal(ProblemTypes.UnknownBooking, (await ProblemAsync(answer, HttpStatusCode.NotFound)).Type);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("""{"deviceId":"phone"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"deviceId":"","destination":"F"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"deviceId":"a\u0000b","destination":"F"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"deviceId":7,"destination":"F"}""", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_booking_is_named(string body, HttpStatusCode status)
    {
        await using var city = await TestServer.StartAsync();
        var answer = await city.Http.PostAsync("/api/bookings", new StringContent(body, Encoding.UTF8, "application/json"), Stop);
        var problem = await ProblemAsync(answer, status);
        Assert.Equal(ProblemTypes.InvalidRequest, problem.Type);
        Assert.NotEmpty(problem.Detail!);
    }

    [Fact]
    public async Task Bodies_and_names_beyond_their_limits_are_refused()
    {
        await using var city = await TestServer.StartAsync();
        Assert.Equal(ProblemTypes.RequestTooLarge, (await ProblemAsync(await city.HailAsync(new string('a', 20_000), "F"), HttpStatusCode.RequestEntityTooLarge)).Type);
        Assert.Equal(ProblemTypes.InvalidRequest, (await ProblemAsync(await city.HailAsync(new string('a', 101), "F"), HttpStatusCode.BadRequest)).Type);
        var text = await city.Http.PostAsync("/api/bookings", new StringContent("""{"deviceId":"phone","destination":"F"}""", Encoding.UTF8, "text/plain"), Stop);
        Assert.Equal(ProblemTypes.InvalidRequest, (await ProblemAsync(text, HttpStatusCode.UnsupportedMediaType)).Type);
    }

    [Fact]
    public async Task A_device_that_asks_too_often_has_to_wait_and_others_do_not()
    {
        await using var city = await TestServer.StartAsync(o => o with { Limits = new() { BookingsPerMinute = 2 } });
        await city.HailAsync("phone", "nowhere");
        await city.HailAsync("phone", "nowhere");
        var answer = await city.HailAsync("phone", "F");
        Assert.Equal(ProblemTypes.TooManyRequests, (await ProblemAsync(answer, HttpStatusCode.TooManyRequests)).Type);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Created, (await city.HailAsync("other phone", "F")).StatusCode);
    }

    [Fact]
    public async Task Who_makes_up_devices_has_to_wait_all_the_same()
    {
        await using var city = await TestServer.StartAsync(o => o with { Limits = new() { BookingsPerAddress = 2 } });
        for (var n = 0; n < 2; n++) Assert.Equal(HttpStatusCode.Created, (await city.HailAsync($"made-up-{n}", "F")).StatusCode);
        var problem = await ProblemAsync(await city.HailAsync("made-up-2", "F"), HttpStatusCode.TooManyRequests);
        Assert.Equal((ProblemTypes.TooManyRequests, "at most 2 bookings in a minute from one address"), (problem.Type, problem.Detail));
    }

    internal static async Task<Problem> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await TestServer.ReadAsync(answer, HttpJson.Default.Problem);
        Assert.Equal((int)status, problem.Status);
        Assert.NotEmpty(problem.Title);
        return problem;
    }
}
