using Pixelopolis.Car;
using Pixelopolis.Car.Decision;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Scoring;
using Pixelopolis.Drives.Teacher;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Drives;

/// <summary>
/// One car alone on one path, all of it released, no fleet: the quickest way to see whether an eye can drive. What the teacher
/// knows of the truth is for eyes that are experiments and for scoring.
/// </summary>
public sealed class SoloDrive
{
    private const double Dt = 0.005;

    public SoloDrive(CityMap map, Intersections intersections, RoutePath path, Func<SoloDrive, ILaneEye> eye, DriveOptions options,
        VehicleTolerances tolerances, ulong seed)
    {
        (Path, Judge, Truth) = (path, new LaneJudge(map, intersections), new TeacherRoute(path, 0.02));
        var start = path.At(0.02);
        Car = new SimulatedCar("solo", new Vehicle(VehicleParameters.Reference, tolerances, start, seed), eye(this), options, new CarTiming());
        Car.Drive.Localizer.Reset(0.02, 0, 0, 0.01, 0.02);
        Car.Route = new ActiveRoute(path, path.Length);
    }

    public RoutePath Path { get; }

    public LaneJudge Judge { get; }

    public TeacherRoute Truth { get; }

    public SimulatedCar Car { get; }

    public double Now { get; private set; }

    /// <summary>Called after each drive step, for whoever watches.</summary>
    public Action<SoloDrive>? Stepped { get; init; }

    /// <summary>Drives to the end of the path, or until the car is so far off that a person would pick it up.</summary>
    public TripScore Run()
    {
        var limit = Path.Length / 0.1 + 10;
        string? reason = null;
        for (; Now < limit; Now += Dt)
        {
            if (!Car.Advance(Now, Dt)) continue;
            Truth.Follow(Car.Body.Pose);
            Judge.Watch(Car.Body.Pose, Path.Legs[Path.LegIndexAt(Truth.S)].Edge, Truth.Left, Truth.Heading);
            Stepped?.Invoke(this);
            if (Math.Abs(Truth.Left) > 0.20 || Math.Abs(Truth.Heading) > 1.4) { reason = "left the road"; break; }
            if (Now > 1 && Car.Last.Command.IsStop && Car.Body.Speed == 0) { reason = Car.Last.Hold is Pixelopolis.Car.Safety.HoldReason.EndOfBase ? null : Car.Last.Hold.ToString(); break; }
        }
        if (Now >= limit) reason = "took too long";
        var end = Path.At(Path.Length);
        var miss = Math.Sqrt(Square(end.X - Car.Body.Pose.X) + Square(end.Y - Car.Body.Pose.Y));
        if (reason is null && miss > 0.10) reason = $"stopped {miss:0.00} m from the end";
        return new TripScore
        {
            Car = Car.Serial, From = Path.Legs[0].Edge.StartNodeId, To = Path.Legs[^1].Edge.EndNodeId, Completed = reason is null, Seconds = Now,
            Metres = Truth.S, LaneDepartures = Judge.Departures, LateralErrorP95 = Judge.LateralErrorP95, IntersectionErrorP95 = Judge.IntersectionErrorP95,
            StopError = miss, Reason = reason,
        };
    }

    private static double Square(double v) => v * v;
}
