using Pixelopolis.City;

namespace Pixelopolis.Station.Map;

/// <summary>A city's map turned into a drawing, once: everything on it that never moves.</summary>
public sealed class CityPicture
{
    private const double Margin = 0.26;
    private const double ForPins = 0.14;

    public CityPicture(CityMap map)
    {
        Map = map;
        Frame = Frame.Around(Extent(map), Margin, ForPins);
        Lanes = RoadPainter.Lanes(map);
        CentreLines = RoadPainter.CentreLines(map);
        StopLines = RoadPainter.StopLines(map);
        LaneWidth = Frame.X(map.LaneWidth);
        Blocks = Block.Of(map.Buildings);
        Trees = Garden.Plant(map, Frame);
    }

    public CityMap Map { get; }
    public Frame Frame { get; }
    public string Lanes { get; }
    public string CentreLines { get; }
    public string StopLines { get; }

    /// <summary>In the drawing's plane.</summary>
    public double LaneWidth { get; }
    public IReadOnlyList<Block> Blocks { get; }
    public IReadOnlyList<Tree> Trees { get; }

    private static IEnumerable<(double X, double Y)> Extent(CityMap map)
    {
        foreach (var edge in map.Edges)
            for (var i = 0; i <= 8; i++)
            {
                var pose = edge.Curve.At(edge.Length * i / 8);
                yield return (pose.X, pose.Y);
            }
        foreach (var node in map.Nodes) yield return (node.X, node.Y);
        foreach (var b in map.Buildings)
        {
            yield return (b.X - b.Width / 2, b.Y - b.Depth / 2);
            yield return (b.X + b.Width / 2, b.Y + b.Depth / 2);
        }
    }
}
