using Pixelopolis.Car.Orders;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Tests.Orders;

public class OrderDeskTests
{
    private static readonly CityMap Street = new("street", "Street", "1", 0.25,
        [new("a", 0, 0), new("b", 1, 0)], [new Edge("ab", "a", "b", 0.4, null, LaneCurve.Straight(0, 0, 1, 0))], [], [], []);

    private readonly OrderFollower _follower;
    private readonly OrderDesk _desk;

    public OrderDeskTests()
    {
        _follower = new OrderFollower(Street, Intersections.Of(Street), new DriveStep(new DriveOptions()));
        _desk = new OrderDesk(_follower);
    }

    private OrderSnapshot Snapshot => _desk.Snapshot;

    private static OrderMessage Order => new()
    {
        OrderId = "o", OrderUpdateId = 0, Nodes = [new OrderNode("a", 0, true, []), new OrderNode("b", 2, true, [])], Edges = [new OrderEdge("ab", 1, true, "a", "b", [])],
    };

    [Fact]
    public void A_car_that_was_told_where_it_stands_takes_an_order()
    {
        Ask(Put("put"));
        Assert.Equal(ActionStatus.Finished, Status("put"));
        Assert.Equal(("a", 1), (Snapshot.LastNodeId, Snapshot.Placements));
        _desk.Take(new FleetMail(Order: Order), standing: true);
        Assert.Equal("o", Snapshot.OrderId);
        Assert.NotNull(_follower.Route);
        Assert.Equal(2, _desk.StateRequests);
    }

    [Fact]
    public void A_pause_is_in_force_at_once_and_done_when_the_car_stands()
    {
        Ask(Simple(ActionTypes.StartPause, "p"), standing: false);
        Assert.True(_desk.Paused);
        _desk.Watch(standing: false);
        Assert.Null(Status("p"));
        _desk.Watch(standing: true);
        Assert.Equal(ActionStatus.Finished, Status("p"));
        Ask(Simple(ActionTypes.StopPause, "r"));
        Assert.False(_desk.Paused);
        Assert.Equal(ActionStatus.Finished, Status("r"));
    }

    [Fact]
    public void Pauses_that_come_before_it_stands_are_all_answered()
    {
        Ask(Simple(ActionTypes.StartPause, "p-1"), standing: false);
        Ask(Simple(ActionTypes.StartPause, "p-2"), standing: false);
        _desk.Watch(standing: true);
        Assert.Equal([ActionStatus.Finished, ActionStatus.Finished], [Status("p-1"), Status("p-2")]);
    }

    [Fact]
    public void A_resume_ends_a_pause_that_was_still_coming()
    {
        Ask(Simple(ActionTypes.StartPause, "p"), standing: false);
        Ask(Simple(ActionTypes.StopPause, "r"), standing: false);
        Assert.Equal((ActionStatus.Finished, ActionStatus.Finished, false), (Status("p"), Status("r"), _desk.Paused));
    }

    [Fact]
    public void An_action_sent_again_is_not_done_again()
    {
        Ask(Put("put"));
        Ask(Put("put"));
        Ask(Simple(ActionTypes.FactsheetRequest, "f"));
        Ask(Simple(ActionTypes.FactsheetRequest, "f"));
        Assert.Equal((1, 1), (Snapshot.Placements, _desk.FactsheetRequests));
        Assert.Single(Snapshot.ActionStates, a => a.ActionId == "put");
    }

    [Fact]
    public void A_moving_car_is_not_told_where_it_stands_nor_charged()
    {
        Ask(Put("put"), standing: false);
        Assert.Equal(ActionStatus.Failed, Status("put"));
        Assert.False(Snapshot.PositionInitialized);
        Ask(Simple(ActionTypes.StartCharging, "c"), standing: false);
        Assert.Equal((ActionStatus.Failed, false), (Status("c"), Snapshot.Charging));
        Assert.Contains(Snapshot.Errors[0].ErrorReferences!, r => r is { ReferenceKey: "actionId", ReferenceValue: "c" });
    }

    [Fact]
    public void A_standing_car_charges_until_it_is_told_to_stop()
    {
        Ask(Simple(ActionTypes.StartCharging, "c"));
        Assert.True(Snapshot.Charging);
        Ask(Simple(ActionTypes.StopCharging, "d"), standing: false);
        Assert.False(Snapshot.Charging);
    }

    [Fact]
    public void What_an_initPosition_lacks_is_named()
    {
        Ask(Simple(ActionTypes.InitPosition, "put"));
        Assert.Equal((ActionStatus.Failed, ErrorTypes.Validation), (Status("put"), Snapshot.Errors[0].ErrorType));
        Assert.Contains("x, y, theta", Snapshot.Errors[0].ErrorDescription!, StringComparison.Ordinal);
        Ask(Put("elsewhere", map: "other"));
        Assert.Equal(ActionStatus.Failed, Status("elsewhere"));
        Assert.Contains("this car's map is street", Snapshot.Errors[0].ErrorDescription!, StringComparison.Ordinal);
        Ask(Put("nowhere", node: "z"));
        Assert.Contains("node z is not on map street", Snapshot.Errors[0].ErrorDescription!, StringComparison.Ordinal);
        Assert.Equal(0, Snapshot.Placements);
    }

    [Fact]
    public void A_car_that_is_not_lost_does_not_search()
    {
        Ask(Put("put"));
        Ask(Search("s", 0.5));
        Assert.Equal(ActionStatus.Failed, Status("s"));
        Assert.Equal("the car is not lost: it does not do searchPosition", Snapshot.Errors[0].ErrorDescription);
    }

    [Theory]
    [InlineData(null, "searchPosition needs distance (a number)")]
    [InlineData(0.0, "distance is 0 m")]
    [InlineData(2.5, "distance is 2.5 m")]
    public void What_a_search_lacks_is_named(double? metres, string why)
    {
        Ask(Search("s", metres));
        Assert.Equal((ActionStatus.Failed, ErrorTypes.Validation, why), (Status("s"), Snapshot.Errors[0].ErrorType, Snapshot.Errors[0].ErrorDescription));
    }

    [Fact]
    public void An_action_this_car_cannot_do_is_named()
    {
        Ask(Simple("danceTheTango", "d"));
        Assert.Equal(ActionStatus.Failed, Status("d"));
        Assert.Equal("this car cannot do danceTheTango", Snapshot.Errors[0].ErrorDescription);
    }

    [Fact]
    public void A_broken_payload_is_reported_and_asks_for_a_state()
    {
        var error = new VdaError(ErrorTypes.Validation, ErrorLevel.Warning, [new("topic", "order")], "broken", "mend it");
        _desk.Take(new FleetMail(Broken: error), standing: true);
        Assert.Equal([error], Snapshot.Errors);
        Assert.Equal(1, _desk.StateRequests);
    }

    [Fact]
    public void A_cancel_without_an_order_fails_and_says_so()
    {
        Ask(Simple(ActionTypes.CancelOrder, "x"));
        Assert.Equal((ActionStatus.Failed, ErrorTypes.NoOrderToCancel), (Status("x"), Snapshot.Errors[0].ErrorType));
    }

    [Fact]
    public void A_car_that_is_asked_things_all_day_keeps_only_the_newest_answers()
    {
        for (var n = 0; n < 1000; n++) Ask(Simple(ActionTypes.StateRequest, $"s-{n}"));
        Assert.Equal(OrderFollower.MostActionStates, Snapshot.ActionStates.Count);
        Assert.Equal("s-999", Snapshot.ActionStates[^1].ActionId);
    }

    private static VdaAction Search(string id, double? metres) =>
        new(ActionTypes.SearchPosition, id, BlockingType.None, metres is { } m ? [new(ActionTypes.SearchDistance, ParameterValue.Of(m))] : null);

    private void Ask(VdaAction action, bool standing = true) => _desk.Take(new FleetMail(Actions: new InstantActionsMessage { Actions = [action] }), standing);

    private ActionStatus? Status(string id) => Snapshot.ActionStates.FirstOrDefault(a => a.ActionId == id)?.ActionStatus;

    private static VdaAction Simple(string type, string id) => new(type, id, BlockingType.Hard);

    private static VdaAction Put(string id, string map = "street", string node = "a") => new(ActionTypes.InitPosition, id, BlockingType.Hard,
    [
        new("x", ParameterValue.Of(0.0)), new("y", ParameterValue.Of(0.0)), new("theta", ParameterValue.Of(0.0)), new("mapId", ParameterValue.Of(map)), new("lastNodeId", ParameterValue.Of(node)),
    ]);
}
