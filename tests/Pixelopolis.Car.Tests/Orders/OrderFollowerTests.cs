using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Safety;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.Tests.Orders;

public class OrderFollowerTests
{
    private static readonly CityMap Street = new("street", "Street", "1", 0.25,
        [new("a", 0, 0), new("b", 1, 0), new("c", 2, 0), new("d", 3, 0)],
        [Lane("ab", "a", "b", 0, 1), Lane("bc", "b", "c", 1, 2), Lane("cd", "c", "d", 2, 3)], [], [], []);

    private static Edge Lane(string id, string from, string to, double x0, double x1) => new(id, from, to, 0.4, null, LaneCurve.Straight(x0, 0, x1, 0));

    private static OrderMessage Order(string id, uint update, int released, uint firstSequence, params string[] nodes) => new()
    {
        OrderId = id,
        OrderUpdateId = update,
        Nodes = [.. nodes.Select((n, i) => new OrderNode(n, firstSequence + 2 * (uint)i, i < released, []))],
        Edges = [.. nodes.Skip(1).Select((n, i) => new OrderEdge(nodes[i] + n, firstSequence + 2 * (uint)i + 1, i + 1 < released, nodes[i], n, []))],
    };

    private sealed class Bench
    {
        private double _now = 1;
        private int _ticks;
        private uint _frame;

        public Bench()
        {
            Step = new DriveStep(new DriveOptions());
            Orders = new OrderFollower(Street, Intersections.Of(Street), Step);
            Assert.Null(Orders.InitPosition(new Pose(0, 0, 0), "street", "a"));
        }

        public DriveStep Step { get; }

        public OrderFollower Orders { get; }

        public DriveOutput Last { get; private set; }

        /// <summary>A car whose wheels do what they are told.</summary>
        public void Drive(double seconds)
        {
            for (var until = _now + seconds; _now < until; _now += 0.05)
            {
                var status = new BoardStatus((uint)(_now * 1000), _ticks, _ticks, 0, 0, 8000, Buttons.None, BoardFaults.None, Leds.None, CommandRefusal.None, 0, 0);
                Last = Step.Step(new DriveInput(_now, new LaneReading(++_frame, _now - 0.06, 0, 0, 0, 0, double.NaN), status, _now, false), Orders.Route);
                _ticks += (int)Math.Round(Last.Command.LeftVelocity * 0.05 / (2 * Math.PI) * 4096);
                Orders.Progress(Last.Command.IsStop);
            }
        }
    }

    /// <summary>At the node, less what it may be farther than it believes.</summary>
    private static void AssertStopsBefore(double node, Bench bench)
    {
        var along = bench.Last.At.DeviationAlong;
        Assert.InRange(along, 0.01, 0.12);
        Assert.InRange(bench.Orders.Pose.X, node - along - 0.03, node - along + 0.01);
    }

    [Fact]
    public void Drives_to_the_end_of_its_base_and_stands_there_by_itself()
    {
        var bench = new Bench();
        Assert.True(bench.Orders.Accept(Order("o1", 0, 2, 0, "a", "b", "c")).Accepted);
        bench.Drive(8);
        Assert.Equal(HoldReason.EndOfBase, bench.Last.Hold);
        AssertStopsBefore(1, bench);
        Assert.Equal("b", bench.Orders.Snapshot.LastNodeId);
        Assert.Equal(["c"], bench.Orders.Snapshot.NodeStates.Select(n => n.NodeId));
        Assert.True(bench.Orders.Snapshot.NewBaseRequest);
    }

    [Fact]
    public void An_update_that_begins_at_the_end_of_the_base_carries_the_car_on_without_a_jump()
    {
        var bench = new Bench();
        bench.Orders.Accept(Order("o1", 0, 2, 0, "a", "b", "c"));
        bench.Drive(2);
        var before = bench.Orders.Pose;
        Assert.True(bench.Orders.Accept(Order("o1", 1, 3, 2, "b", "c", "d")).Accepted);
        Assert.Equal(before.X, bench.Orders.Pose.X, 6);
        bench.Drive(12);
        Assert.Equal("d", bench.Orders.Snapshot.LastNodeId);
        Assert.Empty(bench.Orders.Snapshot.NodeStates);
        Assert.Empty(bench.Orders.Snapshot.EdgeStates);
        AssertStopsBefore(3, bench);
    }

    [Fact]
    public void A_repeat_changes_nothing_and_an_older_update_is_rejected()
    {
        var bench = new Bench();
        bench.Orders.Accept(Order("o1", 3, 2, 0, "a", "b"));
        Assert.Equal(OrderResult.Repeat, bench.Orders.Accept(Order("o1", 3, 2, 0, "a", "b")));
        Assert.Equal(ErrorTypes.OrderUpdate, bench.Orders.Accept(Order("o1", 2, 2, 0, "a", "b")).Error?.ErrorType);
        Assert.Equal(3u, bench.Orders.Snapshot.OrderUpdateId);
    }

    [Fact]
    public void A_new_order_while_one_is_active_is_rejected_and_does_not_disturb_it()
    {
        var bench = new Bench();
        bench.Orders.Accept(Order("o1", 0, 2, 0, "a", "b"));
        Assert.Equal(ErrorTypes.OrderUpdate, bench.Orders.Accept(Order("o2", 0, 2, 0, "a", "b")).Error?.ErrorType);
        Assert.Single(bench.Orders.Snapshot.Errors);
        bench.Drive(8);
        Assert.Equal("o1", bench.Orders.Snapshot.OrderId);
        Assert.Equal("b", bench.Orders.Snapshot.LastNodeId);
    }

    [Fact]
    public void An_update_that_does_not_fit_the_end_of_the_base_is_rejected()
    {
        var bench = new Bench();
        bench.Orders.Accept(Order("o1", 0, 2, 0, "a", "b", "c"));
        Assert.Equal(ErrorTypes.OrderUpdate, bench.Orders.Accept(Order("o1", 1, 2, 4, "c", "d")).Error?.ErrorType);
        Assert.Equal(0u, bench.Orders.Snapshot.OrderUpdateId);
    }

    [Theory]
    [InlineData("z", ErrorTypes.NoRoute)]
    [InlineData("d", ErrorTypes.NoRoute)]
    public void An_order_that_begins_elsewhere_is_rejected(string node, string error)
    {
        var bench = new Bench();
        Assert.Equal(error, bench.Orders.Accept(Order("o1", 0, 1, 0, node)).Error?.ErrorType);
    }

    [Fact]
    public void A_car_that_was_never_put_down_takes_no_order()
    {
        var step = new DriveStep(new DriveOptions());
        var orders = new OrderFollower(Street, Intersections.Of(Street), step);
        Assert.Equal(ErrorTypes.NoRoute, orders.Accept(Order("o1", 0, 2, 0, "a", "b")).Error?.ErrorType);
    }

    [Fact]
    public void Cancelling_stops_the_car_and_drops_the_order_but_keeps_its_id()
    {
        var bench = new Bench();
        bench.Orders.Accept(Order("o1", 0, 4, 0, "a", "b", "c", "d"));
        bench.Drive(3);
        Assert.Null(bench.Orders.Cancel("cancel-1"));
        Assert.NotEmpty(bench.Orders.Snapshot.NodeStates);
        bench.Drive(3);
        Assert.Empty(bench.Orders.Snapshot.NodeStates);
        Assert.Equal("o1", bench.Orders.Snapshot.OrderId);
        Assert.Equal(ActionStatus.Finished, bench.Orders.Snapshot.ActionStates.Single(a => a.ActionId == "cancel-1").ActionStatus);
        var there = bench.Orders.Pose.X;
        bench.Drive(2);
        Assert.Equal(there, bench.Orders.Pose.X, 6);
    }

    [Fact]
    public void A_car_put_elsewhere_while_it_cancels_has_done_with_its_order()
    {
        var bench = new Bench();
        bench.Orders.Accept(Order("o1", 0, 4, 0, "a", "b", "c", "d"));
        bench.Drive(3);
        bench.Orders.Cancel("cancel-1");
        Assert.Null(bench.Orders.InitPosition(new Pose(2, 0, 0), "street", "c"));
        Assert.Empty(bench.Orders.Snapshot.NodeStates);
        Assert.Equal(ActionStatus.Finished, bench.Orders.Snapshot.ActionStates.Single(a => a.ActionId == "cancel-1").ActionStatus);
        Assert.True(bench.Orders.Accept(Order("o2", 0, 2, 0, "c", "d")).Accepted);
    }

    [Fact]
    public void Cancelling_without_an_order_is_named()
    {
        var bench = new Bench();
        Assert.Equal(ErrorTypes.NoOrderToCancel, bench.Orders.Cancel("cancel-1")?.ErrorType);
    }

    [Fact]
    public void A_second_order_begins_where_the_first_one_ended_with_the_drift_it_has()
    {
        var bench = new Bench();
        bench.Orders.Accept(Order("o1", 0, 2, 0, "a", "b"));
        bench.Drive(8);
        var stood = bench.Orders.Pose;
        Assert.NotEqual(1.0, stood.X);
        Assert.True(bench.Orders.Accept(Order("o2", 0, 2, 0, "b", "c")).Accepted);
        Assert.Equal(stood.X, bench.Orders.Pose.X, 6);
        bench.Drive(8);
        AssertStopsBefore(2, bench);
    }
}
