using System.Net;
using System.Net.Http.Json;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Http;

public sealed class OperatorCallsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stop")]
    [InlineData("resume")]
    [InlineData("cars/car-1/pause")]
    [InlineData("cars/car-1/initPosition")]
    [InlineData("pairing")]
    public async Task Nobody_acts_who_is_not_signed_in(string act)
    {
        await using var city = await TestServer.StartAsync();
        var wrong = await city.OperatorAsync(act, token: "not-the-token-at-all");
        Assert.Equal(ProblemTypes.NotSignedIn, (await BookingCallsTests.ProblemAsync(wrong, HttpStatusCode.Unauthorized)).Type);
        var none = await city.Http.PostAsync($"/api/operator/{act}", null, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.False(city.Board.City.Stopped);
    }

    [Fact]
    public async Task The_link_signs_in_by_a_cookie_and_leaves_the_token_out_of_the_address()
    {
        await using var city = await TestServer.StartAsync();
        using var browser = city.Client();
        var link = await browser.GetAsync($"/operator?token={TestServer.Token}", Stop);
        Assert.Equal((HttpStatusCode.Redirect, "/operator"), (link.StatusCode, link.Headers.Location!.ToString()));
        var cookie = Assert.Single(link.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.GetAsync("/api/operator/session", Stop)).StatusCode);
        using var stranger = city.Client();
        Assert.False((await stranger.GetAsync("/operator?token=wrong-wrong-wrong", Stop)).Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/operator/session", Stop)).StatusCode);
    }

    [Fact]
    public async Task The_token_typed_in_signs_in_too()
    {
        await using var city = await TestServer.StartAsync();
        using var browser = city.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsJsonAsync("/api/operator/session", new SignInRequest("wrong-wrong-wrong"), Stop)).StatusCode);
        var right = await browser.PostAsJsonAsync("/api/operator/session", new SignInRequest(TestServer.Token), Stop);
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        Assert.True(right.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_big_stop_pauses_every_car_and_nothing_is_hailed_until_the_city_goes_on()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha");
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);

        var stopped = await TestServer.ReadAsync(await city.OperatorAsync("stop"), HttpJson.Default.OperatorResult);
        Assert.Equal(["car-1"], stopped.Cars);
        await city.CarShownAsync("car-1", c => c.Paused);
        Assert.Equal(ProblemTypes.CityStopped, (await BookingCallsTests.ProblemAsync(await city.HailAsync("phone", "F"), HttpStatusCode.Conflict)).Type);

        await city.OperatorAsync("resume");
        await city.CarShownAsync("car-1", c => !c.Paused && c.State == CarActivity.Ready);
        Assert.Equal(HttpStatusCode.Created, (await city.HailAsync("phone", "F")).StatusCode);
    }

    [Fact]
    public async Task One_car_is_paused_and_let_go_again()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha");
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        Assert.Equal(HttpStatusCode.OK, (await city.OperatorAsync("cars/car-1/pause")).StatusCode);
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Paused);
        Assert.Equal(HttpStatusCode.OK, (await city.OperatorAsync("cars/car-1/resume")).StatusCode);
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        Assert.Equal(ProblemTypes.UnknownCar, (await BookingCallsTests.ProblemAsync(await city.OperatorAsync("cars/car-9/pause"), HttpStatusCode.NotFound)).Type);
    }

    [Fact]
    public async Task A_car_is_told_where_it_stands()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha");
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        var c = city.Map.Node("d");
        var placed = await city.OperatorAsync("cars/car-1/initPosition", new { x = c.X, y = c.Y, theta = Math.PI / 2, lastNodeId = "d" });
        Assert.Equal(HttpStatusCode.OK, placed.StatusCode);
        await city.CarShownAsync("car-1", v => v.LastNodeId == "d" && v.X == c.X && v.Y == c.Y);

        var nowhere = await city.OperatorAsync("cars/car-1/initPosition", new { x = 50.0, y = 50.0, theta = 0.0 });
        Assert.Equal(ProblemTypes.UnknownPlace, (await BookingCallsTests.ProblemAsync(nowhere, HttpStatusCode.Conflict)).Type);
        var half = await city.OperatorAsync("cars/car-1/initPosition", new { x = 1.0 });
        Assert.Equal(ProblemTypes.InvalidRequest, (await BookingCallsTests.ProblemAsync(half, HttpStatusCode.BadRequest)).Type);
    }

    [Fact]
    public async Task An_operator_ends_a_visitors_ride()
    {
        await using var city = await TestServer.StartAsync();
        var booking = await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking);
        Assert.Equal(HttpStatusCode.OK, (await city.OperatorAsync($"bookings/{booking.Id}/cancel")).StatusCode);
        Assert.Equal(BookingReasons.CancelledByOperator, city.Board.Booking(booking.Id)!.Reason);
        Assert.Equal(HttpStatusCode.NotFound, (await city.OperatorAsync($"bookings/{booking.Id}/cancel")).StatusCode);
    }

    [Fact]
    public async Task What_was_stopped_stays_stopped_when_the_server_is_started_again()
    {
        var folder = Directory.CreateTempSubdirectory("pixelopolis-server-").FullName;
        await using (var city = await TestServer.StartAsync(folder: folder))
        {
            await using var car = await city.CarAsync("car-1", "ha");
            await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
            await city.OperatorAsync("cars/car-1/pause");
            await city.OperatorAsync("stop");
        }
        await using (var city = await TestServer.StartAsync(folder: folder))
        {
            Assert.True(city.Board.City.Stopped);
            Assert.Equal("stopped by an operator", await HealthAsync(city));
            await city.OperatorAsync("resume");
            Assert.Equal("open", await HealthAsync(city));
            await using var car = await city.CarAsync("car-1", "ha");
            await city.CarShownAsync("car-1", c => c is { State: CarActivity.Paused, Paused: true });
            Assert.Contains(car.Car.State().ActionStates, a => a.ActionType == ActionTypes.StartPause);
        }
        Directory.Delete(folder, recursive: true);
    }

    // A city that is stopped works: it is no fault.
    private static async Task<string> HealthAsync(TestServer city)
    {
        var health = await TestServer.ReadAsync(await city.Http.GetAsync("/health", TestContext.Current.CancellationToken), HttpJson.Default.Health);
        Assert.Equal("ok", health.Status);
        return health.Parts["city"];
    }
}
