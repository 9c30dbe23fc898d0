using Pixelopolis.City;

namespace Pixelopolis.Station.Map;

/// <summary>A tree that stands where nothing else does: centre and radius in the drawing's plane.</summary>
public readonly record struct Tree(double X, double Y, double Radius);

/// <summary>Plants the free ground, the same way for the same city.</summary>
public static class Garden
{
    private const double Spacing = 0.17;
    private const double FromLane = 0.24;
    private const int Most = 90;

    public static IReadOnlyList<Tree> Plant(CityMap map, Frame frame)
    {
        var road = map.Edges.SelectMany(e => Samples(e)).ToArray();
        var trees = new List<Tree>();
        var (west, east) = (frame.Left / 100 + 0.08, (frame.Left + frame.Width) / 100 - 0.08);
        var (north, south) = (-frame.Top / 100 - 0.08, -(frame.Top + frame.Height) / 100 + 0.08);
        var row = 0;
        for (var y = south; y < north; y += Spacing, row++)
        {
            var column = 0;
            for (var x = west; x < east; x += Spacing, column++)
            {
                var chance = Hash(row, column);
                if (chance % 100 > 44) continue;
                var (tx, ty) = (x + (chance >> 8) % 100 * 0.0008, y + (chance >> 16) % 100 * 0.0008);
                if (trees.Count == Most) return trees;
                if (OnRoad(road, tx, ty) || map.Buildings.Any(b => Covers(b, tx, ty)) || map.Stations.Any(s => Near(map, s, tx, ty))) continue;
                trees.Add(new Tree(Frame.X(tx), Frame.Y(ty), 3.4 + chance % 7 * 0.35));
            }
        }
        return [.. trees.OrderBy(t => t.Y)];
    }

    private static IEnumerable<(double X, double Y)> Samples(Edge edge)
    {
        for (var s = 0.0; s <= edge.Length; s += 0.1)
        {
            var pose = edge.Curve.At(s);
            yield return (pose.X, pose.Y);
        }
    }

    private static bool OnRoad((double X, double Y)[] road, double x, double y)
    {
        foreach (var (rx, ry) in road)
            if ((rx - x) * (rx - x) + (ry - y) * (ry - y) < FromLane * FromLane) return true;
        return false;
    }

    private static bool Covers(Building b, double x, double y) =>
        Math.Abs(x - b.X) < b.Width / 2 + 0.08 && y > b.Y - b.Depth / 2 - 0.07 && y < b.Y + b.Depth / 2 + Block.Lift(b) + 0.07;

    private static bool Near(CityMap map, Pixelopolis.City.Station station, double x, double y)
    {
        var node = map.Node(station.NodeId);
        return Math.Abs(node.X - x) < 0.2 && y > node.Y - 0.12 && y < node.Y + 0.4;
    }

    private static int Hash(int a, int b)
    {
        var h = unchecked((uint)(a * 73856093) ^ (uint)(b * 19349663));
        h = unchecked((h ^ (h >> 13)) * 1274126177u);
        return (int)((h ^ (h >> 16)) & 0x7fffffff);
    }
}
