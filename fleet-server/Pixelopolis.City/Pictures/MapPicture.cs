using System.Globalization;
using System.Text;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Pictures;

/// <summary>Draws a map as an SVG picture, seen from above, north up: 200 pixels for a metre.</summary>
public static class MapPicture
{
    private const double Margin = 0.35;

    public static string Draw(CityMap map)
    {
        var points = map.Edges.SelectMany(e => Samples(e.Curve)).ToList();
        var (left, right) = (points.Min(p => p.X) - Margin, points.Max(p => p.X) + Margin);
        var (bottom, top) = (points.Min(p => p.Y) - Margin, points.Max(p => p.Y) + Margin);
        var svg = new StringBuilder();
        svg.Append(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" width="{(right - left) * 200:0}" height="{(top - bottom) * 200:0}" """));
        svg.Append(Invariant($"""viewBox="{left:0.###} {-top:0.###} {right - left:0.###} {top - bottom:0.###}" font-family="sans-serif">"""));
        svg.Append(Invariant($"""<rect x="{left:0.###}" y="{-top:0.###}" width="100%" height="100%" fill="#dfe8d3"/>"""));
        Roads(svg, map);
        foreach (var building in map.Buildings) Building(svg, building);
        Turns(svg, map);
        foreach (var sign in map.Signs) Sign(svg, sign);
        foreach (var station in map.Stations) Station(svg, map, station);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Roads(StringBuilder svg, CityMap map)
    {
        foreach (var (width, colour, cap) in new[] { (0.08, "#c9c2b4", "round"), (0.0, "#4a4d52", "butt") })
            foreach (var edge in map.Edges)
                svg.Append(Invariant($"""<path d="{Path(edge.Curve)}" fill="none" stroke="{colour}" stroke-width="{map.LaneWidth + width:0.###}" stroke-linecap="{cap}"/>"""));
        foreach (var line in Intersections.Of(map).StopLines)
        {
            var (a, b) = (line.Pose.Ahead(0, map.LaneWidth / 2), line.Pose.Ahead(0, -map.LaneWidth / 2));
            svg.Append(Invariant($"""<path d="M{a.X:0.###} {-a.Y:0.###}L{b.X:0.###} {-b.Y:0.###}" stroke="#fff" stroke-width="{RoadMarkings.StopLineThickness}"/>"""));
        }
    }

    /// <summary>Each lane's centre line: grey where it is followed, coloured by the turn it is.</summary>
    private static void Turns(StringBuilder svg, CityMap map)
    {
        var intersections = Intersections.Of(map);
        foreach (var edge in map.Edges)
        {
            var colour = intersections.IntentOf(edge.Id) switch { Intent.Left => "#e0a030", Intent.Straight => "#66c2a5", Intent.Right => "#8da0ff", _ => "#c8ccd2" };
            svg.Append(Invariant($"""<path d="{Path(edge.Curve)}" fill="none" stroke="{colour}" stroke-width="0.008"><title>{Escaped(edge.Id)}</title></path>"""));
            var arrow = edge.Curve.At(edge.Length / 2);
            var (tip, l, r) = (arrow.Ahead(0.03), arrow.Ahead(-0.02, 0.018), arrow.Ahead(-0.02, -0.018));
            svg.Append(Invariant($"""<path d="M{tip.X:0.###} {-tip.Y:0.###}L{l.X:0.###} {-l.Y:0.###}L{r.X:0.###} {-r.Y:0.###}Z" fill="{colour}"/>"""));
        }
        foreach (var node in map.Nodes)
            svg.Append(Invariant($"""<circle cx="{node.X:0.###}" cy="{-node.Y:0.###}" r="0.012" fill="#fff"><title>{Escaped(node.Id)}</title></circle>"""));
    }

    private static void Building(StringBuilder svg, Building b)
    {
        var shade = 225 - (int)(Math.Clamp(b.Height / 0.5, 0, 1) * 60);
        svg.Append(Invariant($"""<rect x="{b.X - b.Width / 2:0.###}" y="{-b.Y - b.Depth / 2:0.###}" width="{b.Width:0.###}" height="{b.Depth:0.###}" fill="rgb({shade},{shade - 25},{shade - 45})" stroke="#7d6b58" stroke-width="0.01"/>"""));
    }

    private static void Sign(StringBuilder svg, Sign sign)
    {
        var face = new Pose(sign.X, sign.Y, sign.Theta);
        var (a, b, tip) = (face.Ahead(0, 0.04), face.Ahead(0, -0.04), face.Ahead(0.035));
        svg.Append(Invariant($"""<path d="M{a.X:0.###} {-a.Y:0.###}L{b.X:0.###} {-b.Y:0.###}L{tip.X:0.###} {-tip.Y:0.###}Z" fill="{Colour(sign.Class)}" stroke="#333" stroke-width="0.004"><title>{sign.Class} before {Escaped(sign.NodeId)}</title></path>"""));
    }

    private static string Colour(SignClass sign) => sign switch
    {
        SignClass.Stop or SignClass.NoEntry or SignClass.SpeedLimit20 or SignClass.SpeedLimit30 => "#d32f2f",
        SignClass.Yield or SignClass.School or SignClass.TrafficSignals => "#f57c00",
        SignClass.PriorityRoad => "#fbc02d",
        _ => "#1565c0",
    };

    private static void Station(StringBuilder svg, CityMap map, Station station)
    {
        var node = map.Node(station.NodeId);
        var colour = station.Kind switch { StationKind.Charger => "#2e9e44", StationKind.Parking => "#2b6cb0", _ => "#d81b60" };
        svg.Append(Invariant($"""<circle cx="{node.X:0.###}" cy="{-node.Y:0.###}" r="0.035" fill="{colour}" stroke="#fff" stroke-width="0.008"/>"""));
        // Written large and scaled down: renderers round the metrics of tiny fonts.
        foreach (var outline in new[] { "fill=\"none\" stroke=\"#fff\" stroke-width=\"2.5\" stroke-linejoin=\"round\"", "fill=\"#1a1a1a\"" })
            svg.Append(Invariant($"""<text transform="translate({node.X + 0.05:0.###} {-node.Y + 0.025:0.###}) scale(0.01)" font-size="7.5" {outline}>{Escaped(station.Names.GetValueOrDefault("en", station.Id))}</text>"""));
    }

    private static string Path(LaneCurve curve)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in Samples(curve)) path.Append(Invariant($"{(path.Length == 0 ? 'M' : 'L')}{x:0.####} {-y:0.####}"));
        return path.ToString();
    }

    private static IEnumerable<(double X, double Y)> Samples(LaneCurve curve)
    {
        var count = Math.Max(1, (int)Math.Ceiling(curve.Length / 0.02));
        for (var i = 0; i <= count; i++)
        {
            var pose = curve.At(curve.Length * i / count);
            yield return (pose.X, pose.Y);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
