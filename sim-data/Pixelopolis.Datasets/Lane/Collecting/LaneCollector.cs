using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives.Teacher;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Datasets.Lane.Collecting;

/// <summary>One picture with what the teacher says about it.</summary>
public sealed record LaneSample(LaneFrame Frame, LaneLabels Labels, byte[] Crop, byte[]? FullCrop);

/// <summary>
/// Takes lane data as the original did: a car drives through waypoints all over many generated cities, picture and steering every
/// 50 ms, and is pushed off its line now and then. Each city is one seed and comes out the same on every machine.
/// </summary>
public sealed class LaneCollector(LaneCollectOptions options, Func<int, CityMap> cityOf)
{
    private const double KeepClearAhead = 0.55;

    /// <summary>Collects city by city on several threads and hands the samples over in the cities' order.</summary>
    public async Task CollectAsync(LaneDatasetWriter writer, Action<int, int> progress, CancellationToken cancel) =>
        await InOrder.RunAsync(options.Threads, options.Cities, i => City(options.FirstCity + i), samples =>
        {
            foreach (var sample in samples)
                if (sample.FullCrop is null) writer.Add(sample.Frame, sample.Labels, sample.Crop);
                else writer.Add(sample.Frame, sample.Labels, sample.Crop, sample.FullCrop);
        }, done => progress(done, writer.Added), cancel).ConfigureAwait(false);

    /// <summary>What a city's seed is for; whole cities are held out.</summary>
    public LaneSplit SplitOf(int city) => (city % options.HoldOutEvery) switch { 0 => LaneSplit.Validation, 1 => LaneSplit.Test, _ => LaneSplit.Train };

    /// <summary>All the samples of one city.</summary>
    public List<LaneSample> City(int city)
    {
        var seed = SimRandom.Derive(0xC17, (ulong)city);
        var chance = new SimRandom(seed);
        var map = cityOf(city);
        var intersections = Intersections.Of(map);
        var scene = CityScene.Bake(map, Appearance.FromSeed(seed, options.Variety));
        var path = new RoutePath(RandomRoute.Wander(map, chance, options.MetresPerCity), intersections);
        var teacher = new TeacherLabels(map, intersections);
        var samples = new List<LaneSample>();
        var eye = new SampleEye(scene, options.FullFrame);
        SceneActor[] actors = [];
        var (step, nextWorld) = (0, 0.0);
        Span<float> labels = stackalloc float[4];
        foreach (var moment in new ExpertDrive(VehicleParameters.Reference, new DecisionOptions()).Drive(path, seed, options.RecoveriesPerMetre))
        {
            if (moment.Route.S >= nextWorld)
            {
                // Every two metres another camera mount and other traffic: a city is not one picture.
                nextWorld = moment.Route.S + 2;
                eye.Mount(WorldVariant.Mount(chance));
                actors = WorldVariant.Actors(map, chance, _ => false);
            }
            var intent = teacher.Write(moment.Route, moment.Axle, labels);
            var frame = new LaneFrame(city, 0, step++, (float)path.CurvatureAt(moment.Route.S), intent,
                moment.Recovering ? LaneSource.Recovery : LaneSource.Expert, SplitOf(city), (float)moment.Route.Left, (float)moment.Route.Heading);
            var (crop, full) = eye.Look(moment.Axle, Clear(actors, moment), SimRandom.Derive(seed, (ulong)step));
            samples.Add(new LaneSample(frame, new LaneLabels(labels[0], labels[1], labels[2], labels[3]), crop, full));
        }
        return samples;
    }

    /// <summary>The actors that do not stand where the car is about to be: those are for the detector to stop at, not to steer by.</summary>
    private static SceneActor[] Clear(SceneActor[] actors, ExpertMoment moment) => [.. actors.Where(a =>
    {
        var (forward, left) = moment.Axle.Local(a.Pose.X, a.Pose.Y);
        return !(forward is > -0.4 and < KeepClearAhead && Math.Abs(left) < 0.17);
    })];
}
