using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class RestartTests
{
    [Fact]
    public void A_ride_under_way_goes_on_over_a_restart_of_the_server()
    {
        var town = new Town(Cities.Default, new FleetOptions { ReleaseAhead = 0.5 });
        var car = town.Add("car-1", "market-street-lantern-corner-tailors-corner-1");
        town.Run(1);
        town.Book("b1", "phone", "firefly-garden");
        town.Run(5);
        var order = car.OrderId;
        town.Restart(new FleetOptions { ReleaseAhead = 0.5 });
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 120), town.Booking("b1").ToString());
        Assert.Equal((order, 0), (car.OrderId, car.Rejected));
    }

    [Fact]
    public void A_ride_that_ended_while_the_server_was_away_has_arrived()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "B");
        town.Run(2);
        for (var i = 0; i < 200; i++) car.Step(0.1);
        town.Restart();
        town.Run(2);
        Assert.Equal(BookingState.Arrived, town.Booking("b1").State);
    }

    [Fact]
    public void A_booking_that_waited_for_a_car_still_gets_one()
    {
        var town = new Town(Maps.Ring());
        town.Book("b1", "phone", "F");
        town.Restart();
        town.Add("car-1", "ha");
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60));
    }

    [Fact]
    public void Restarts_at_any_moment_with_a_lossy_wire_lose_no_booking()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var town = new Town(Cities.Default, seed: seed, loss: 0.1);
            town.Add("car-1", "market-street-lantern-corner-tailors-corner-1");
            town.Add("car-2", "king-street-mill-corner-king-cross-1");
            town.Run(2);
            town.Book("b1", "one", "firefly-garden");
            town.Book("b2", "two", "cinnamon-bakery");
            for (var i = 0; i < 4; i++)
            {
                town.Run(2 + (seed * 3 + i * 5) % 7);
                town.Restart();
            }
            Assert.True(town.RunUntil(() => town.Fleet.Bookings.All(b => b.State == BookingState.Arrived), 240),
                $"seed {seed}: {string.Join("; ", town.Fleet.Bookings)}");
        }
    }

    [Fact]
    public void An_order_that_nobody_knows_is_cancelled_and_the_car_serves_again()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "H");
        town.Run(2);
        town.Forget();
        Assert.True(town.RunUntil(() => town.Fleet.Car("car-1")!.State == CarActivity.Ready, 20));
        town.Book("b2", "phone", "F");
        Assert.True(town.RunUntil(() => town.Booking("b2").State == BookingState.Arrived, 60));
        Assert.Equal(0, car.Rejected);
    }
}
