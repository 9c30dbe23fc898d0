using System.Net.Http.Json;
using Pixelopolis.City.Lif;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.EndToEnd.Tests;

[Collection("the city")]
public class RideTests
{
    [Fact]
    public async Task A_car_drives_to_the_booked_destination_by_its_camera()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await RunningCity.OpenAsync(cars: 1, cancel);
        await RideToAsync(city, "lighthouse", cancel);
        await ClosesCleanlyAsync(city, cancel);
    }

    [Fact]
    public async Task The_same_ride_works_with_the_city_in_MongoDB()
    {
        var mongo = Environment.GetEnvironmentVariable("PIXELOPOLIS_MONGO");
        if (string.IsNullOrEmpty(mongo)) Assert.Skip("PIXELOPOLIS_MONGO names no MongoDB server");
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await RunningCity.OpenAsync(cars: 1, cancel, $"{mongo.TrimEnd('/')}/pixelopolis-{Guid.NewGuid():N}");
        await RideToAsync(city, "lighthouse", cancel);
    }

    private static async Task RideToAsync(RunningCity city, string destination, CancellationToken cancel)
    {
        var map = LifReader.Read(await city.Http.GetStringAsync("/api/city", cancel)).Map!;
        var before = (await city.Http.GetFromJsonAsync("/api/cars/car-1", HttpJson.Default.CarView, cancel))!;
        var booking = await city.BookAsync("phone-1", destination, cancel);
        using var stream = await city.Http.GetAsync("/api/cars/car-1/stream", HttpCompletionOption.ResponseHeadersRead, cancel);
        Assert.Equal("multipart/x-mixed-replace", stream.Content.Headers.ContentType?.MediaType);
        var ended = await city.RideAsync(booking.Id, cancel);
        Assert.Equal(BookingState.Arrived, ended.State);
        Assert.Equal("car-1", ended.Car);
        var after = (await city.Http.GetFromJsonAsync("/api/cars/car-1", HttpJson.Default.CarView, cancel))!;
        var node = map.Node(map.Station(destination).NodeId);
        Assert.True(Distance(before, node.X, node.Y) > 0.5, "the car stood at its destination from the start");
        Assert.True(Distance(after, node.X, node.Y) < 0.10, $"the car believes itself {Distance(after, node.X, node.Y):0.00} m from its station");
        Assert.True(after.LocalizationScore > 0.5);
    }

    private static async Task ClosesCleanlyAsync(RunningCity city, CancellationToken cancel)
    {
        city.Lab.Interrupt();
        Assert.Equal(0, await city.Lab.EndAsync(cancel));
    }

    private static double Distance(CarView car, double x, double y) => Math.Sqrt(Math.Pow(car.X!.Value - x, 2) + Math.Pow(car.Y!.Value - y, 2));
}
