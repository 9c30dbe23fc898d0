using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class SingleCarTests
{
    [Fact]
    public void A_booking_ends_with_the_car_standing_at_the_station()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60), town.Booking("b1").ToString());
        Assert.Equal("f", car.LastNode);
        Assert.Equal(0, car.Rejected);
        Assert.Equal(["ab", "bc", "cd", "de", "ef"], town.Booking("b1").Route!);
        Assert.Contains(town.Effects.OfType<BookingChanged>(), b => b.Booking.State == BookingState.Driving);
    }

    [Fact]
    public void The_first_order_has_a_base_and_a_horizon_numbered_alternately()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { ReleaseAhead = 0.3 });
        town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        var order = town.Effects.OfType<OrderPublished>().First().Order;
        Assert.Equal(0u, order.OrderUpdateId);
        Assert.Equal(["a", "b", "c", "d", "e", "f"], order.Nodes.Select(n => n.NodeId));
        Assert.Equal([0u, 2, 4, 6, 8, 10], order.Nodes.Select(n => n.SequenceId));
        Assert.Equal([1u, 3, 5, 7, 9], order.Edges.Select(e => e.SequenceId));
        Assert.Equal([true, true, false, false, false, false], order.Nodes.Select(n => n.Released));
        Assert.Equal([true, false, false, false, false], order.Edges.Select(e => e.Released));
        Assert.Equal("expect sign: speed_limit_30", order.Nodes[1].NodeDescription);
        Assert.All(order.Edges, e => Assert.Equal(0.4, e.MaxSpeed));
    }

    [Fact]
    public void Each_update_is_stitched_to_the_end_of_the_base_before()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { ReleaseAhead = 0.3 });
        town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "H");
        town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60);
        var orders = town.Effects.OfType<OrderPublished>().Where(o => !o.Again).Select(o => o.Order).ToArray();
        Assert.True(orders.Length > 3);
        for (var i = 1; i < orders.Length; i++)
        {
            var end = orders[i - 1].Nodes.Last(n => n.Released);
            Assert.Equal((end.NodeId, end.SequenceId), (orders[i].Nodes[0].NodeId, orders[i].Nodes[0].SequenceId));
            Assert.Equal(orders[i - 1].OrderUpdateId + 1, orders[i].OrderUpdateId);
            Assert.Equal(orders[0].OrderId, orders[i].OrderId);
        }
    }

    [Fact]
    public void A_car_never_stands_still_on_a_free_road()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha", speed: 0.4);
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(0.3);
        var stood = 0;
        town.EachTick = () => stood += car.State().Driving || car.LastNode == "f" ? 0 : 1;
        town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60);
        Assert.Equal(0, stood);
    }

    [Fact]
    public void A_car_within_an_edge_finishes_it_first()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ab");
        car.StandAt("ab", 0.6);
        town.Run(1);
        town.Book("b1", "phone", "H");
        var order = town.Effects.OfType<OrderPublished>().First().Order;
        Assert.Equal("a", order.Nodes[0].NodeId);
        Assert.True(order.Nodes[0].NodePosition!.AllowedDeviationXY >= 0.6);
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60));
        Assert.Equal("h", car.LastNode);
        Assert.Equal(0, car.Rejected);
    }

    [Fact]
    public void A_car_at_the_destination_goes_round_because_a_booking_is_a_ride()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ab");
        town.Run(1);
        town.Book("b1", "phone", "B");
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60));
        Assert.True(car.Travelled > 4);
    }

    [Fact]
    public void Trips_follow_one_another()
    {
        var town = new Town(Maps.Ring());
        town.Add("car-1", "ha");
        string[] places = ["F", "B", "H", "D"];
        for (var i = 0; i < 12; i++)
        {
            var id = town.Book($"b{i}", "phone", places[i % 4]);
            Assert.True(town.RunUntil(() => town.Booking(id).State == BookingState.Arrived, 90), town.Booking(id).ToString());
        }
        Assert.Equal(0, town.Cars[0].Rejected);
    }
}
