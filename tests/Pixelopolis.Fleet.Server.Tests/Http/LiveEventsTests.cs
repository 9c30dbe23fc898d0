using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Http;

public sealed class LiveEventsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ride_is_told_live_from_its_asking_to_its_arrival_and_then_the_stream_ends()
    {
        await using var city = await TestServer.StartAsync();
        var booking = await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking);
        await using var events = await ListenAsync(city, $"/api/bookings/{booking.Id}/events");
        var told = new List<Booking>();
        TestCar? car = null;
        await foreach (var item in SseParser.Create(events).EnumerateAsync(Stop))
        {
            Assert.Equal(EventNames.Booking, item.EventType);
            told.Add(JsonSerializer.Deserialize(item.Data, HttpJson.Default.Booking)!);
            car ??= await city.CarAsync("car-1", "ha");
        }
        Assert.Equal((BookingState.Requested, WaitingKind.FreeCar), (told[0].State, told[0].WaitingFor!.Kind));
        Assert.Equal((BookingState.Arrived, "car-1"), (told[^1].State, told[^1].Car));
        Assert.All(told, b => Assert.Equal(booking.Id, b.Id));
        await car!.DisposeAsync();
    }

    [Fact]
    public async Task A_browser_that_comes_back_after_the_end_is_told_to_stop()
    {
        await using var city = await TestServer.StartAsync();
        var booking = await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking);
        await city.Http.DeleteAsync($"/api/bookings/{booking.Id}", Stop);
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/bookings/{booking.Id}/events");
        var text = await (await city.Http.SendAsync(request, Stop)).Content.ReadAsStringAsync(Stop);
        Assert.Contains("id: end\n", text);
        Assert.Contains("\"state\":\"cancelled\"", text);
        request = new HttpRequestMessage(HttpMethod.Get, $"/api/bookings/{booking.Id}/events");
        request.Headers.Add("Last-Event-ID", "end");
        Assert.Equal(HttpStatusCode.NoContent, (await city.Http.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task Operators_are_told_the_city_as_it_stands_and_then_what_changes()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha", stays: true);
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        city.Http.DefaultRequestHeaders.Authorization = new("Bearer", TestServer.Token);
        await using var events = await ListenAsync(city, "/api/events");
        var (booked, going) = (false, false);
        var seen = new List<(string Kind, string Data)>();
        await foreach (var item in SseParser.Create(events).EnumerateAsync(Stop))
        {
            seen.Add((item.EventType, item.Data));
            if (!booked) await city.HailAsync("phone", "F");
            booked = true;
            // Listeners get the newest of each thing: the car waits until it was told of in the ride, or its whole ride could pass between two deliveries.
            if (!going && item.EventType == EventNames.Car && item.Data.Contains("\"bookingId\"", StringComparison.Ordinal))
            {
                going = true;
                await car.GoOnAsync();
            }
            if (item.EventType == EventNames.Booking && item.Data.Contains("\"arrived\"", StringComparison.Ordinal)) break;
        }
        Assert.Equal([EventNames.City, EventNames.Car], seen.Take(2).Select(e => e.Kind));
        Assert.Contains("\"serial\":\"car-1\"", seen[1].Data);
        Assert.True(going);
    }

    [Fact]
    public async Task Nobody_but_operators_is_told_of_others_rides()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha", stays: true);
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        await using var before = await ListenAsync(city, "/api/events");
        var booking = await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking);
        await city.CarShownAsync("car-1", c => c.BookingId == booking.Id);
        await using var after = await ListenAsync(city, "/api/events");
        await city.OperatorAsync("stop");
        foreach (var events in new[] { before, after })
        {
            var seen = new List<(string Kind, string Data)>();
            await foreach (var item in SseParser.Create(events).EnumerateAsync(Stop))
            {
                seen.Add((item.EventType, item.Data));
                if (item.EventType == EventNames.City && item.Data.Contains("\"stopped\":true", StringComparison.Ordinal)) break;
            }
            Assert.Contains(seen, e => e.Kind == EventNames.Car);
            Assert.DoesNotContain(seen, e => e.Kind == EventNames.Booking || e.Data.Contains(booking.Id, StringComparison.Ordinal));
        }
        foreach (var path in new[] { "/api/cars", "/api/cars/car-1" })
        {
            Assert.DoesNotContain(booking.Id, await city.Http.GetStringAsync(path, Stop), StringComparison.Ordinal);
            var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new("Bearer", TestServer.Token) } };
            Assert.Contains(booking.Id, await (await city.Http.SendAsync(request, Stop)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_ride_waits_for_is_told_in_the_listeners_language()
    {
        await using var city = await TestServer.StartAsync();
        city.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es");
        var booking = await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking);
        Assert.Equal("esperando un coche libre", booking.WaitingFor!.Text);
        await using var events = await ListenAsync(city, $"/api/bookings/{booking.Id}/events");
        await foreach (var item in SseParser.Create(events).EnumerateAsync(Stop))
        {
            Assert.Contains("esperando un coche libre", item.Data);
            break;
        }
    }

    [Fact]
    public async Task There_are_only_so_many_listeners()
    {
        await using var city = await TestServer.StartAsync(o => o with { Limits = new() { EventListeners = 1 } });
        await using var first = await ListenAsync(city, "/api/events");
        var second = await city.Http.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(ProblemTypes.TooManyViewers, (await BookingCallsTests.ProblemAsync(second, HttpStatusCode.ServiceUnavailable)).Type);
    }

    private static async Task<Stream> ListenAsync(TestServer city, string path)
    {
        var answer = await city.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        return await answer.Content.ReadAsStreamAsync(Stop);
    }
}
