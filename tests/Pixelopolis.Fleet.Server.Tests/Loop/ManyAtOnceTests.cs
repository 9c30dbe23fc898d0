using System.Net;
using MongoDB.Driver;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Tests.Running;
using Pixelopolis.Fleet.Server.Tests.Stores;

namespace Pixelopolis.Fleet.Server.Tests.Loop;

public sealed class ManyAtOnceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Sixteen_stations_hailing_at_once_never_get_the_same_car() => SixteenAtOnceAsync(null);

    [Fact]
    public async Task Sixteen_stations_hailing_at_once_never_get_the_same_car_on_MongoDB()
    {
        var server = Environment.GetEnvironmentVariable(MongoStoreTests.Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"{MongoStoreTests.Variable} is not set");
        var database = $"pixelopolis_test_{Guid.NewGuid():n}"[..32];
        await SixteenAtOnceAsync(new MongoUrlBuilder(server) { DatabaseName = database }.ToString());
        using var client = new MongoClient(server);
        await client.DropDatabaseAsync(database, Stop);
    }

    private static async Task SixteenAtOnceAsync(string? store)
    {
        await using var city = await TestServer.StartAsync(o => o with { City = CityChoice.DefaultFile, Store = store });
        // They stand in their bays, take their orders and stay, so that no car becomes free again.
        var bays = city.Map.Stations.Where(station => station.Kind == City.StationKind.Parking).Select(station => city.Map.Into(station.NodeId)[0].Id).Take(3).ToArray();
        await using var first = await city.CarAsync("car-1", bays[0], stays: true);
        await using var second = await city.CarAsync("car-2", bays[1], stays: true);
        await using var third = await city.CarAsync("car-3", bays[2], stays: true);
        foreach (var serial in new[] { "car-1", "car-2", "car-3" }) await city.CarShownAsync(serial, c => c.State == CarActivity.Ready);

        var places = city.Map.Stations.Where(station => station.Kind == City.StationKind.Destination).Select(station => station.Id).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(station => city.HailAsync($"phone-{station}", places[station % places.Length])));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        await city.UntilAsync(() => city.Board.Bookings.Count(b => b.Car is not null) == 3 ? city : null);

        var paired = city.Board.Bookings.Where(b => b.Car is not null).Select(b => b.Car!).Order();
        Assert.Equal(["car-1", "car-2", "car-3"], paired);
        Assert.Equal(13, city.Board.Bookings.Count(b => b is { State: BookingState.Requested, Car: null }));
        // Paired is on the board at once; the orders are still on their way over the broker.
        TestCar[] cars = [first, second, third];
        await city.UntilAsync(() => cars.All(car => car.Orders.Count > 0) ? city : null);
        Assert.Equal(3, cars.SelectMany(car => car.Orders).Select(order => order.OrderId).Distinct().Count());
    }
}
