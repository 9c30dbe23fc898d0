namespace Pixelopolis.City.Planning;

/// <summary>How far things beside the road are from every lane's centre line. Metres.</summary>
internal sealed class LaneClearance
{
    private const double Spacing = 0.02;
    private readonly List<(double X, double Y)> _points = [];

    public LaneClearance(CityMap map)
    {
        foreach (var edge in map.Edges)
            for (var s = 0.0; s < edge.Length + Spacing; s += Spacing)
            {
                var pose = edge.Curve.At(Math.Min(s, edge.Length));
                _points.Add((pose.X, pose.Y));
            }
        (Left, Right) = (_points.Min(p => p.X), _points.Max(p => p.X));
        (Bottom, Top) = (_points.Min(p => p.Y), _points.Max(p => p.Y));
    }

    public double Left { get; }
    public double Right { get; }
    public double Bottom { get; }
    public double Top { get; }

    public double OfPoint(double x, double y) => OfBox(x, y, 0, 0);

    /// <summary>From the nearest lane's centre line to a box, sides along x and y; zero where it is inside.</summary>
    public double OfBox(double x, double y, double width, double depth)
    {
        var nearest = double.PositiveInfinity;
        foreach (var (px, py) in _points)
        {
            var (dx, dy) = (Math.Max(0, Math.Abs(px - x) - width / 2), Math.Max(0, Math.Abs(py - y) - depth / 2));
            nearest = Math.Min(nearest, dx * dx + dy * dy);
        }
        return Math.Sqrt(nearest);
    }
}
