namespace Pixelopolis.City.Planning;

/// <summary>Whether things beside the road are clear of every lane's centre line. Metres.</summary>
internal sealed class LaneClearance
{
    private const double Spacing = 0.02;
    private const double Cell = 0.1;
    private readonly Dictionary<(int, int), List<(double X, double Y)>> _cells = [];

    public LaneClearance(CityMap map)
    {
        foreach (var edge in map.Edges)
            for (var s = 0.0; s < edge.Length + Spacing; s += Spacing)
            {
                var pose = edge.Curve.At(Math.Min(s, edge.Length));
                (Left, Right) = (Math.Min(Left, pose.X), Math.Max(Right, pose.X));
                (Bottom, Top) = (Math.Min(Bottom, pose.Y), Math.Max(Top, pose.Y));
                var cell = (Index(pose.X), Index(pose.Y));
                if (!_cells.TryGetValue(cell, out var points)) _cells[cell] = points = [];
                points.Add((pose.X, pose.Y));
            }
    }

    public double Left { get; } = double.PositiveInfinity;
    public double Right { get; } = double.NegativeInfinity;
    public double Bottom { get; } = double.PositiveInfinity;
    public double Top { get; } = double.NegativeInfinity;

    /// <summary>Whether a box, sides along x and y, is at least so far from all lanes' centre lines.</summary>
    public bool IsClear(double x, double y, double width, double depth, double distance)
    {
        var (reachX, reachY) = (width / 2 + distance, depth / 2 + distance);
        for (var column = Index(x - reachX); column <= Index(x + reachX); column++)
            for (var row = Index(y - reachY); row <= Index(y + reachY); row++)
            {
                if (!_cells.TryGetValue((column, row), out var points)) continue;
                foreach (var (px, py) in points)
                {
                    var (dx, dy) = (Math.Max(0, Math.Abs(px - x) - width / 2), Math.Max(0, Math.Abs(py - y) - depth / 2));
                    if (dx * dx + dy * dy < distance * distance) return false;
                }
            }
        return true;
    }

    private static int Index(double v) => (int)Math.Floor(v / Cell);
}
