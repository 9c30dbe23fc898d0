using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Drives.Scoring;

/// <summary>Whether bodies on the ground touch: oriented rectangles by the separating axis theorem.</summary>
public static class Bodies
{
    public static bool Touch(Pose a, CarFootprint bodyA, Pose b, CarFootprint bodyB) => Touch(Box(a, bodyA), Box(b, bodyB));

    public static bool Touch(Pose car, CarFootprint body, Building building) =>
        Touch(Box(car, body), new OrientedBox(building.X, building.Y, 0, building.Width / 2, building.Depth / 2));

    /// <summary>Metres between two bodies; 0 where they touch.</summary>
    public static double Gap(Pose a, CarFootprint bodyA, Pose b, CarFootprint bodyB)
    {
        var (one, other) = (Box(a, bodyA), Box(b, bodyB));
        return Touch(one, other) ? 0 : Math.Min(Nearest(one, other), Nearest(other, one));
    }

    // Of two rectangles apart a corner of one is nearest to the other.
    private static double Nearest(in OrientedBox a, in OrientedBox b)
    {
        var best = double.PositiveInfinity;
        var (sin, cos) = Math.SinCos(a.Theta);
        for (var corner = 0; corner < 4; corner++)
        {
            var (f, l) = (corner % 2 == 0 ? a.HalfLength : -a.HalfLength, corner < 2 ? a.HalfWidth : -a.HalfWidth);
            var (forward, left) = new Pose(b.X, b.Y, b.Theta).Local(a.X + f * cos - l * sin, a.Y + f * sin + l * cos);
            var (dx, dy) = (Math.Max(0, Math.Abs(forward) - b.HalfLength), Math.Max(0, Math.Abs(left) - b.HalfWidth));
            best = Math.Min(best, Math.Sqrt(dx * dx + dy * dy));
        }
        return best;
    }

    private static OrientedBox Box(Pose pose, CarFootprint body)
    {
        var (x, y) = pose.Ahead((body.Front - body.Rear) / 2);
        return new OrientedBox(x, y, pose.Theta, (body.Front + body.Rear) / 2, body.HalfWidth);
    }

    private static bool Touch(in OrientedBox a, in OrientedBox b) => !Apart(a, b, a.Theta) && !Apart(a, b, a.Theta + Math.PI / 2) && !Apart(a, b, b.Theta) && !Apart(a, b, b.Theta + Math.PI / 2);

    private static bool Apart(in OrientedBox a, in OrientedBox b, double axis)
    {
        var (sin, cos) = Math.SinCos(axis);
        var between = Math.Abs((b.X - a.X) * cos + (b.Y - a.Y) * sin);
        return between > a.Reach(axis) + b.Reach(axis);
    }

    private readonly record struct OrientedBox(double X, double Y, double Theta, double HalfLength, double HalfWidth)
    {
        public double Reach(double axis) => HalfLength * Math.Abs(Math.Cos(axis - Theta)) + HalfWidth * Math.Abs(Math.Sin(axis - Theta));
    }
}
