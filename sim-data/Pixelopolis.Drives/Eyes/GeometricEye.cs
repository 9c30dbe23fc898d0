using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Teacher;

namespace Pixelopolis.Drives.Eyes;

/// <summary>
/// For experiments only: reads the lane from the simulator's truth, but only where its paint lies inside the crop that the lane model
/// would get. Where none does, it says what the map says, so that it corrects nothing. Shows what a perfect model could do.
/// </summary>
public sealed class GeometricEye(CameraGeometry camera, double laneWidth, Func<TeacherRoute?> route, Func<double> withoutSight) : ILaneEye
{
    public LaneReading Look(uint frame, double capturedAt, Pose axle)
    {
        if (route() is not { } path) return new LaneReading(frame, capturedAt, 0, 0, 0, 0, double.NaN);
        path.Follow(axle);
        var steering = (float)(Sees(path, axle) ? path.Label(axle) : withoutSight());
        return new LaneReading(frame, capturedAt, steering, steering, steering, steering, StopLine(path, axle));
    }

    private bool Sees(TeacherRoute route, Pose axle)
    {
        for (var ahead = 0.08; ahead <= 0.40; ahead += 0.01)
        {
            var s = route.S + ahead;
            if (route.Path.Legs[route.Path.LegIndexAt(s)].Intent != Intent.Follow) continue;
            var on = route.Path.At(s);
            for (var side = -1; side <= 1; side += 2)
            {
                var (x, y) = on.Ahead(0, side * laneWidth / 2);
                var (forward, left) = axle.Local(x, y);
                if (camera.InBottomQuarter(forward, left)) return true;
            }
        }
        return false;
    }

    private double StopLine(TeacherRoute route, Pose axle)
    {
        foreach (var leg in route.Path.Legs)
        {
            if (leg.StopLine is not { } line) continue;
            var (forward, left) = axle.Local(line.Pose.X, line.Pose.Y);
            if (Math.Abs(left) < 0.06 && camera.InBottomQuarter(forward - 0.025, left) && camera.InBottomQuarter(forward + 0.025, left)) return forward;
        }
        return double.NaN;
    }
}
