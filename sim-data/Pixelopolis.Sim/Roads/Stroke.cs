namespace Pixelopolis.Sim.Roads;

/// <summary>A straight stroke of paint with square ends, metres.</summary>
internal readonly record struct Stroke(double X0, double Y0, double X1, double Y1, double HalfWidth)
{
    /// <summary>Metres from the stroke's outline, positive on the paint.</summary>
    public double Inside(double x, double y)
    {
        var (dx, dy) = (X1 - X0, Y1 - Y0);
        var length = Math.Sqrt(dx * dx + dy * dy);
        var along = ((x - X0) * dx + (y - Y0) * dy) / length;
        var across = ((x - X0) * dy - (y - Y0) * dx) / length;
        var (a, b) = (Math.Min(along, length - along), HalfWidth - Math.Abs(across));
        return a < 0 && b < 0 ? -Math.Sqrt(a * a + b * b) : Math.Min(a, b);
    }
}
