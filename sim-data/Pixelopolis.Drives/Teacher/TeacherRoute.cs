using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Drives.Teacher;

/// <summary>
/// The route as the teacher knows it: where the car truly is on it, and the steering that leads from there to the lane's centre.
/// For making training data and for experiments; no car has one.
/// </summary>
public sealed class TeacherRoute(RoutePath path, double s = 0)
{
    public RoutePath Path { get; } = path;

    /// <summary>Metres along, true.</summary>
    public double S { get; private set; } = s;

    /// <summary>Metres left of the centre line, true.</summary>
    public double Left { get; private set; }

    /// <summary>Radians off the centre line's heading, true.</summary>
    public double Heading { get; private set; }

    /// <summary>Moves along with the car: looks for it near where it was.</summary>
    public void Follow(Pose axle)
    {
        var p = Path.Project(axle.X, axle.Y, S - 0.15, S + 0.25);
        if (double.IsInfinity(p.Distance)) return;
        (S, Left, Heading) = (p.S, p.Left, Angle.Difference(axle.Theta, p.Theta));
        if (S < 1e-6)
        {
            var (forward, left) = Path.At(0).Local(axle.X, axle.Y);
            if (forward < 0) (S, Left) = (forward, left);
        }
        else if (S > Path.Length - 1e-6)
        {
            var (forward, left) = Path.At(Path.Length).Local(axle.X, axle.Y);
            if (forward > 0) (S, Left) = (Path.Length + forward, left);
        }
    }

    /// <summary>The steering from a pose to the lane's centre ahead, +1 = full right.</summary>
    public double Label(Pose axle)
    {
        var target = Path.At(S + SteeringScale.LookAhead);
        var (forward, left) = axle.Local(target.X, target.Y);
        return SteeringScale.Steering(SteeringScale.CurvatureTo(Math.Max(forward, 0.05), left));
    }
}
