using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>One straight lane, a → b → c: 0.4 m each unless said.</summary>
internal static class StraightCity
{
    public static CityMap Map(double length = 0.4) => new("straight", "Straight", "1", 0.25,
        [new Node("a", 0, 0), new Node("b", length, 0), new Node("c", 2 * length, 0)],
        [
            new Edge("ab", "a", "b", 0.4, null, LaneCurve.Straight(0, 0, length, 0)),
            new Edge("bc", "b", "c", 0.4, null, LaneCurve.Straight(length, 0, 2 * length, 0)),
        ], [], [], []);

    public static OrderMessage Order(string id = "o-1", uint update = 0, bool all = true) => new OrderMessage
    {
        OrderId = id,
        OrderUpdateId = update,
        Nodes = [new OrderNode("a", 0, true, []), new OrderNode("b", 2, true, []), new OrderNode("c", 4, all, [])],
        Edges = [new OrderEdge("ab", 1, true, "a", "b", []), new OrderEdge("bc", 3, all, "b", "c", [])],
    }.Stamped(1, DateTimeOffset.UnixEpoch, Topics.Car("car-1"));

    public static InstantActionsMessage InitPosition(string actionId = "put", double x = 0, string mapId = "straight") => Actions(new VdaAction(
        ActionTypes.InitPosition, actionId, BlockingType.Hard,
        [
            new ActionParameter("x", ParameterValue.Of(x)), new ActionParameter("y", ParameterValue.Of(0.0)), new ActionParameter("theta", ParameterValue.Of(0.0)),
            new ActionParameter("mapId", ParameterValue.Of(mapId)), new ActionParameter("lastNodeId", ParameterValue.Of("a")),
        ]));

    public static InstantActionsMessage Action(string type, string id) => Actions(new VdaAction(type, id, BlockingType.None));

    public static InstantActionsMessage Actions(params VdaAction[] actions) =>
        new InstantActionsMessage { Actions = actions }.Stamped(1, DateTimeOffset.UnixEpoch, Topics.Car("car-1"));
}
