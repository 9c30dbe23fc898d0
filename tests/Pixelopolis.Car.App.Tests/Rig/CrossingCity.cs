using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>One lane to the east, a → b → c → d, and one to the north that crosses it between b and c; stop lines at b and at f.</summary>
internal static class CrossingCity
{
    public const double StopLine = 0.6;
    private const double Crossed = 1.125;

    public static CityMap Map()
    {
        (string Id, double X, double Y)[] places =
            [("a", 0, 0), ("b", StopLine, 0), ("c", 1.4, 0), ("d", 3, 0), ("e", Crossed, -1.5), ("f", Crossed, -0.275), ("g", Crossed, 0.525), ("h", Crossed, 1.5)];
        Node[] nodes = [.. places.Select(p => new Node(p.Id, p.X, p.Y))];
        var edges = nodes.Zip(nodes.Skip(1)).Where(p => p.First.Id != "d")
            .Select(p => new Edge(p.First.Id + p.Second.Id, p.First.Id, p.Second.Id, 0.4, null, LaneCurve.Straight(p.First.X, p.First.Y, p.Second.X, p.Second.Y)));
        return new CityMap("crossing", "Crossing", "1", 0.25, [.. nodes], [.. edges], [], [], []);
    }

    /// <summary>The middle of a car that stands at the line of the lane to the north: for a car at b it comes from the right.</summary>
    public static Pose WaitsOnTheRight { get; } = new(Crossed, -0.315, Math.PI / 2);

    /// <summary>From a over the crossing to d.</summary>
    public static OrderMessage Order() => new OrderMessage
    {
        OrderId = "o-1",
        OrderUpdateId = 0,
        Nodes = [new OrderNode("a", 0, true, []), new OrderNode("b", 2, true, []), new OrderNode("c", 4, true, []), new OrderNode("d", 6, true, [])],
        Edges = [new OrderEdge("ab", 1, true, "a", "b", []), new OrderEdge("bc", 3, true, "b", "c", []), new OrderEdge("cd", 5, true, "c", "d", [])],
    }.Stamped(1, DateTimeOffset.UnixEpoch, Topics.Car("car-1"));
}
