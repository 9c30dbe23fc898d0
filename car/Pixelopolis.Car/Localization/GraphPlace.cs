using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Localization;

/// <summary>A place on a lane: metres along the edge, metres left of its centre line, radians off its heading, and standard deviations.</summary>
public sealed record GraphPlace(Edge Edge, double S, double Left, double Heading, double Deviation, double HeadingDeviation)
{
    /// <summary>Of the axle.</summary>
    public Pose Pose
    {
        get
        {
            var on = Edge.Curve.At(S);
            var (x, y) = on.Ahead(0, Left);
            return new Pose(x, y, Angle.Wrap(on.Theta + Heading));
        }
    }
}
