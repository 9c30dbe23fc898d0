using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
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
    public void A_car_that_is_not_heard_of_after_a_restart_keeps_its_space_until_it_is_taken_off_the_table()
    {
        var town = new Town(Maps.Ring());
        town.Add("car-1", "ab");
        town.Add("car-2", "gh");
        town.Run(1);
        town.Book("b1", "phone", "D");
        Assert.Equal("car-1", town.Booking("b1").Car);
        town.Run(2);
        town.Silent.Add("car-1");
        town.Cars[0].Switched = false;
        town.Restart();
        town.Run(5);
        Assert.Contains("cd", town.Fleet.Car("car-1")!.Reserved!);
        Assert.Equal(CarActivity.Offline, town.Fleet.Car("car-1")!.State);
        town.Run(30);
        Assert.Equal("h", town.Cars[1].LastNode);
        town.Tell(new CarRemoved("car-1"));
        Assert.Equal("car-1", town.Effects.OfType<CarForgotten>().Single().Serial);
        // What a broker kept of it.
        town.Tell(new CarConnected("car-1", ConnectionState.ConnectionBroken));
        Assert.Null(town.Fleet.Car("car-1"));
        town.Cars.RemoveAt(0);
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 90), town.Booking("b1").ToString());
    }

    [Fact]
    public void A_car_that_had_taken_its_leave_before_a_restart_can_be_taken_off_the_table()
    {
        var town = new Town(Maps.Ring());
        town.Tell(new CarRestored(new CarView("car-1", "Pixelopolis", CarActivity.Offline, X: 0, Y: 0, Theta: 0, Connection: nameof(ConnectionState.Offline))));
        Assert.Equal(CarActivity.Offline, town.Fleet.Car("car-1")!.State);
        town.Tell(new CarRemoved("car-1"));
        Assert.Equal("car-1", town.Effects.OfType<CarForgotten>().Single().Serial);
        Assert.Empty(town.Effects.OfType<OperatorActRefused>());
    }

    [Fact]
    public void Nothing_is_released_after_a_restart_before_every_connected_car_has_spoken()
    {
        var town = new Town(Maps.Ring());
        town.Add("car-1", "gh");
        town.Add("car-2", "ab");
        town.Run(1);
        town.Silent.Add("car-2");
        town.Forget();
        town.Book("b1", "phone", "D");
        town.Run(4);
        Assert.Equal(0, town.Cars[0].Travelled);
        town.Silent.Clear();
        town.Run(4);
        Assert.True(town.Cars[0].Travelled > 0);
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
