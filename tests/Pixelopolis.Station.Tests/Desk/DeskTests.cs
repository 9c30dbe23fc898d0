using TestContext = Xunit.TestContext;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Desk;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Desk;

public sealed class DeskTests
{
    [Fact]
    public async Task A_stop_is_asked_for_until_the_server_has_confirmed_it()
    {
        await using var station = new StationContext();
        var desk = await SignedIn(station);
        station.Server.Unplugged = true;
        var unconfirmed = new TaskCompletionSource();
        desk.Changed += () => { if (desk.Stopping == StopCall.Unconfirmed) unconfirmed.TrySetResult(); };
        var stopping = desk.Stop();
        await unconfirmed.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        station.Server.Unplugged = false;
        station.Server.Answer("POST /api/operator/stop", new OperatorResult(["car-1"]), HttpJson.Default.OperatorResult);
        station.Clock.Advance(TimeSpan.FromSeconds(1));
        await stopping.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(StopCall.None, desk.Stopping);
        Assert.Equal(2, station.Server.Asked.Count(call => call == "POST /api/operator/stop"));
    }

    [Fact]
    public async Task A_session_that_has_run_out_is_said_and_asks_for_the_token_again()
    {
        await using var station = new StationContext();
        var desk = await SignedIn(station);
        station.Server.Refuse("POST /api/operator/stop", ProblemTypes.NotSignedIn, 401);
        await desk.Stop();
        Assert.False(desk.SignedIn);
        Assert.Contains("signed out", desk.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_the_city_again_takes_two_taps()
    {
        await using var station = new StationContext();
        var resumed = 0;
        var bar = station.Show<StopBar>(p => p.Add(b => b.Stopped, true).Add(b => b.OnResume, () => resumed++));
        bar.Find("[data-testid=resume]").Click();
        Assert.Equal(0, resumed);
        bar.Find("[data-testid=resume-yes]").Click();
        Assert.Equal(1, resumed);
    }

    [Fact]
    public async Task Stop_is_there_whether_the_city_runs_or_not()
    {
        await using var station = new StationContext();
        foreach (var stopped in new[] { false, true })
        {
            var stops = 0;
            var bar = station.Show<StopBar>(p => p.Add(b => b.Stopped, stopped).Add(b => b.OnStop, () => stops++));
            bar.Find("[data-testid=stop]").Click();
            Assert.Equal(1, stops);
        }
    }

    [Fact]
    public async Task A_car_is_placed_facing_along_its_lane()
    {
        await using var station = new StationContext();
        var desk = await SignedIn(station);
        station.Server.Answer("POST /api/operator/cars/car-2/initPosition", new OperatorResult(["car-2"]), HttpJson.Default.OperatorResult);
        var node = station.NodeOf("cinnamon-bakery");
        await desk.Place("car-2", station.City.Map, node);
        var sent = System.Text.Json.JsonSerializer.Deserialize(station.Server.Bodies.Last(), HttpJson.Default.InitPositionRequest)!;
        Assert.Null(desk.Trouble);
        Assert.Equal(node, sent.LastNodeId);
        Assert.Equal(station.City.Map.Into(node)[0].Curve.End.Theta, sent.Theta, 1e-9);
    }

    [Fact]
    public async Task A_car_card_shows_battery_mode_position_and_errors()
    {
        await using var station = new StationContext();
        var car = new CarView("car-3", "Pixelopolis", CarActivity.Faulty, 1, 1, 0, 0.2, 41, false, LocalizationScore: 0.4, DeviationRange: 0.08, OperatingMode: "AUTOMATIC",
            Errors: [new CarError("motorOverload", true, "Too much current.", "Free the wheel.")], LastSeen: StationContext.Noon);
        var card = station.Show<CarCard>(p => p.Add(c => c.Car, car).Add(c => c.Guide, station.Services.GetRequiredService<Pixelopolis.Station.Map.CityGuide>()).Add(c => c.Now, StationContext.Noon.AddSeconds(9)));
        var text = System.Text.RegularExpressions.Regex.Replace(card.Find("[data-testid=car-car-3]").TextContent, @"\s+", " ");
        foreach (var fact in new[] { "Car 3", "Faulty", "41 %", "automatic", "0.40, ±8 cm", "0.20 m/s", "9 s ago", "Fatal: motorOverload Too much current. Free the wheel." })
            Assert.Contains(fact, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_city_says_since_when_by_whom_and_how_to_go_on()
    {
        await using var station = new StationContext();
        station.Clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(9), "east", "east"));
        station.Clock.Advance(TimeSpan.FromMinutes(4));
        var notice = station.Show<StopNotice>(p => p.Add(n => n.Since, StationContext.Noon));
        Assert.Equal("An operator stopped it at 21:00:00, 4 min ago.", notice.Find("[data-testid=stop-since]").TextContent);
        Assert.Contains("then press Resume below", notice.Markup.Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        notice.Render(p => p.Add(n => n.StoppedHere, true));
        Assert.StartsWith("You stopped it", notice.Find("[data-testid=stop-since]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_the_city_after_it_has_run_again_may_be_somebody_else()
    {
        await using var station = new StationContext();
        var desk = await SignedIn(station);
        station.Server.Answer("POST /api/operator/stop", new OperatorResult([]), HttpJson.Default.OperatorResult);
        await desk.Stop();
        Assert.True(desk.StoppedHere);
        desk.CityRuns();
        Assert.False(desk.StoppedHere);
    }

    [Fact]
    public async Task Only_a_car_that_is_not_connected_can_be_said_to_be_off_the_table_and_that_takes_two_taps()
    {
        await using var station = new StationContext();
        var removed = new List<string>();
        IRenderedComponent<CarCard> Card(CarActivity state) => station.Show<CarCard>(p => p.Add(c => c.Car, new CarView("car-2", "Pixelopolis", state, 1, 1, 0))
            .Add(c => c.Guide, station.Services.GetRequiredService<Pixelopolis.Station.Map.CityGuide>()).Add(c => c.Now, StationContext.Noon).Add(c => c.OnRemove, removed.Add));
        Assert.Empty(Card(CarActivity.Ready).FindAll("[data-testid=remove-car-2]"));
        var card = Card(CarActivity.Offline);
        Assert.Empty(card.FindAll("[data-testid=pause-car-2], [data-testid=park-car-2], [data-testid=place-car-2]"));
        card.Find("[data-testid=remove-car-2]").Click();
        Assert.Empty(removed);
        card.Find("[data-testid=remove-yes-car-2]").Click();
        Assert.Equal(["car-2"], removed);
    }

    [Fact]
    public async Task No_single_car_is_let_go_while_the_whole_city_is_stopped()
    {
        await using var station = new StationContext();
        var card = station.Show<CarCard>(p => p.Add(c => c.Car, new CarView("car-2", "Pixelopolis", CarActivity.Paused, 1, 1, 0, Battery: 12, Paused: true)).Add(c => c.CityStopped, true)
            .Add(c => c.Guide, station.Services.GetRequiredService<Pixelopolis.Station.Map.CityGuide>()).Add(c => c.Now, StationContext.Noon));
        Assert.Empty(card.FindAll("[data-testid=release-car-2]"));
        Assert.Contains("12 %, low: charge it soon", card.Markup, StringComparison.Ordinal);
    }

    private static async Task<OperatorDesk> SignedIn(StationContext station)
    {
        station.Server.Nothing("POST /api/operator/session");
        var desk = station.Services.GetRequiredService<OperatorDesk>();
        await desk.SignIn("token");
        Assert.True(desk.SignedIn);
        return desk;
    }
}
