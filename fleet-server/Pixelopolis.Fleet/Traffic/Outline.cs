using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>Cars' outlines on the ground, as rectangles at a pose.</summary>
public static class Outline
{
    /// <summary>Whether two cars of one outline touch (separating axes of two rectangles).</summary>
    public static bool Touch(Pose a, Pose b, CarFootprint body)
    {
        var halfLength = (body.Front + body.Rear) / 2;
        var middle = (body.Front - body.Rear) / 2;
        var (ax, ay) = a.Ahead(middle);
        var (bx, by) = b.Ahead(middle);
        return !Apart(a.Theta, ax, ay, b.Theta, bx, by) && !Apart(b.Theta, bx, by, a.Theta, ax, ay);

        bool Apart(double theta, double x, double y, double otherTheta, double otherX, double otherY)
        {
            var (forward, left) = new Pose(x, y, theta).Local(otherX, otherY);
            var (sin, cos) = Math.SinCos(otherTheta - theta);
            (sin, cos) = (Math.Abs(sin), Math.Abs(cos));
            return Math.Abs(forward) > halfLength + halfLength * cos + body.HalfWidth * sin
                || Math.Abs(left) > body.HalfWidth + halfLength * sin + body.HalfWidth * cos;
        }
    }
}
