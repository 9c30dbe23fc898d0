using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Safety;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Session;
using Pixelopolis.Lab.Drive;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Lab.Encounters;

/// <summary>How often cars stand for something they see while the fleet's reservations keep them apart anyway.</summary>
/// <param name="Stops">For a car or an obstacle.</param>
/// <param name="ForNothing">Those with no other car in front, by the simulator's truth.</param>
/// <param name="Seconds">Stood in all.</param>
/// <param name="Hours">Of all cars together.</param>
/// <param name="Completed">Trips.</param>
/// <param name="Trips">Asked for.</param>
/// <param name="Collisions">By the judge of drives.</param>
internal sealed record OrdinaryTraffic(int Stops, int ForNothing, double Seconds, double Hours, int Completed, int Trips, int Collisions)
{
    /// <summary>Ahead of the axle and to either side: another car there is a reason to stop, metres.</summary>
    private const double Ahead = 0.8, Aside = 0.18;

    /// <param name="request">The city, the trips and the models.</param>
    /// <param name="quality">Of sight by geometry; null sees by camera and detector.</param>
    /// <param name="cancel">Ends it early.</param>
    public static OrdinaryTraffic Run(DriveRequest request, SightQuality? quality, CancellationToken cancel = default)
    {
        using var eyes = quality is null
            ? new EyeFactory(request.City, CityScene.Bake(request.City, request.Look is { } look ? Appearance.FromSeed(look) : Appearance.Showroom), EyeKind.Camera,
                () => DriveRun.Load(request.Model), request.WholeFrame, SightKind.Camera, () => DriveRun.LoadDetector(request.Detector))
            : new EyeFactory(request.City, null, EyeKind.Geometric, null, false);
        var options = new SessionOptions { Trips = request.Trips, Cars = request.Cars, Seed = request.Seed, EncoderError = request.EncoderError };
        var (holds, poses) = (new HoldReason[request.Cars], new Pose[request.Cars]);
        var (stops, nothing, frames) = (0, 0, 0);
        var session = new DriveSession(request.City, options, eyes.Make,
            quality is null ? eyes.MakeSight : (seat, _) => new GeometricSight(request.City, CameraGeometry.Reference, quality, seat.Seed + 17, seat.Others))
        {
            Stepped = (i, pose, report) =>
            {
                poses[i] = pose;
                var hold = report.Output.Hold;
                if (hold is HoldReason.CarAhead or HoldReason.Obstacle)
                {
                    frames++;
                    if (holds[i] is not (HoldReason.CarAhead or HoldReason.Obstacle))
                    {
                        stops++;
                        if (!Enumerable.Range(0, poses.Length).Any(k => k != i && IsInFront(pose, poses[k]))) nothing++;
                    }
                }
                holds[i] = hold;
            },
        };
        var score = session.Run(cancel);
        return new OrdinaryTraffic(stops, nothing, frames * options.Timing.FramePeriod, score.SimulatedSeconds * request.Cars / 3600, score.Completed, score.Trips.Count, score.Collisions);
    }

    private static bool IsInFront(Pose car, Pose other)
    {
        var (forward, left) = car.Local(other.X, other.Y);
        return forward is > 0 and < Ahead && Math.Abs(left) < Aside;
    }
}
