using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Drives.Teacher;

/// <summary>One moment of an expert's drive: the pose at which the light fell, whether the car was just pushed off its line.</summary>
public readonly record struct ExpertMoment(double Time, Pose Axle, TeacherRoute Route, bool Recovering);

/// <summary>
/// A car that drives a route by the teacher's steering through the simulated body, a picture every 50 ms. Every so often it is pushed
/// off its line, and shows how it comes back.
/// </summary>
public sealed class ExpertDrive(VehicleParameters parameters, DecisionOptions options)
{
    private const double Dt = 0.005;
    private const double Period = 0.05;
    private const double Track = 0.10;

    public IEnumerable<ExpertMoment> Drive(RoutePath path, ulong seed, double recoveriesPerMetre = 0.8)
    {
        var chance = new SimRandom(SimRandom.Derive(seed, 77));
        var planner = new SpeedPlanner(options);
        var body = new Vehicle(parameters, VehicleTolerances.FromSeed(seed), path.At(0.02), seed);
        var route = new TeacherRoute(path);
        double speed = 0, curvature = 0, recoveringUntil = -1, nextFrame = 0, travelled = 0, nextPush = 0.3 + chance.Uniform(0, 1) / recoveriesPerMetre;
        for (var now = 0.0; route.S < path.Length - 0.10; now += Dt)
        {
            if (now >= nextFrame)
            {
                nextFrame += Period;
                route.Follow(body.Pose);
                if (Math.Abs(route.Left) > 0.16 || Math.Abs(route.Heading) > 0.9) { body.PutAt(path.At(route.S)); route.Follow(body.Pose); }
                curvature = SteeringScale.Curvature(route.Label(body.Pose));
                speed = Math.Min(planner.RoadSpeed(path, route.S), 1.4 / Math.Max(1e-3, Math.Abs(curvature)));
                yield return new ExpertMoment(now, body.Pose, route, now < recoveringUntil);
                if (travelled >= nextPush)
                {
                    nextPush = travelled + 0.25 + chance.Uniform(0, 2) / recoveriesPerMetre;
                    recoveringUntil = now + 1.2;
                    var on = path.At(route.S);
                    var (x, y) = on.Ahead(0, chance.Normal(0, 0.045));
                    body.PutAt(new Pose(x, y, Angle.Wrap(on.Theta + chance.Normal(0, 0.16))));
                }
            }
            var left = speed * (1 - curvature * Track / 2) / parameters.WheelRadius;
            var right = speed * (1 + curvature * Track / 2) / parameters.WheelRadius;
            body.Step(left, right, now, Dt);
            travelled += body.Speed * Dt;
        }
    }
}
