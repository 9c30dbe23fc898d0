using Microsoft.Playwright;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Browser;

[Collection(InChromium.Name)]
public sealed class VisitorTests(Chromium chromium)
{
    private const string Teahouse = "destination-lotus-teahouse";

    [Fact]
    public async Task A_visitor_picks_a_place_rides_there_and_arrives()
    {
        var city = Scenes.ThreeCarsParked();
        await using var visit = await Visit.Start(chromium.Need(), city);
        var eye = new Inspector(visit);

        await visit.By(Teahouse).ClickAsync();
        await eye.Look("picking");
        await eye.Listen("picking");

        foreach (var car in city.Cars) city.Set(car with { State = CarActivity.Driving });
        await visit.SeesText("free-cars", "busy");
        await visit.By("go").ClickAsync();
        await visit.SeesState("requested");
        await eye.Look("requested");

        var id = city.Latest.Id;
        city.Assign(id, "car-1");
        await visit.SeesState("assigned");
        city.Change(id, b => b with { State = BookingState.Driving });
        city.DriveTo(id, 0.35);
        await visit.SeesState("driving");
        await Assertions.Expect(visit.Page.Locator(".eyes.seeing")).ToBeVisibleAsync();
        await Assertions.Expect(visit.By("eta")).ToContainTextAsync(" s");
        await eye.Look("riding");

        city.Set(city.Car("car-1") with { State = CarActivity.Waiting, Speed = 0 });
        city.Change(id, b => b with { WaitingFor = new(WaitingKind.OtherCar, "car-2", city.Map.Station("acorn-school").NodeId) });
        await visit.SeesText("waiting-for", "Waiting for car 2 to pass, near Acorn School");
        await eye.Look("waiting");
        await eye.Listen("waiting");

        city.DriveTo(id, 1);
        city.Change(id, b => b with { State = BookingState.Arrived, Eta = null, EtaRange = null, WaitingFor = null, CreatedAt = b.CreatedAt.AddSeconds(-30) });
        await visit.Sees("arrived");
        await eye.Look("arrived");
        await visit.By("again").ClickAsync();
        await visit.Sees("go");

        Assert.Empty(eye.Found);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task What_stands_in_a_visitors_way_is_said_with_what_to_do_next()
    {
        var city = Scenes.ThreeCarsParked();
        await using var visit = await Visit.Start(chromium.Need(), city);
        var eye = new Inspector(visit);

        city.Refuse = ProblemTypes.NoCars;
        await visit.By(Teahouse).ClickAsync();
        await visit.By("go").ClickAsync();
        await visit.SeesText("notice", "No car can drive right now");
        await eye.Look("no-car-free");
        city.Refuse = null;
        city.Say(new CityStatus(true, DateTimeOffset.UtcNow));
        await visit.Page.GetByText("Close", new() { Exact = true }).ClickAsync();
        await visit.SeesText("notice", "The city is paused");
        await Assertions.Expect(visit.By("go")).ToBeDisabledAsync();
        await eye.Look("city-stopped");
        city.Say(new CityStatus(false));

        await visit.By("go").ClickAsync();
        await visit.SeesState("requested");
        var id = city.Latest.Id;
        city.Blind.Add("car-1");
        city.Assign(id, "car-1", BookingState.Driving);
        city.DriveTo(id, 0.5);
        await visit.SeesText("map", "");
        await Assertions.Expect(visit.Page.Locator(".eyes-shut")).ToContainTextAsync("Trying again");
        city.Blind.Clear();
        await Assertions.Expect(visit.Page.Locator(".eyes.seeing")).ToBeVisibleAsync();

        city.GoDown();
        await visit.Sees("connection-lost");
        await eye.Look("disconnected");
        city.ComeBack();
        await Assertions.Expect(visit.By("connection-lost")).ToBeHiddenAsync();

        await visit.By("cancel").ClickAsync();
        await eye.Look("cancel-question");
        await visit.By("cancel-yes").ClickAsync();
        await visit.SeesState("cancelled");
        await eye.Look("cancelled");
        Assert.Equal(BookingReasons.CancelledByVisitor, city.Booking(id)!.Reason);

        Assert.Empty(eye.Found);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_reload_in_mid_ride_finds_the_ride_again_and_a_sleeping_city_is_waited_for()
    {
        var city = Scenes.ThreeCarsParked();
        await using var visit = await Visit.Start(chromium.Need(), city);
        await visit.By(Teahouse).ClickAsync();
        await visit.By("go").ClickAsync();
        await visit.SeesState("requested");
        var id = city.Assign(city.Latest.Id, "car-1", BookingState.Driving).Id;
        city.DriveTo(id, 0.8);

        city.GoDown();
        await visit.Reload();
        await Assertions.Expect(visit.Page.Locator(".waking h1")).ToBeVisibleAsync();
        await visit.Picture("asleep");
        Assert.Equal("", await visit.Barriers());
        city.ComeBack();
        await visit.SeesState("driving");

        city.Change(id, b => b with { State = BookingState.Failed, Reason = BookingReasons.CarFailed, Eta = null, EtaRange = null });
        await visit.SeesState("failed");
        await visit.Picture("failed");
        Assert.Equal("", await visit.Barriers());
        await visit.By("again").ClickAsync();
        await visit.Sees("go");
        Assert.Single(city.Bookings);
    }

    [Fact]
    public async Task A_ride_can_be_taken_with_the_keyboard_alone()
    {
        var city = Scenes.ThreeCarsParked();
        await using var visit = await Visit.Start(chromium.Need(), city, calm: true);
        await visit.Sees("go");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(visit.By("go")).ToBeEnabledAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.SeesState("requested");
        Assert.Equal(city.Map.Stations[1].Id, city.Latest.Destination);
        city.Assign(city.Latest.Id, "car-2", BookingState.Driving);
        await visit.SeesState("driving");
        await visit.By("cancel").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.By("cancel-yes").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.SeesState("cancelled");
    }
}
