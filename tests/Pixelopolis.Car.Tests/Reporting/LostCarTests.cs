using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Tests.Localization;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.Tests.Reporting;

/// <summary>What a car that was carried to another lane of <see cref="SignStreet"/> says of itself, from the loss of its place to its finding.</summary>
public sealed class LostCarTests
{
    private readonly DriveStep _step = new(new DriveOptions(), SignStreet.Map, SignStreet.Crossings);
    private readonly OrderFollower _orders;
    private readonly OrderDesk _desk;
    private readonly DriveReporter _reporter;
    private double _now, _travelled;
    private uint _frame;

    public LostCarTests()
    {
        _orders = new OrderFollower(SignStreet.Map, SignStreet.Crossings, _step);
        _desk = new OrderDesk(_orders);
        _reporter = new DriveReporter(_step, _orders, _desk);
        _orders.InitPosition(SignStreet.Path.At(0), "ring", "a");
        _desk.Take(new FleetMail(Order: new OrderMessage
        {
            OrderId = "o", OrderUpdateId = 0,
            Nodes = [new OrderNode("a", 0, true, []), new OrderNode("b", 2, true, []), new OrderNode("c", 4, true, [])],
            Edges = [new OrderEdge("south", 1, true, "a", "b", []), new OrderEdge("east", 3, true, "b", "c", [])],
        }), standing: true);
    }

    private StateMessage State => StateReport.State(_desk.Snapshot, _reporter.Last, new CarConditions(), SignStreet.Map, new DriveOptions());

    [Fact]
    public void It_tells_where_it_may_be_crawls_only_where_it_is_let_and_reports_the_place_it_finds_as_if_it_had_been_put_there()
    {
        for (var s = 0.0; s < 0.6; s += 0.02) Turn(SignStreet.Path.At(s), 0.02);
        Assert.Null(State.Pixelopolis?.Search);
        var west = Lose();
        Assert.Equal(HoldReason.Lost, _reporter.Last.Output.Hold);
        var search = State.Pixelopolis!.Search!;
        Assert.Contains(search.Candidates, c => c.EdgeId == "west");
        Assert.Equal(1, search.Candidates.Sum(c => c.Share) + search.Unlisted, 2);
        Assert.True(search.Candidates.Zip(search.Candidates.Skip(1)).All(p => p.First.Share >= p.Second.Share));
        Assert.Equal((0, CarErrorTypes.LocalizationLost), (search.Room, Assert.Single(State.Errors).ErrorType));
        _desk.Take(new FleetMail(Actions: new InstantActionsMessage
        {
            Actions = [new(ActionTypes.SearchPosition, "s", BlockingType.None, [new(ActionTypes.SearchDistance, ParameterValue.Of(1.0))])],
        }), standing: true);
        Assert.Equal(ActionStatus.Finished, _desk.Snapshot.ActionStates.Single(a => a.ActionId == "s").ActionStatus);
        var since = _reporter.Last.SinceLastNode;
        for (; west < 11.5 && _orders.IsSearching; west += 0.005)
        {
            Turn(SignStreet.Path.At(west), 0.005);
            if (!_orders.IsSearching) break;
            Assert.True(_reporter.Last.Output.Hold != HoldReason.None || _reporter.Last.Output.Speed <= new SafetyOptions().SearchSpeed);
            Assert.Equal(since, _reporter.Last.SinceLastNode);
        }
        Turn(SignStreet.Path.At(west), 0);
        Assert.Null(State.Pixelopolis?.Search);
        Assert.Empty(State.NodeStates);
        Assert.Equal(("d", 2), (State.LastNodeId, _desk.Snapshot.Placements));
        // Not quite as if: what a search has found is doubted until what is seen bears it out.
        Assert.InRange(_step.Localizer.Estimate.Doubt, 0.1, 0.5);
        Assert.Equal(west - 9.0, 3 - State.AgvPosition!.Y, 0.15);
    }

    [Fact]
    public void Found_on_its_own_path_it_keeps_its_order_and_counts_from_the_last_node_again()
    {
        for (var s = 0.0; s < 0.6; s += 0.02) Turn(SignStreet.Path.At(s), 0.02);
        var at = 0.75;
        // A sign where none hangs makes it doubt, though it is where it should be.
        var strange = SignStreet.Seen(new("x", City.SignClass.BusStop, 1.6, 0.15, Math.PI, "a"), new Pose(0.7, 0, 0));
        for (; !_orders.IsSearching && at < 1; at += 0.005) Turn(SignStreet.Path.At(at), 0.02, [strange]);
        Assert.True(_orders.IsSearching);
        _step.Localizer.GrantSearch(2);
        for (; at < 3 && _orders.IsSearching; at += 0.005) Turn(SignStreet.Path.At(at), 0.005);
        Turn(SignStreet.Path.At(at), 0.005);
        Assert.Equal(("o", 2, 1), (State.OrderId, State.NodeStates.Count, _desk.Snapshot.Placements));
        Assert.Equal(at, State.DistanceSinceLastNode!.Value, 0.1);
        Assert.Equal(at, State.AgvPosition!.X, 0.1);
    }

    [Fact]
    public void It_watches_its_routes_way_while_it_knows_its_place_and_the_arc_that_it_steers_once_it_is_lost()
    {
        for (var s = 0.0; s < 2.4; s += 0.02) Turn(SignStreet.Path.At(s), 0.02);
        var round = _step.Way.At(1.0);
        Assert.Equal((0.6, 0.4), (round.X, round.Y), (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.1 && Math.Abs(a.Item2 - b.Item2) < 0.1);
        Lose();
        var straight = _step.Way.At(1.0);
        Assert.Equal((1.0, 0.0), (straight.X, straight.Y), (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.001 && Math.Abs(a.Item2 - b.Item2) < 0.001);
    }

    [Fact]
    public void The_sum_of_a_search_over_the_edges_allocates_nothing()
    {
        for (var s = 0.0; s < 0.6; s += 0.02) Turn(SignStreet.Path.At(s), 0.02);
        Lose();
        var shares = new Pixelopolis.Car.Localization.EdgeShare[SignStreet.Map.Edges.Count];
        Assert.Equal(0, Allocations.InSteadyState(() => _step.Localizer.Finder!.Shares(shares)));
        Assert.Equal(1, shares.Sum(s => s.Share), 6);
        Assert.All(shares, s => Assert.InRange(s.To, s.From, 3));
    }

    private double Lose()
    {
        var west = 9.2;
        for (; west < 10.2 && !_orders.IsSearching; west += 0.02) Turn(SignStreet.Path.At(west), 0.02);
        Assert.True(_orders.IsSearching);
        for (var i = 0; i < 12; i++) Turn(SignStreet.Path.At(west), 0);
        return west;
    }

    private void Turn(Pose axle, double moved, Detection[]? sees = null)
    {
        _now += 0.05;
        _travelled += moved;
        var wheels = new DriveOptions().Wheels;
        var ticks = (int)Math.Round(_travelled / (2 * Math.PI * wheels.WheelRadius) * wheels.TicksPerRevolution);
        var velocity = (float)(moved / 0.05 / wheels.WheelRadius);
        var status = new BoardStatus { LeftTicks = ticks, RightTicks = ticks, LeftVelocity = velocity, RightVelocity = velocity, BatteryMillivolts = 7600 };
        var sight = sees is null ? SignStreet.Sight(++_frame, _now, axle) : new SightReading(++_frame, _now, sees);
        var input = new DriveInput(_now, new LaneReading(_frame, _now, 0, 0, 0, 0, double.NaN), status, _now, false, sight);
        _reporter.Turn(input, _step.Step(input, _orders.Route), sent: true);
    }
}
