using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Fleet.Tests.Simulated;

/// <summary>Small maps made in code.</summary>
internal static class Maps
{
    public static Edge Straight(string id, Node from, Node to, double speed = 0.4) =>
        new(id, from.Id, to.Id, speed, null, LaneCurve.Straight(from.X, from.Y, to.X, to.Y));

    /// <summary>A quarter turn or any other bend that leaves and meets its nodes along the given headings.</summary>
    public static Edge Bend(string id, Node from, Node to, double heading, double endHeading, double speed = 0.4)
    {
        var reach = Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2)) * 0.55;
        var nurbs = new Nurbs(3, [0, 0, 0, 0, 1, 1, 1, 1],
        [
            new(from.X, from.Y), new(from.X + reach * Math.Cos(heading), from.Y + reach * Math.Sin(heading)),
            new(to.X - reach * Math.Cos(endHeading), to.Y - reach * Math.Sin(endHeading)), new(to.X, to.Y),
        ]);
        return new Edge(id, from.Id, to.Id, speed, nurbs, LaneCurve.From(nurbs));
    }

    public static Station Station(string id, string nodeId, StationKind kind = StationKind.Destination) =>
        new(id, nodeId, kind, new Dictionary<string, string> { ["en"] = id });

    /// <summary>One lane round a block, 2 m by 1 m, nodes a to h along it; stations at b, d, f and h.</summary>
    public static CityMap Ring()
    {
        Node[] n = [new("a", 0.3, 0), new("b", 1.7, 0), new("c", 2, 0.3), new("d", 2, 0.9), new("e", 1.7, 1.2), new("f", 0.3, 1.2), new("g", 0, 0.9), new("h", 0, 0.3)];
        Edge[] e =
        [
            Straight("ab", n[0], n[1]), Bend("bc", n[1], n[2], 0, Math.PI / 2), Straight("cd", n[2], n[3]), Bend("de", n[3], n[4], Math.PI / 2, Math.PI),
            Straight("ef", n[4], n[5]), Bend("fg", n[5], n[6], Math.PI, -Math.PI / 2), Straight("gh", n[6], n[7]), Bend("ha", n[7], n[0], -Math.PI / 2, 0),
        ];
        return new CityMap("ring", "Ring", "1", 0.25, n, e, [Station("B", "b"), Station("D", "d"), Station("F", "f"), Station("H", "h")],
            [new Sign("s1", SignClass.SpeedLimit30, 1.7, -0.15, Math.PI, "b")], []);
    }
}
