using System.Net;
using System.Text.Json;
using Pixelopolis.City.Lif;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Http;

public sealed class CityCallsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_map_is_given_once_and_then_said_to_be_unchanged()
    {
        await using var city = await TestServer.StartAsync();
        var answer = await city.Http.GetAsync("/api/city", Stop);
        Assert.Equal("ring", LifReader.Read(await answer.Content.ReadAsStringAsync(Stop)).Map!.Id);
        var again = new HttpRequestMessage(HttpMethod.Get, "/api/city");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await city.Http.SendAsync(again, Stop)).StatusCode);
        var other = new HttpRequestMessage(HttpMethod.Get, "/api/city");
        other.Headers.IfNoneMatch.Add(new("\"another\""));
        Assert.Equal(HttpStatusCode.OK, (await city.Http.SendAsync(other, Stop)).StatusCode);
    }

    [Theory]
    [InlineData("ja", "ja")]
    [InlineData("th-TH", "th")]
    [InlineData("es;q=0.5, ar;q=0.9", "ar")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    [InlineData("not a language at all!", "en")]
    public async Task Destinations_of_the_default_city_are_named_in_the_callers_language(string accept, string expected)
    {
        await using var city = await TestServer.StartAsync(o => o with { City = CityChoice.DefaultFile });
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/destinations");
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        var places = await TestServer.ReadAsync(await city.Http.SendAsync(request, Stop), HttpJson.Default.IReadOnlyListDestination);
        Assert.True(places.Count >= 8);
        Assert.All(places, place => Assert.Equal(city.Map.Station(place.Id).Names[expected], place.Name));
        Assert.All(places, place => Assert.Equal(city.Map.Station(place.Id).NodeId, place.NodeId));
    }

    [Fact]
    public async Task Chargers_and_bays_are_no_destinations()
    {
        await using var city = await TestServer.StartAsync(o => o with { City = CityChoice.DefaultFile });
        var places = await TestServer.ReadAsync(await city.Http.GetAsync("/api/destinations", Stop), HttpJson.Default.IReadOnlyListDestination);
        Assert.All(places, place => Assert.Equal(City.StationKind.Destination, city.Map.Station(place.Id).Kind));
        Assert.Contains(city.Map.Stations, station => station.Kind != City.StationKind.Destination);
    }

    [Fact]
    public async Task The_city_used_last_is_used_again_when_none_is_given()
    {
        var folder = Directory.CreateTempSubdirectory("pixelopolis-server-").FullName;
        await using (await TestServer.StartAsync(folder: folder))
        {
        }
        await using (var city = await TestServer.StartAsync(o => o with { City = null }, folder)) Assert.Equal("ring", city.Map.Id);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Machines_are_told_how_the_server_does()
    {
        await using var city = await TestServer.StartAsync();
        var health = await city.Http.GetAsync("/health", Stop);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal("ok", (await TestServer.ReadAsync(health, HttpJson.Default.Health)).Status);
        await city.HailAsync("phone", "F");
        // Other tests' servers in this process count with it.
        Assert.Matches("pixelopolis_bookings_total\\{[^}]*state=\"requested\"[^}]*\\} [1-9]", await city.Http.GetStringAsync("/metrics", Stop));
    }

    [Fact]
    public async Task The_document_of_the_calls_lists_all_of_them()
    {
        await using var city = await TestServer.StartAsync();
        using var document = JsonDocument.Parse(await city.Http.GetStringAsync("/openapi/v1.json", Stop));
        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToArray();
        Assert.Superset(new HashSet<string>
        {
            "/api/city", "/api/destinations", "/api/bookings", "/api/bookings/{id}", "/api/bookings/{id}/events", "/api/events", "/api/cars", "/api/cars/{serial}",
            "/api/cars/{serial}/stream", "/api/operator/stop", "/api/operator/resume", "/api/operator/cars/{serial}/initPosition", "/health",
        }, paths.ToHashSet());
        var booking = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Booking").GetProperty("properties");
        Assert.Contains("waitingFor", booking.EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/api/bookings", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/cars/car-9", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/cars/car-9/stream", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_a_problem_too(string method, string path, HttpStatusCode status)
    {
        await using var city = await TestServer.StartAsync();
        await BookingCallsTests.ProblemAsync(await city.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Stop), status);
    }

    [Fact]
    public async Task A_page_elsewhere_that_calls_itself_by_another_name_gets_nothing()
    {
        await using var city = await TestServer.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/cars");
        request.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await city.Http.SendAsync(request, Stop)).StatusCode);
    }
}
