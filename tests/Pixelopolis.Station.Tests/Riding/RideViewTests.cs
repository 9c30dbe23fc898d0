using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Map;
using Pixelopolis.Station.Riding;
using Pixelopolis.Station.Speech;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Riding;

public sealed class RideViewTests
{
    public static TheoryData<WaitingKind, string?, string?, string> Holds => new()
    {
        { WaitingKind.OtherCar, "car-3", "acorn-school", "Waiting for car 3 to pass, near Acorn School" },
        { WaitingKind.OtherCar, "car-3", null, "Waiting for car 3 to pass" },
        { WaitingKind.OtherCar, "van X", null, "Waiting for van x to pass" },
        { WaitingKind.Operator, null, null, "Paused by an operator. The ride goes on soon." },
        { WaitingKind.Connection, null, null, "Waiting to hear from car 1 again" },
    };

    [Theory, MemberData(nameof(Holds))]
    public async Task Says_what_holds_the_car_up(WaitingKind kind, string? car, string? station, string words)
    {
        await using var context = new StationContext();
        var waiting = new WaitingFor(kind, car, station is null ? null : context.NodeOf(station));
        var view = await Shown(context, StationContext.Booked(BookingState.Driving, car: "car-1") with { WaitingFor = waiting });
        Assert.Equal(words, view.Find("[data-testid=waiting-for]").TextContent);
    }

    [Fact]
    public async Task Tells_the_time_left_with_its_range()
    {
        await using var context = new StationContext();
        var view = await Shown(context, StationContext.Booked(BookingState.Driving, car: "car-1"), new Countdown(TimeSpan.FromSeconds(75), TimeSpan.FromSeconds(58), TimeSpan.FromSeconds(120)));
        view.Find("[data-testid=eta]").MarkupMatches("""
            <div class="eta" data-testid="eta"><span class="eta-label">Arrives in</span><strong class="eta-time">1 min 15 s</strong><span class="eta-range">between 58 s and 2 min</span></div>
            """);
    }

    [Fact]
    public async Task Near_the_end_it_does_not_count_seconds()
    {
        await using var context = new StationContext();
        var view = await Shown(context, StationContext.Booked(BookingState.Driving, car: "car-1"), new Countdown(TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromSeconds(2)));
        Assert.Equal("Any moment now", view.Find(".eta-time").TextContent);
        Assert.Empty(view.FindAll(".eta-range"));
    }

    [Fact]
    public async Task Without_a_car_there_is_no_picture_and_no_time()
    {
        await using var context = new StationContext();
        var view = await Shown(context, StationContext.Booked(BookingState.Requested) with { WaitingFor = new(WaitingKind.FreeCar) });
        Assert.Empty(view.FindAll("[data-testid=stream], [data-testid=eta]"));
        Assert.Contains("Every car is out driving", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_takes_two_taps()
    {
        await using var context = new StationContext();
        var cancelled = 0;
        var view = await Shown(context, StationContext.Booked(BookingState.Driving, car: "car-1"), cancel: () => cancelled++);
        view.Find("[data-testid=cancel]").Click();
        Assert.Equal(0, cancelled);
        view.Find("[data-testid=keep]").Click();
        view.Find("[data-testid=cancel]").Click();
        view.Find("[data-testid=cancel-yes]").Click();
        Assert.Equal(1, cancelled);
    }

    [Fact]
    public async Task A_picture_that_breaks_off_is_asked_for_again()
    {
        await using var context = new StationContext();
        var view = await Shown(context, StationContext.Booked(BookingState.Driving, car: "car-1"));
        var first = view.Find("[data-testid=stream]").GetAttribute("data-stream");
        Assert.Equal("/api/cars/car-1/stream?overlay=true", first);
        view.Find("[data-testid=stream]").TriggerEvent("onerror", new Microsoft.AspNetCore.Components.Web.ErrorEventArgs());
        Assert.Empty(view.FindAll("[data-testid=stream]"));
        Assert.Contains("Trying again", view.Find(".eyes-shut").TextContent, StringComparison.Ordinal);
        context.Clock.Advance(TimeSpan.FromSeconds(1));
        view.WaitForAssertion(() => Assert.Equal(first + "&try=1", view.Find("[data-testid=stream]").GetAttribute("data-stream")), TimeSpan.FromMinutes(2));
    }

    private static async Task<IRenderedComponent<RideView>> Shown(StationContext context, Booking booking, Countdown? countdown = null, Action? cancel = null)
    {
        var guide = context.Services.GetRequiredService<CityGuide>();
        Assert.True(await guide.Load());
        return context.Show<RideView>(p => p.Add(v => v.Booking, booking).Add(v => v.Guide, guide).Add(v => v.Place, guide.Place(booking.Destination))
            .Add(v => v.Countdown, countdown).Add(v => v.OnCancel, cancel ?? (() => { })), Languages.All[0]);
    }
}
