using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Browser;

/// <summary>A car's picture costs its phone and the Wi-Fi: it is fetched while somebody can see it, and at no other time.</summary>
[Collection(InChromium.Name)]
public sealed class StreamTests(Chromium chromium)
{
    [Fact]
    public async Task A_ride_is_watched_while_its_page_is_seen_and_until_it_ends()
    {
        var city = Scenes.ThreeCarsParked();
        await using var visit = await Visit.Start(chromium.Need(), city);
        await visit.By("destination-lotus-teahouse").ClickAsync();
        await visit.By("go").ClickAsync();
        await visit.SeesState("requested");
        var id = city.Assign(city.Latest.Id, "car-1", BookingState.Driving).Id;
        await Watched(city, "car-1");

        await visit.Hide(true);
        await Watched(city);
        await visit.Hide(false);
        await Watched(city, "car-1");

        city.Change(id, b => b with { State = BookingState.Arrived, Eta = null, EtaRange = null });
        await visit.Sees("arrived");
        await Watched(city);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task The_operators_desk_fetches_the_pictures_that_are_on_its_screen()
    {
        var city = Scenes.ThreeCarsParked();
        await using var visit = await Visit.Start(chromium.Need(), city, "/operator#token=" + FakeCity.Token, width: 390, height: 480);
        await visit.By("car-car-3").ScrollIntoViewIfNeededAsync();
        await visit.Page.EvaluateAsync("scrollTo(0, document.querySelector('[data-testid=car-car-3]').offsetTop)");
        await Until(city, cars => cars.Contains("car-3") && !cars.Contains("car-1"));
        await visit.Page.EvaluateAsync("scrollTo(0, document.querySelector('[data-testid=car-car-1]').offsetTop)");
        await Until(city, cars => cars.Contains("car-1") && !cars.Contains("car-3"));
        await visit.Hide(true);
        await Watched(city);
        Assert.Empty(visit.Errors);
    }

    private static Task Watched(FakeCity city, params string[] cars) => Until(city, watched => watched.SequenceEqual(cars));

    // The server hears of a viewer's leaving by its next write: that takes as long as it takes, but not for ever.
    private static async Task Until(FakeCity city, Func<IReadOnlyList<string>, bool> seen)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Chromium.Patience);
        while (city.Watching.Values.Order(StringComparer.Ordinal).ToArray() is var watched && !seen(watched))
        {
            Assert.False(patience.IsCancellationRequested, $"still watched: {string.Join(", ", watched)}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
