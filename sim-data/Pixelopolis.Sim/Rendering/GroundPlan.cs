using Pixelopolis.City;
using Pixelopolis.Sim.Roads;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Where everything flat lies: the road's shape, the strokes of paint on it, and the blocks it encloses.</summary>
internal sealed class GroundPlan
{
    /// <summary>How far the raster goes on past the outermost lane's edge line, metres.</summary>
    public const double Margin = 0.35;

    private GroundPlan(Bounds bounds, RoadShape road, List<Stroke> strokes, Field blocks) => (Bounds, Road, Strokes, Blocks) = (bounds, road, strokes, blocks);

    public Bounds Bounds { get; }
    public RoadShape Road { get; }
    public List<Stroke> Strokes { get; }

    /// <summary>1 where roads enclose the ground, 0 outside.</summary>
    public Field Blocks { get; }

    public static GroundPlan Of(CityMap map)
    {
        var bounds = Around(map).Inflated(Margin);
        var intersections = Intersections.Of(map);
        var road = RoadShape.Of(map, intersections, bounds);
        return new GroundPlan(bounds, road, RoadPaint.Of(map, intersections), Roads.Blocks.Of(road, bounds));
    }

    /// <summary>Metres from side to side of what is drawn.</summary>
    public static (double Wide, double High) SizeOf(CityMap map)
    {
        var bounds = Around(map).Inflated(Margin);
        return (bounds.X1 - bounds.X0, bounds.Y1 - bounds.Y0);
    }

    private static Bounds Around(CityMap map)
    {
        if (map.Edges.Count == 0) return new Bounds(0, 0, 1, 1);
        var (x0, y0, x1, y1) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var edge in map.Edges)
            for (var s = 0.0; s <= edge.Length; s += 0.02)
            {
                var p = edge.Curve.At(s);
                (x0, y0, x1, y1) = (Math.Min(x0, p.X), Math.Min(y0, p.Y), Math.Max(x1, p.X), Math.Max(y1, p.Y));
            }
        foreach (var b in map.Buildings)
            (x0, y0, x1, y1) = (Math.Min(x0, b.X - b.Width / 2), Math.Min(y0, b.Y - b.Depth / 2), Math.Max(x1, b.X + b.Width / 2), Math.Max(y1, b.Y + b.Depth / 2));
        return new Bounds(x0, y0, x1, y1).Inflated(map.LaneWidth / 2);
    }
}
