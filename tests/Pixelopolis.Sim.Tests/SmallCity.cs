using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Tests;

/// <summary>
/// Two rings of road side by side: a 2.4 × 1.6 m circuit with rounded corners, driven both ways. The outer lane runs counter-clockwise, the inner one clockwise (right-hand traffic).
/// </summary>
internal static class SmallCity
{
    public const double LaneWidth = 0.25;

    /// <summary>The middle of the bottom straight's outer lane lies on y = 0, driven towards +x from x = 0 to x = 1.6.</summary>
    public static CityMap Map(params Building[] buildings)
    {
        var nodes = new List<Node>();
        var edges = new List<Edge>();
        Ring("o", 0, false);
        Ring("i", LaneWidth, true);
        return new CityMap("small", "Small", "1", LaneWidth, nodes, edges, [], [], buildings);

        void Ring(string name, double inset, bool clockwise)
        {
            const double Radius = 0.4;
            const double Weight = 0.70710678118654752;
            (double X, double Y)[] corners = [(1.6 + Radius - inset, -0 + inset), (1.6 + Radius - inset, 1.6 - inset), (-Radius + inset, 1.6 - inset), (-Radius + inset, inset)];
            (double X, double Y)[] points =
            [
                (0, inset), (1.6, inset), (corners[0].X, Radius), (corners[1].X, 1.2),
                (1.6, 1.6 - inset), (0, 1.6 - inset), (corners[2].X, 1.2), (corners[3].X, Radius),
            ];
            for (var k = 0; k < 8; k++) nodes.Add(new Node($"{name}{k}", points[k].X, points[k].Y));
            for (var k = 0; k < 8; k++)
            {
                var (a, b) = clockwise ? ((k + 1) % 8, k) : (k, (k + 1) % 8);
                if (k % 2 == 0)
                {
                    edges.Add(new Edge($"{name}{a}-{b}", $"{name}{a}", $"{name}{b}", 0.4, null,
                        LaneCurve.Straight(points[a].X, points[a].Y, points[b].X, points[b].Y)));
                    continue;
                }
                var corner = corners[k / 2];
                var arc = new Nurbs(2, [0, 0, 0, 1, 1, 1],
                    [new(points[a].X, points[a].Y), new(corner.X, corner.Y, Weight), new(points[b].X, points[b].Y)]);
                edges.Add(new Edge($"{name}{a}-{b}", $"{name}{a}", $"{name}{b}", 0.3, arc, LaneCurve.From(arc)));
            }
        }
    }

    /// <summary>One lane alone, along y = 0 from x = 0 to x = 3.</summary>
    public static CityMap Straight() => new("straight", "Straight", "1", LaneWidth, [new Node("a", 0, 0), new Node("b", 3, 0)],
        [new Edge("a-b", "a", "b", 0.4, null, LaneCurve.Straight(0, 0, 3, 0))], [], [], []);
}
