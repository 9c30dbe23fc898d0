using Pixelopolis.Car;
using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Teacher;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Datasets.Lane.Collecting;

/// <summary>
/// More data from the model's own mistakes: the model drives, the teacher says at every picture what it would have done
/// (DAgger; Ross, Gordon and Bagnell, AISTATS 2011).
/// </summary>
public sealed class LaneDagger(LaneCollectOptions options, Func<int, CityMap> cityOf, Func<ILaneModel> model, CropRegion region = CropRegion.BottomQuarter)
{
    private const double RouteMetres = 9;

    /// <summary>How the model did while it was watched: metres driven and drives that ended off the road.</summary>
    public (double Metres, int Drives, int Lost) Score { get; private set; }

    /// <summary>Drives city by city, on several threads, and hands the samples over in the cities' order.</summary>
    public async Task CollectAsync(LaneDatasetWriter writer, Action<int, int> progress, CancellationToken cancel) =>
        await InOrder.RunAsync(options.Threads, options.Cities, i => City(options.FirstCity + i), samples =>
        {
            foreach (var sample in samples) writer.Add(sample.Frame, sample.Labels, sample.Crop);
        }, done => progress(done, writer.Added), cancel).ConfigureAwait(false);

    private List<LaneSample> City(int city)
    {
        var seed = SimRandom.Derive(0xDA66E5, (ulong)city);
        var chance = new SimRandom(seed);
        var map = cityOf(city);
        var intersections = Intersections.Of(map);
        var scene = CityScene.Bake(map, Appearance.FromSeed(seed, options.Variety));
        var teacher = new TeacherLabels(map, intersections);
        var samples = new List<LaneSample>();
        var lane = model();
        for (int run = 0, runs = Math.Max(1, (int)(options.MetresPerCity / RouteMetres)); run < runs; run++)
        {
            var path = new RoutePath(RandomRoute.Wander(map, chance, RouteMetres), intersections);
            var actors = WorldVariant.Actors(map, chance, pose => path.Project(pose.X, pose.Y).Distance < 0.17);
            var renderer = new CameraRenderer(scene, WorldVariant.Mount(chance));
            var drive = new SoloDrive(map, intersections, path,
                solo => new WatchedEye(solo, new CameraEye(renderer, CameraGeometry.Reference, lane, () => actors, chance.NextUInt64(), region), teacher, samples, city, run),
                new DriveOptions(), VehicleTolerances.FromSeed(chance.NextUInt64()), chance.NextUInt64());
            var score = drive.Run();
            lock (this) Score = (Score.Metres + score.Metres, Score.Drives + 1, Score.Lost + (score.Completed ? 0 : 1));
        }
        (lane as IDisposable)?.Dispose();
        return samples;
    }

    /// <summary>The camera eye with the teacher looking over its shoulder.</summary>
    private sealed class WatchedEye(SoloDrive drive, CameraEye eye, TeacherLabels teacher, List<LaneSample> samples, int city, int run) : ILaneEye
    {
        public LaneReading Look(uint frame, double capturedAt, Pose axle)
        {
            var reading = eye.Look(frame, capturedAt, axle);
            Span<float> labels = stackalloc float[4];
            drive.Truth.Follow(axle);
            var intent = teacher.Write(drive.Truth, axle, labels);
            var about = new LaneFrame(city, run, (int)frame, (float)drive.Path.CurvatureAt(drive.Truth.S), intent, LaneSource.Dagger, LaneSplit.Train,
                (float)drive.Truth.Left, (float)drive.Truth.Heading);
            samples.Add(new LaneSample(about, new LaneLabels(labels[0], labels[1], labels[2], labels[3]), eye.Crop.ToArray(), null));
            return reading;
        }
    }
}
