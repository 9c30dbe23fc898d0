using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Roads;

/// <summary>The paint that is not at the road's outline: dashes between lanes side by side, and stop lines.</summary>
internal static class RoadPaint
{
    private const double Parallel = 0.94; // cosine of the angle up to which two lanes count as side by side
    private const double Period = RoadMarkings.CentreDashLength + RoadMarkings.CentreDashGap;
    private const double Piece = 0.02;

    public static List<Stroke> Of(CityMap map, Intersections intersections)
    {
        var strokes = new List<Stroke>();
        foreach (var line in intersections.StopLines)
        {
            var half = map.LaneWidth / 2 - RoadMarkings.EdgeLineWidth / 2;
            var (x0, y0) = line.Pose.Ahead(0, half);
            var (x1, y1) = line.Pose.Ahead(0, -half);
            strokes.Add(new Stroke(x0, y0, x1, y1, RoadMarkings.StopLineThickness / 2));
        }
        var followed = map.Edges.Where(e => intersections.Containing(e.Id) is null).ToArray();
        for (var i = 0; i < followed.Length; i++) Dashes(map, followed, i, strokes);
        return strokes;
    }

    private static void Dashes(CityMap map, Edge[] edges, int index, List<Stroke> strokes)
    {
        var edge = edges[index];
        var near = edges.Where((e, i) => i > index && Near(edge, e, 1.5 * map.LaneWidth)).ToArray();
        if (near.Length == 0) return;
        var count = (int)(edge.Length / Period);
        var lead = (edge.Length - count * Period + RoadMarkings.CentreDashGap) / 2; // half a gap at least, so that edges in a row keep a whole one
        for (var k = 0; k < count; k++)
        {
            var start = lead + k * Period;
            var pieces = (int)Math.Round(RoadMarkings.CentreDashLength / Piece);
            for (var p = 0; p < pieces; p++)
                if (Between(map, edge, near, start + p * Piece) is { } a && Between(map, edge, near, start + (p + 1) * Piece) is { } b)
                    strokes.Add(new Stroke(a.X, a.Y, b.X, b.Y, RoadMarkings.EdgeLineWidth / 2));
        }
    }

    /// <summary>The point half-way to the lane at this one's left or right side, if there is one.</summary>
    private static (double X, double Y)? Between(CityMap map, Edge edge, Edge[] near, double s)
    {
        var here = edge.Curve.At(s);
        foreach (var other in near)
        {
            var there = other.Curve.Project(here.X, here.Y);
            if (there.S <= 0 || there.S >= other.Length && s < edge.Length - 0.01) continue;
            if (Math.Abs(there.Distance - map.LaneWidth) > 0.3 * map.LaneWidth) continue;
            if (Math.Abs(Math.Cos(there.Theta - here.Theta)) < Parallel) continue;
            var p = other.Curve.At(there.S);
            return ((p.X + here.X) / 2, (p.Y + here.Y) / 2);
        }
        return null;
    }

    private static bool Near(Edge a, Edge b, double reach)
    {
        var (ax0, ay0, ax1, ay1) = Box(a);
        var (bx0, by0, bx1, by1) = Box(b);
        return ax0 - reach < bx1 && bx0 - reach < ax1 && ay0 - reach < by1 && by0 - reach < ay1;
    }

    private static (double X0, double Y0, double X1, double Y1) Box(Edge e)
    {
        var box = (X0: double.MaxValue, Y0: double.MaxValue, X1: double.MinValue, Y1: double.MinValue);
        for (var k = 0; k <= 16; k++)
        {
            var p = e.Curve.At(e.Length * k / 16);
            box = (Math.Min(box.X0, p.X), Math.Min(box.Y0, p.Y), Math.Max(box.X1, p.X), Math.Max(box.Y1, p.Y));
        }
        return box;
    }
}
