using TestContext = Xunit.TestContext;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Live;
using Pixelopolis.Station.Riding;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Riding;

public sealed class VisitorPageTests
{
    // For a busy machine; no time is asserted.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Go_waits_for_a_pick_and_names_it()
    {
        await using var station = new StationContext();
        var page = Opened(station);
        Assert.True(page.Find("[data-testid=go]").HasAttribute("disabled"));
        page.Find("[data-testid=destination-acorn-school] input").Change("acorn-school");
        Assert.Equal("Go to Acorn School", page.Find("[data-testid=go]").TextContent.Trim());
        Assert.False(page.Find("[data-testid=go]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Speaks_the_browsers_language_until_another_is_chosen()
    {
        await using var station = new StationContext();
        station.Browser.Setup<string[]>("languages").SetResult(["fr-FR", "ar-EG", "en"]);
        var page = Opened(station);
        Assert.Equal("إلى أين؟", page.Find("h1").TextContent);
        station.Browser.VerifyInvoke("useLanguage", 1);
        Assert.Equal(["ar", "rtl"], station.Browser.Invocations["useLanguage"][0].Arguments);
        page.Find("[data-testid=language]").Change("es");
        page.WaitForAssertion(() => Assert.Equal("¿Adónde vamos?", page.Find("h1").TextContent), Patience);
        Assert.Equal("es", station.Server.Languages.Last());
    }

    [Fact]
    public async Task While_the_city_is_stopped_nobody_is_sent_off()
    {
        await using var station = new StationContext();
        var page = Opened(station);
        page.Find("[data-testid=destination-acorn-school] input").Change("acorn-school");
        await station.Server.Say("/api/events", EventNames.City, new CityStatus(true), HttpJson.Default.CityStatus);
        await Until(station, page, () => page.FindAll("[data-notice=CityStopped]").Count == 1);
        Assert.True(page.Find("[data-testid=go]").HasAttribute("disabled"));
        await station.Server.Say("/api/events", EventNames.City, new CityStatus(false), HttpJson.Default.CityStatus);
        await Until(station, page, () => page.FindAll("[data-testid=notice]").Count == 0);
        Assert.False(page.Find("[data-testid=go]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_car_that_was_taken_off_the_table_is_counted_no_more()
    {
        await using var station = new StationContext();
        station.Server.Answer<IReadOnlyList<CarView>>("GET /api/cars", [new("car-1", "Pixelopolis", CarActivity.Ready), new("car-2", "Pixelopolis", CarActivity.Ready)], HttpJson.Default.IReadOnlyListCarView);
        var page = Opened(station);
        await Until(station, page, () => page.FindAll("[data-testid=free-cars]").Any(chip => chip.TextContent == "2 cars are free"));
        await station.Server.Say("/api/events", EventNames.CarGone, new CarGone("car-2"), HttpJson.Default.CarGone);
        await Until(station, page, () => page.Find("[data-testid=free-cars]").TextContent == "1 car is free");
    }

    [Fact]
    public async Task Only_a_loss_that_lasts_is_mentioned()
    {
        await using var station = new StationContext();
        var page = Opened(station);
        await station.Server.Listened("/api/events");
        station.Server.Unplugged = true;
        await station.Server.HangUp("/api/events");
        var live = station.Services.GetRequiredService<LiveCity>();
        await Until(station, page, () => live.Link == Link.Lost, step: TimeSpan.Zero);
        Assert.Empty(page.FindAll("[data-testid=connection-lost]"));
        await Until(station, page, () => page.FindAll("[data-testid=connection-lost]").Count == 1);
        Assert.True(station.Clock.GetUtcNow() - live.LostAt >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_city_without_places_says_so()
    {
        await using var station = new StationContext();
        station.Server.Answer<IReadOnlyList<Destination>>("GET /api/destinations", [], HttpJson.Default.IReadOnlyListDestination);
        var page = station.Render<VisitorPage>();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=no-places]")), Patience);
        Assert.Empty(page.FindAll("[data-testid=go]"));
    }

    [Fact]
    public async Task A_phone_that_is_not_paired_is_sent_to_the_staff_and_goes_on_by_itself_once_it_is()
    {
        await using var station = new StationContext();
        station.Server.Refuse("GET /api/city", ProblemTypes.NotPaired, 401);
        var page = station.Render<VisitorPage>();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=not-paired]")), Patience);
        station.Server.AnswerText("GET /api/city", station.City.Lif);
        await Until(station, page, () => page.FindAll("[data-testid=go]").Count == 1);
    }

    private static IRenderedComponent<VisitorPage> Opened(StationContext station)
    {
        var page = station.Render<VisitorPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".place").Count), Patience);
        return page;
    }

    // News is told in bundles: the clock moves on until they are out.
    private static async Task Until(StationContext station, IRenderedComponent<VisitorPage> page, Func<bool> seen, TimeSpan? step = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!await page.InvokeAsync(seen))
        {
            patience.Token.ThrowIfCancellationRequested();
            station.Clock.Advance(step ?? TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
