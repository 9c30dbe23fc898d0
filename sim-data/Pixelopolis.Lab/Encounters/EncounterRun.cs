using Pixelopolis.Car;
using Pixelopolis.City;
using Pixelopolis.Drives;
using Pixelopolis.Drives.Encounters;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Session;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Safety;
using Pixelopolis.Lab.Drive;

namespace Pixelopolis.Lab.Encounters;

/// <summary>Runs encounters one after the other.</summary>
internal static class EncounterRun
{
    public static List<EncounterResult> Run(CityMap map, IEnumerable<Encounter> encounters, StageEyes eyes, Action? met = null, Action<string>? watch = null, CancellationToken cancel = default)
    {
        var intersections = Intersections.Of(map);
        var results = new List<EncounterResult>();
        foreach (var encounter in encounters)
        {
            if (cancel.IsCancellationRequested) break;
            results.Add(encounter.Run(map, intersections, eyes, new DriveOptions(), new CarTiming(), watch is null ? null : (stage, car) => watch(Line(stage, car))));
            met?.Invoke();
        }
        return results;
    }

    /// <summary>
    /// Ordinary traffic, the fleet's reservations on: how often a car stands for something it believes in its way, per hour of driving, and for how long.
    /// </summary>
    public static (int Stops, double Standing, double Hours, int Completed, int Trips, int Collisions) Ordinary(DriveRequest request, SightQuality quality, CancellationToken cancel = default)
    {
        using var eyes = new EyeFactory(request.City, null, EyeKind.Geometric, null, false);
        var options = new SessionOptions { Trips = request.Trips, Cars = request.Cars, Seed = request.Seed, EncoderError = request.EncoderError };
        var holds = new HoldReason[request.Cars];
        var (stops, standing) = (0, 0);
        var session = new DriveSession(request.City, options, eyes.Make, (seat, _) => new GeometricSight(request.City, CameraGeometry.Reference, quality, seat.Seed + 17, seat.Others))
        {
            Stepped = (i, _, report) =>
            {
                var holdsNow = report.Output.Hold is HoldReason.CarAhead or HoldReason.Obstacle;
                if (holdsNow && holds[i] != report.Output.Hold) stops++;
                if (holdsNow) standing++;
                holds[i] = report.Output.Hold;
            },
        };
        var score = session.Run(cancel);
        return (stops, standing * options.Timing.FramePeriod, score.SimulatedSeconds * request.Cars / 3600, score.Completed, score.Trips.Count, score.Collisions);
    }

    private static string Line(EncounterStage stage, StageCar car)
    {
        var (output, at) = (car.Car.Last, car.Truth);
        var ahead = output.Traffic.Ahead;
        var what = !ahead.IsThere ? "free" : FormattableString.Invariant($"{(ahead.IsCar ? "car" : "obstacle")}#{ahead.Number} gap {ahead.Gap:0.000} along {ahead.Along:0.00}±{ahead.AlongDeviation:0.00}{(ahead.IsComing ? " coming" : "")}");
        return FormattableString.Invariant($"{stage.Now,6:0.00} {car.Car.Serial} s {at.S:0.000} left {at.Left:0.000} v {car.Speed:0.00} told {output.Speed:0.00} {output.Hold,-10} {what}; nearest {stage.LeastGap:0.000}");
    }
}
