using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Stores;
using Pixelopolis.Fleet.Server.Stores.Sqlite;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Loop;

public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-server-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_ride_under_way_goes_on_to_its_arrival_when_the_server_is_started_again()
    {
        string id;
        Action<Fleet.Tests.Simulated.PointCar> asItWas;
        await using (var city = await TestServer.StartAsync(folder: _folder))
        {
            await using var car = await city.CarAsync("car-1", "ha", stays: true);
            await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
            id = (await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking)).Id;
            await city.BookingAsync(id, b => b.State == BookingState.Driving);
            var orders = car.Orders.ToArray();
            asItWas = again =>
            {
                foreach (var order in orders) again.Take(order);
            };
        }
        await using (var city = await TestServer.StartAsync(folder: _folder))
        {
            Assert.Equal((BookingState.Driving, "car-1"), (city.Board.Booking(id)!.State, city.Board.Booking(id)!.Car));
            Assert.Equal(CarActivity.Offline, city.Board.Car("car-1")!.State);
            await using var car = await city.CarAsync("car-1", "ha", before: asItWas);
            var ended = await city.BookingAsync(id, b => !b.State.IsActive());
            Assert.Equal((BookingState.Arrived, "car-1"), (ended.State, ended.Car));
            Assert.Equal("f", car.Car.LastNode);
            Assert.All(car.Orders, order => Assert.StartsWith(id + ".", order.OrderId));
        }
    }

    [Fact]
    public async Task A_car_that_was_taken_off_the_table_is_shown_no_more_and_a_restart_does_not_bring_it_back()
    {
        await using (var city = await TestServer.StartAsync(folder: _folder))
        {
            await using (await city.CarAsync("car-1", "ha")) await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
            await using var other = await city.CarAsync("car-2", "bc");
            await city.CarShownAsync("car-2", c => c.State == CarActivity.Ready);
            await city.CarShownAsync("car-1", c => c.State == CarActivity.Offline);
            using var listener = city.Server.Services.GetRequiredService<EventHub>().Listen(happened => happened.Name == EventNames.CarGone)!;
            Assert.Equal(HttpStatusCode.OK, (await city.OperatorAsync("cars/car-1/remove")).StatusCode);
            Assert.Equal(["car-2"], city.Board.Cars.Select(c => c.Serial));
            Assert.Equal(new CarGone("car-1"), Assert.Single(await listener.TakeAsync(TimeSpan.Zero, Stop)).Value);
        }
        await using (var city = await TestServer.StartAsync(folder: _folder))
        {
            Assert.Equal(["car-2"], city.Board.Cars.Select(c => c.Serial));
            await using var car = await city.CarAsync("car-1", "ha");
            await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        }
    }

    [Fact]
    public async Task A_waiting_booking_waits_on_and_its_device_is_still_known()
    {
        string id;
        await using (var city = await TestServer.StartAsync(folder: _folder))
            id = (await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking)).Id;
        await using (var city = await TestServer.StartAsync(folder: _folder))
        {
            Assert.Equal(id, (await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking)).Id);
            await using var car = await city.CarAsync("car-1", "ha");
            Assert.Equal(BookingState.Arrived, (await city.BookingAsync(id, b => !b.State.IsActive())).State);
        }
    }

    [Fact]
    public async Task An_ended_ride_is_found_again_and_is_kept_as_a_trip()
    {
        string id;
        await using (var city = await TestServer.StartAsync(folder: _folder))
        {
            await using var car = await city.CarAsync("car-1", "ha");
            id = (await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking)).Id;
            await city.BookingAsync(id, b => b.State == BookingState.Arrived);
        }
        await using (var city = await TestServer.StartAsync(folder: _folder))
        {
            var found = await TestServer.ReadAsync(await city.Http.GetAsync($"/api/bookings/{id}", Stop), HttpJson.Default.Booking);
            Assert.Equal((BookingState.Arrived, "car-1"), (found.State, found.Car));
        }
        await using var store = new SqliteStore(Path.Combine(_folder, StoreChoice.FileName));
        await store.PrepareAsync(Stop);
        var trip = Assert.Single(await store.TripsAsync(10, Stop));
        Assert.Equal((id, "phone", "car-1", BookingState.Arrived), (trip.BookingId, trip.DeviceId, trip.Car, trip.Result));
        Assert.Equal(["ab", "bc", "cd", "de", "ef"], trip.Route);
    }
}
