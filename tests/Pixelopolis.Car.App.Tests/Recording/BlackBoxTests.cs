using Pixelopolis.Car.App.Recording;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.App.Tests.Recording;

public sealed class BlackBoxTests : IDriveLog, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-box-").FullName;
    private readonly List<(DriveLogHead Head, DriveReport[] Turns)> _kept = [];
    private readonly BlackBox _box;
    private double _now = 1000;

    public BlackBoxTests() => _box = new BlackBox(this, Head);

    public void Dispose()
    {
        _box.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void When_safety_stops_a_driving_car_the_last_minute_is_kept_with_the_reason()
    {
        Drive(turns: 100 * 20);
        Turn(HoldReason.FrameStale);
        var (head, turns) = Kept(1);
        Assert.Equal("FrameStale", head.Why);
        Assert.Equal(HoldReason.FrameStale, turns[^1].Output.Hold);
        Assert.InRange(turns[^1].Now - turns[0].Now, 59.9, 60.001);
        Assert.Equal(turns.Select(t => t.Now).Order(), turns.Select(t => t.Now));
    }

    [Theory]
    [InlineData(HoldReason.EndOfBase)]
    [InlineData(HoldReason.Paused)]
    [InlineData(HoldReason.NoOrder)]
    [InlineData(HoldReason.CarAhead)]
    [InlineData(HoldReason.GiveWay)]
    public void A_stop_that_was_asked_for_is_none(HoldReason hold)
    {
        Drive(turns: 50);
        Turn(hold);
        Drive(turns: 200);
        Turn(HoldReason.Lost);
        Assert.Equal("Lost", Kept(1).Head.Why);
    }

    [Fact]
    public void A_car_that_stood_is_not_stopped_and_a_stop_has_no_echo()
    {
        Turn(HoldReason.StatusStale);
        Drive(turns: 50);
        Turn(HoldReason.FrameStale);
        Kept(1);
        Drive(turns: 10); // half a second on: the same story
        Turn(HoldReason.FrameStale);
        Drive(turns: 200);
        Turn(HoldReason.BatteryLow);
        Assert.Equal("BatteryLow", Kept(2).Head.Why);
    }

    [Fact]
    public void A_kept_stop_reads_back_to_the_last_bit()
    {
        Drive(turns: 30);
        Turn(HoldReason.Lost);
        var (head, turns) = Kept(1);
        var said = new List<string>();
        new JsonLinesDriveLog(_folder, said.Add).Keep(head, turns);
        var file = Assert.Single(Directory.GetFiles(_folder));
        Assert.StartsWith($"black box: Lost: {file}", Assert.Single(said), StringComparison.Ordinal);
        var (readHead, readTurns) = JsonLinesDriveLog.Read(file);
        Assert.Equal((head.Why, head.KeptAt, head.Serial, head.ModelSha256, head.Order.LastNodeId), (readHead.Why, readHead.KeptAt, readHead.Serial, readHead.ModelSha256, readHead.Order.LastNodeId));
        Assert.Equal(turns, readTurns);
    }

    [Fact]
    public void Only_the_newest_stops_are_kept_on_disk()
    {
        Drive(turns: 3);
        Turn(HoldReason.Lost);
        var (head, turns) = Kept(1);
        var log = new JsonLinesDriveLog(_folder, _ => { });
        for (var n = 0; n < JsonLinesDriveLog.MostFiles + 5; n++) log.Keep(head with { KeptAt = head.KeptAt.AddMinutes(n) }, turns);
        var files = Directory.GetFiles(_folder).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(JsonLinesDriveLog.MostFiles, files.Length);
        Assert.Equal(head.KeptAt.AddMinutes(5), JsonLinesDriveLog.Read(files[0]).Head.KeptAt);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_and_harms_nothing()
    {
        var file = Path.Combine(_folder, "a-file");
        File.WriteAllText(file, "");
        var said = new List<string>();
        new JsonLinesDriveLog(Path.Combine(file, "stops"), said.Add).Keep(Head("Lost"), []);
        Assert.Contains("could not be kept", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public void Remembering_a_turn_allocates_nothing()
    {
        Drive(turns: 10);
        Assert.Equal(0, Allocations.InSteadyState(() => Drive(turns: 1000)));
    }

    void IDriveLog.Keep(DriveLogHead head, ReadOnlySpan<DriveReport> turns)
    {
        lock (_kept)
        {
            _kept.Add((head, turns.ToArray()));
            Monitor.PulseAll(_kept);
        }
    }

    private (DriveLogHead Head, DriveReport[] Turns) Kept(int count)
    {
        lock (_kept)
        {
            while (_kept.Count < count)
                if (!Monitor.Wait(_kept, 40_000)) Assert.Fail("nothing was kept");
            Assert.Equal(count, _kept.Count);
            return _kept[^1];
        }
    }

    private void Drive(int turns)
    {
        for (var i = 0; i < turns; i++) Turn(HoldReason.None);
    }

    private void Turn(HoldReason hold)
    {
        _now += 0.05;
        _box.Drove(new DriveReport(_now, default, default, double.NaN, false, default(DriveOutput) with { Hold = hold, Speed = 0.1 * _now }, true, new Pose(_now / 3, 0, 0), false, 0, 0,
            Sight: new SightReading((uint)(20 * _now), _now - 0.1, [new(ObjectClass.SpeedLimit20, 0.87f, 0.1f, 0.2f, 1 / 3f, 0.4f)])));
    }

    private static DriveLogHead Head(string why) =>
        new(why, new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), "car-1", "m", "1", "abc", OrderSnapshot.Empty with { LastNodeId = "a" });
}
