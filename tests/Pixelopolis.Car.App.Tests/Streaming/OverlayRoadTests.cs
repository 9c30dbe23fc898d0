using Pixelopolis.Car.App.Streaming;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Safety;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.App.Tests.Streaming;

public class OverlayRoadTests
{
    private static readonly OrderSnapshot Order = OrderSnapshot.Empty with { OrderId = "order-1", LastNodeId = "a" };

    [Fact]
    public void On_an_order_it_names_the_edge_that_the_car_is_on()
    {
        var road = OverlayRoad.Of(Order with { EdgeStates = [new EdgeState("a-b", 1, true), new EdgeState("b-c", 3, false)], NodeStates = [new NodeState("b", 2, true), new NodeState("c", 4, false)] });
        Assert.Equal(new OverlayRoad("a-b", false), road);
        Assert.Equal("Waiting for the car ahead", road.Why(HoldReason.CarAhead));
    }

    [Fact]
    public void Where_the_released_road_ends_before_the_order_does_it_waits_and_has_not_arrived()
    {
        var road = OverlayRoad.Of(Order with { EdgeStates = [new EdgeState("b-c", 3, false)], NodeStates = [new NodeState("c", 4, false)] });
        Assert.Equal(new OverlayRoad(null, false), road);
        Assert.Equal("At the end of its released road", road.Why(HoldReason.EndOfBase));
    }

    [Fact]
    public void At_the_end_of_its_order_it_has_arrived_unless_something_else_holds_it()
    {
        var road = OverlayRoad.Of(Order);
        Assert.Equal("Arrived", road.Why(HoldReason.EndOfBase));
        Assert.NotEqual("Arrived", road.Why(HoldReason.Paused));
    }

    [Fact]
    public void Without_an_order_it_says_nothing_of_a_road() => Assert.Equal(default, OverlayRoad.Of(OrderSnapshot.Empty));
}
