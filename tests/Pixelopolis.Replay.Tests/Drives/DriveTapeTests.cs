using Pixelopolis.Car;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Lif;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Session;
using Pixelopolis.Drives.Tape;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Replay.Tests.Drives;

/// <summary>
/// A recorded drive: two trips through the default city by the trained model's camera. Where driving is meant to change, delete the
/// golden and run the tests: it is recorded anew, and its difference is part of the change.
/// </summary>
public class DriveTapeTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Golden = Path.Combine(Root, "tests", "Pixelopolis.Replay.Tests", "Drives", "two-trips.jsonl");

    private static CityMap City => LifReader.Read(File.ReadAllText(Path.Combine(Root, "fleet-server", "cities", "pixelopolis.lif.json"))).Map!;

    [Fact]
    public void Recorded_tensors_and_sensor_values_give_the_very_same_motor_commands()
    {
        if (!File.Exists(Golden))
        {
            File.WriteAllLines(Golden, Record());
            Assert.Fail($"there was no golden: {Golden} was recorded; look at it and run again");
        }
        var lines = File.ReadAllLines(Golden);
        Assert.True(lines.Count(l => l.Contains("\"step\"", StringComparison.Ordinal)) > 300);
        Assert.Empty(TapeReplay.Run(lines, City, new DriveOptions()));
    }

    [Fact]
    public void A_change_in_driving_shows_as_a_difference()
    {
        var slower = new DriveOptions { Decision = new() { CruiseSpeed = 0.30 } };
        Assert.NotEmpty(TapeReplay.Run(File.ReadLines(Golden), City, slower));
    }

    [Fact]
    public void The_same_seed_gives_the_same_drive()
    {
        Assert.Equal(Record(), Record());
    }

    private static IReadOnlyList<string> Record()
    {
        var city = City;
        var scene = CityScene.Bake(city, Appearance.Showroom);
        var (model, fault) = OnnxLaneModel.Load(Path.Combine(Root, "car", "models", "lane.onnx"));
        Assert.Null(fault);
        using (model)
        {
            var tape = new DriveTape();
            var session = new DriveSession(city, new SessionOptions { Trips = 2, Seed = 5 },
                r => new CameraEye(new CameraRenderer(scene, new CameraMount()), CameraGeometry.Reference, model!, r.Others, r.Seed)) { Tape = tape };
            Assert.Equal(2, session.Run(TestContext.Current.CancellationToken).Completed);
            return tape.Lines;
        }
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Pixelopolis.sln"))) return folder;
        throw new InvalidOperationException("the tests run from within the repository");
    }
}
