using Pixelopolis.City.Geometry;

namespace Pixelopolis.City;

/// <summary>A car's outline on the ground: a turned rectangle around its own middle. Metres.</summary>
public readonly record struct CarBox(double X, double Y, double Cos, double Sin, double HalfLength, double HalfWidth)
{
    /// <summary>The outline of a car whose axle's middle is at a pose.</summary>
    public static CarBox At(Pose pose, CarFootprint body)
    {
        var (sin, cos) = Math.SinCos(pose.Theta);
        var ahead = (body.Front - body.Rear) / 2;
        return new CarBox(pose.X + ahead * cos, pose.Y + ahead * sin, cos, sin, (body.Front + body.Rear) / 2, body.HalfWidth);
    }

    public double Distance(CarBox other) => Math.Sqrt((X - other.X) * (X - other.X) + (Y - other.Y) * (Y - other.Y));

    /// <summary>Whether two outlines share a point (separating axes).</summary>
    public bool Overlaps(CarBox other)
    {
        var (dx, dy) = (other.X - X, other.Y - Y);
        var reach = HalfLength + HalfWidth + other.HalfLength + other.HalfWidth;
        if (dx * dx + dy * dy > reach * reach) return false;
        var (cos, sin) = (Math.Abs(Cos * other.Cos + Sin * other.Sin), Math.Abs(Cos * other.Sin - Sin * other.Cos));
        return Math.Abs(dx * Cos + dy * Sin) <= HalfLength + other.HalfLength * cos + other.HalfWidth * sin
            && Math.Abs(dy * Cos - dx * Sin) <= HalfWidth + other.HalfLength * sin + other.HalfWidth * cos
            && Math.Abs(dx * other.Cos + dy * other.Sin) <= other.HalfLength + HalfLength * cos + HalfWidth * sin
            && Math.Abs(dy * other.Cos - dx * other.Sin) <= other.HalfWidth + HalfLength * sin + HalfWidth * cos;
    }
}
