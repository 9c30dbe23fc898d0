using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class OperatorTests
{
    [Fact]
    public void The_big_stop_pauses_every_car_until_the_city_is_resumed()
    {
        var town = new Town(Cities.Default);
        town.Add("car-1", "market-street-lantern-corner-tailors-corner-1");
        town.Add("car-2", "king-street-mill-corner-king-cross-1");
        town.Run(1);
        town.Book("b1", "one", "lighthouse");
        town.Book("b2", "two", "lantern-theatre");
        town.Run(4);
        town.Tell(new CityStopped());
        town.Run(1);
        Assert.All(town.Cars, c => Assert.True(c.Paused));
        var stood = town.Cars.Select(c => c.Travelled).ToArray();
        town.Run(20);
        Assert.Equal(stood, town.Cars.Select(c => c.Travelled));
        Assert.Equal(WaitingKind.Operator, town.Booking("b1").WaitingFor!.Kind);
        Assert.Null(town.Booking("b1").Eta);
        town.Book("b3", "three", "lighthouse");
        Assert.Equal(BookingRefusal.CityStopped, town.Effects.OfType<BookingRefused>().Single().Reason);
        town.Tell(new CityResumed());
        Assert.True(town.RunUntil(() => town.Fleet.Bookings.All(b => b.State == BookingState.Arrived), 120));
        Assert.Equal([true, false], town.Effects.OfType<CityChanged>().Select(c => c.City.Stopped));
    }

    [Fact]
    public void A_stop_from_before_a_restart_is_as_old_as_it_was()
    {
        var town = new Town(Cities.Default);
        var since = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        town.Tell(new CityStopped(since));
        Assert.Equal(new CityStatus(true, since), town.Fleet.City);
    }

    [Fact]
    public void A_stop_is_sent_again_until_the_cars_show_it()
    {
        var town = new Town(Maps.Ring(), seed: 3, loss: 0.7);
        town.Add("car-1", "ha");
        town.Tell(new CityStopped());
        Assert.True(town.RunUntil(() => town.Cars[0].Paused, 60));
        town.Run(30);
        Assert.True(town.Effects.OfType<ActionsPublished>().Where(a => a.Actions.Actions[0].ActionType == ActionTypes.StartPause).Select(a => a.Actions.Actions[0].ActionId).Distinct().Count() <= 1);
    }

    [Fact]
    public void A_car_that_connects_to_a_stopped_city_is_paused_too()
    {
        var town = new Town(Maps.Ring());
        town.Tell(new CityStopped());
        town.Add("car-1", "ha");
        town.Run(1);
        Assert.True(town.Cars[0].Paused);
    }

    [Fact]
    public void One_car_can_be_paused_while_the_others_drive_on()
    {
        var town = new Town(Maps.Ring());
        town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(2);
        town.Tell(new CarPaused("car-1"));
        town.Run(10);
        Assert.Equal(CarActivity.Paused, town.Fleet.Car("car-1")!.State);
        Assert.Equal(BookingState.Driving, town.Booking("b1").State);
        town.Tell(new CarResumed("car-1"));
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60));
    }

    [Fact]
    public void A_car_without_a_position_is_not_ready_until_it_is_told_where_it_stands()
    {
        var town = new Town(Maps.Ring());
        var car = new PointCar("car-1", town.Map, 0.35);
        town.Cars.Add(car);
        town.Tell(new CarConnected("car-1", ConnectionState.Online));
        town.Run(2);
        Assert.Equal(CarActivity.NotLocalized, town.Fleet.Car("car-1")!.State);
        town.Tell(new CarPlaced("car-1", 0.45, 0.02, 0));
        town.Run(2);
        Assert.Equal(CarActivity.Ready, town.Fleet.Car("car-1")!.State);
        Assert.Equal("a", car.LastNode);
        Assert.Equal(["ab", "ha"], town.Fleet.Car("car-1")!.Reserved!.Order());
        town.Book("b1", "phone", "D");
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60));
    }

    [Theory]
    [InlineData(5, 5, 0, null)]
    [InlineData(0.8, 0, 3.1, null)]
    [InlineData(0.8, 0, 0, "nowhere")]
    public void A_place_on_no_lane_is_refused(double x, double y, double theta, string? node)
    {
        var town = new Town(Maps.Ring());
        town.Add("car-1", "ha");
        town.Tell(new CarPlaced("car-1", x, y, theta, node));
        Assert.Equal(OperatorRefusal.UnknownPlace, town.Effects.OfType<OperatorActRefused>().Single().Reason);
    }

    [Fact]
    public void An_unknown_car_is_named()
    {
        var town = new Town(Maps.Ring());
        town.Tell(new CarPaused("car-9"));
        Assert.Equal(("car-9", OperatorRefusal.UnknownCar), (town.Effects.OfType<OperatorActRefused>().Single().Serial, town.Effects.OfType<OperatorActRefused>().Single().Reason));
    }

    [Fact]
    public void A_car_can_be_sent_to_its_bay()
    {
        var town = new Town(Cities.Default);
        var car = town.Add("car-1", "market-street-lantern-corner-tailors-corner-1");
        town.Run(1);
        town.Tell(new CarSentToPark("car-1"));
        Assert.True(town.RunUntil(() => town.Fleet.Car("car-1")!.State == CarActivity.Ready && car.LastNode.Contains("parking", StringComparison.Ordinal), 120));
    }

    [Fact]
    public void A_car_put_elsewhere_while_it_drives_gives_its_order_up_and_its_ride_begins_anew()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(2);
        var place = town.Map.Node("h");
        town.Tell(new CarPlaced("car-1", place.X, place.Y, -Math.PI / 2, "h"));
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 90), town.Booking("b1").ToString());
        Assert.Equal("f", car.LastNode);
        Assert.Equal(0, car.Rejected);
    }
}
