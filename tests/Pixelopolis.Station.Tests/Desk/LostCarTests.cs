using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Desk;
using Pixelopolis.Station.Live;
using Pixelopolis.Station.Map;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Desk;

/// <summary>What an operator sees of a car that has lost its place.</summary>
public sealed class LostCarTests
{
    private static readonly SearchPlace[] Places = [new("old-square-tailors-alley-to-west-street", 0.62), new("west-street-old-square-west-gate-1", 0.3), new("king-street-mill-corner-king-cross-1", 0.08)];

    [Fact]
    public async Task Its_card_says_how_much_it_knows_and_what_it_waits_for()
    {
        await using var station = new StationContext();
        var card = Card(station, new SearchView(Places, ["west-street-old-square-west-gate-1"], false, false, []), CarActivity.Searching);
        Assert.Equal("Finding its place", card.Find(".chip").TextContent);
        Assert.Equal("lost: may be on 3 roads, the likeliest has 62 %", card.Find("[data-testid=search-car-2]").TextContent);
        Assert.Contains("kept free for it", card.Markup, StringComparison.Ordinal);
        Assert.Contains("All others stand", Card(station, new SearchView(Places, [], true, false, []), CarActivity.Searching).Markup, StringComparison.Ordinal);
        Assert.Contains("car 3 may stand before it", Card(station, new SearchView(Places, [], false, false, ["car-3"]), CarActivity.Searching).Markup, StringComparison.Ordinal);
        Assert.Contains("Needs a helping hand", Card(station, new SearchView(Places, [], false, true, []), CarActivity.Faulty).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_shows_where_it_may_be_the_likelier_the_denser()
    {
        await using var station = new StationContext();
        var guide = station.Services.GetRequiredService<CityGuide>();
        Assert.True(await guide.Load());
        var live = new LiveCar(new CarView("car-2", "Pixelopolis", CarActivity.Searching, 1, 1, 0, Search: new SearchView([.. Places, new("no-such-road", 0.01)], [], false, false, [])), null);
        var map = station.Show<CityView>(p => p.Add(v => v.Picture, guide.Picture!).Add(v => v.Label, "map").Add(v => v.Cars, [live]).Add(v => v.Haze, true));
        var haze = map.FindAll("[data-testid=haze-car-2] path");
        Assert.Equal(["stroke-opacity:0.66", "stroke-opacity:0.49", "stroke-opacity:0.31"], haze.Select(p => p.GetAttribute("style")));
        Assert.Empty(station.Show<CityView>(p => p.Add(v => v.Picture, guide.Picture!).Add(v => v.Label, "map").Add(v => v.Cars, [live])).FindAll(".haze"));
    }

    private static IRenderedComponent<CarCard> Card(StationContext station, SearchView search, CarActivity state) => station.Show<CarCard>(p => p
        .Add(c => c.Car, new CarView("car-2", "Pixelopolis", state, 1, 1, 0, Battery: 71, LocalizationScore: 0, DeviationRange: 0.04, LastSeen: StationContext.Noon, Search: search, OperatingMode: "AUTOMATIC",
            Errors: [new CarError("localizationLost", false, "the car has lost its place and looks for it")]))
        .Add(c => c.Guide, station.Services.GetRequiredService<CityGuide>()).Add(c => c.Now, StationContext.Noon));
}
