using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Drives.Scoring;

/// <summary>Whether bodies on the ground touch: oriented rectangles by the separating axis theorem.</summary>
public static class Bodies
{
    public static bool Touch(Pose a, CarFootprint bodyA, Pose b, CarFootprint bodyB) => Touch(Box(a, bodyA), Box(b, bodyB));

    public static bool Touch(Pose car, CarFootprint body, Building building) =>
        Touch(Box(car, body), new OrientedBox(building.X, building.Y, 0, building.Width / 2, building.Depth / 2));

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
