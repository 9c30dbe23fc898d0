using System.Text;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Station.Map;

/// <summary>Lanes and their paint as SVG path data, in the drawing's plane (see <see cref="Frame"/>).</summary>
public static class RoadPainter
{
    private const double Spacing = 0.03;

    /// <summary>The centre line of one lane.</summary>
    public static string Lane(Edge edge) => Offset(edge, 0, 0, edge.Length);

    /// <summary>All lanes in one path: wide strokes of it merge into streets.</summary>
    public static string Lanes(CityMap map) => string.Join(' ', map.Edges.Select(Lane));

    /// <summary>The dashed line between a lane and the one beside it that comes the other way, drawn once for the two.</summary>
    public static string CentreLines(CityMap map)
    {
        var lanes = map.Edges.Where(e => !IsTurn(map, e) && e.Length > 0.1).ToArray();
        var path = new StringBuilder();
        foreach (var lane in lanes)
            if (lanes.FirstOrDefault(other => other != lane && Opposes(other, lane, map.LaneWidth)) is { } other && string.CompareOrdinal(lane.Id, other.Id) < 0)
                path.Append(Offset(lane, map.LaneWidth / 2, 0, lane.Length)).Append(' ');
        return path.ToString().TrimEnd();
    }

    /// <summary>The bars where cars wait: before every place where lanes that come from elsewhere part or meet.</summary>
    public static string StopLines(CityMap map)
    {
        var path = new StringBuilder();
        foreach (var approach in map.Edges)
        {
            if (map.From(approach.EndNodeId).Count < 2 || IsTurn(map, approach)) continue;
            var (end, half) = (approach.Curve.End, map.LaneWidth * 0.42);
            var (left, right) = (end.Ahead(RoadMarkings.StopLineAhead, half), end.Ahead(RoadMarkings.StopLineAhead, -half));
            path.Append('M').Append(Frame.Point(left.X, left.Y)).Append('L').Append(Frame.Point(right.X, right.Y));
        }
        return path.ToString();
    }

    /// <summary>A line beside a lane, <paramref name="left"/> metres to its left, from one arc length to another.</summary>
    public static string Offset(Edge edge, double left, double from, double to)
    {
        var pieces = IsStraight(edge) ? 1 : Math.Max(2, (int)Math.Ceiling((to - from) / Spacing));
        var path = new StringBuilder();
        for (var i = 0; i <= pieces; i++)
        {
            var (x, y) = edge.Curve.At(from + (to - from) * i / pieces).Ahead(0, left);
            path.Append(i == 0 ? 'M' : 'L').Append(Frame.Point(x, y));
        }
        return path.ToString();
    }

    /// <summary>Only one of several ways on or in. The drawing needs no swept shapes to know a crossing, and a phone no seconds to compute them.</summary>
    private static bool IsTurn(CityMap map, Edge edge) => map.From(edge.StartNodeId).Count > 1 || map.Into(edge.EndNodeId).Count > 1;

    private static bool IsStraight(Edge edge) => edge.Trajectory is null;

    private static bool Opposes(Edge other, Edge lane, double laneWidth)
    {
        var middle = lane.Curve.At(lane.Length / 2);
        var (x, y) = middle.Ahead(0, laneWidth / 2);
        var far = other.Curve.At(other.Length / 2);
        if (Math.Abs(far.X - x) > other.Length || Math.Abs(far.Y - y) > other.Length) return false;
        var near = other.Curve.Project(x, y);
        return near.Distance < laneWidth * 0.65 && near.Left > 0 && Math.Abs(Angle.Difference(near.Theta, middle.Theta)) > Math.PI * 0.75;
    }
}
