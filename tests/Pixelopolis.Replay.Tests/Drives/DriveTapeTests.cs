using Pixelopolis.Car;
using Pixelopolis.Car.Perception;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Session;
using Pixelopolis.Drives.Tape;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Replay.Tests.Drives;

/// <summary>
/// A recorded drive: two trips through the default city by the shipped model's camera. Where driving is meant to change, it is recorded
/// anew (README.md of this project), and its difference is part of the change.
/// </summary>
public class DriveTapeTests
{
    private static readonly string Path = System.IO.Path.Combine(Goldens.Folder, "Drives", "two-trips.jsonl");
    private static readonly Lazy<string[]> Golden = new(Recorded);

    [Fact]
    public void Recorded_tensors_and_sensor_values_give_the_very_same_motor_commands()
    {
        Assert.True(Golden.Value.Count(l => l.Contains("\"step\"", StringComparison.Ordinal)) > 300);
        var differences = TapeReplay.Run(Golden.Value, ReplayCity.Map, new DriveOptions());
        Assert.True(differences.Count == 0,
            $"{differences.Count} steps differ, the first in line {(differences.Count > 0 ? differences[0] : null)}; where driving was meant to change: {Goldens.CommandFor("drives")}");
    }

    [Fact]
    public void The_recorded_drive_is_the_shipped_models() => ShippedModel.MustBe(TapeReplay.Model(Golden.Value), "Drives/two-trips.jsonl");

    [Fact]
    public void A_change_in_driving_shows_as_a_difference()
    {
        var slower = new DriveOptions { Decision = new() { CruiseSpeed = 0.30 } };
        Assert.NotEmpty(TapeReplay.Run(Golden.Value, ReplayCity.Map, slower));
    }

    [Fact]
    public void The_same_seed_gives_the_same_drive()
    {
        Assert.Equal(Record(), Record());
    }

    private static string[] Recorded()
    {
        if (Goldens.Rerecord("drives")) File.WriteAllLines(Path, Record());
        return File.ReadAllLines(Path);
    }

    private static IReadOnlyList<string> Record()
    {
        using var model = ShippedModel.Load();
        var tape = new DriveTape();
        tape.Model(model.Sha256);
        var session = new DriveSession(ReplayCity.Map, new SessionOptions { Trips = 2, Seed = 5 },
            r => new CameraEye(new CameraRenderer(ReplayCity.Scene, new CameraMount()), CameraGeometry.Reference, model, r.Others, r.Seed)) { Tape = tape };
        Assert.Equal(2, session.Run(TestContext.Current.CancellationToken).Completed);
        return tape.Lines;
    }
}
