namespace Pixelopolis.City.Geometry;

/// <summary>A place and a heading on the ground: metres and radians in [−π, π], counter-clockwise, right-handed.</summary>
public readonly record struct Pose(double X, double Y, double Theta)
{
    /// <summary>The point <paramref name="forward"/> metres ahead and <paramref name="left"/> metres to the left of this pose.</summary>
    public (double X, double Y) Ahead(double forward, double left = 0)
    {
        var (sin, cos) = Math.SinCos(Theta);
        return (X + forward * cos - left * sin, Y + forward * sin + left * cos);
    }

    /// <summary>A world point as this pose sees it: metres ahead, metres to the left.</summary>
    public (double Forward, double Left) Local(double x, double y)
    {
        var (sin, cos) = Math.SinCos(Theta);
        var (dx, dy) = (x - X, y - Y);
        return (dx * cos + dy * sin, -dx * sin + dy * cos);
    }
}
