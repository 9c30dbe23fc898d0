using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;

namespace Pixelopolis.Car.Tests.Traffic;

public class FollowingTests
{
    private const double Step = 0.05;
    private readonly Following _following = new(new TrafficOptions());

    /// <summary>A car on a line behind another: obeys 0.15 s late, brakes with up to 1 m/s², sees 0.1 s late.</summary>
    private List<(double Now, double Gap, double Speed, HoldReason Hold)> Drive(double gap, double speed, Func<double, double> leader, double seconds)
    {
        var told = new Queue<double>(Enumerable.Repeat(speed, 3));
        var seen = new Queue<(double Gap, double Along)>(Enumerable.Repeat((gap, leader(0)), 2));
        var all = new List<(double, double, double, HoldReason)>();
        for (var now = 0.0; now < seconds; now += Step)
        {
            seen.Enqueue((gap, leader(now)));
            var (g, along) = seen.Dequeue();
            var allowed = _following.Choose(new ThingAhead(true, true, 1, g, along, 0.03, false), speed, now, looking: true);
            told.Enqueue(Math.Min(0.38, allowed.Speed));
            var target = told.Dequeue();
            speed = target > speed ? Math.Min(target, speed + 0.8 * Step) : Math.Max(target, speed - 1.0 * Step);
            gap += (leader(now) - speed) * Step;
            all.Add((now, gap, speed, allowed.Hold));
        }
        return all;
    }

    [Fact]
    public void It_follows_a_slower_car_at_the_time_gap_without_swinging()
    {
        var drive = Drive(0.9, 0.38, _ => 0.2, 20);
        Assert.All(drive, d => Assert.True(d.Gap > 0.15));
        Assert.All(drive.Where(d => d.Now > 10), d => Assert.InRange(d.Speed, 0.19, 0.21));
        Assert.All(drive.Where(d => d.Now > 10), d => Assert.InRange(d.Gap, 0.10 + 0.6 * 0.2, 0.10 + 1.1 * 0.2));
    }

    [Fact]
    public void It_stops_a_hands_breadth_behind_what_stands_and_says_why()
    {
        var drive = Drive(1.0, 0.38, _ => 0, 12);
        Assert.Equal(HoldReason.CarAhead, drive[^1].Hold);
        Assert.Equal(0, drive[^1].Speed, 3);
        Assert.InRange(drive[^1].Gap, 0.09, 0.16);
        Assert.All(drive.Zip(drive.Skip(1)).Where(p => p.First.Speed > 0.05), p => Assert.True(p.Second.Speed - p.First.Speed > -0.6 * Step));
    }

    [Theory]
    [InlineData(0.35)]
    [InlineData(0.45)]
    public void A_leader_that_brakes_as_hard_as_it_can_is_not_touched(double gap)
    {
        var drive = Drive(gap, 0.36, now => Math.Max(0, 0.36 - 1.2 * Math.Max(0, now - 0.5)), 8);
        Assert.All(drive, d => Assert.True(d.Gap > 0.04, $"{d.Gap} at {d.Now}"));
    }

    [Fact]
    public void It_waits_until_the_gap_has_opened_and_starts_gently()
    {
        var drive = Drive(0.6, 0.3, now => now < 6 ? 0 : Math.Min(0.35, 0.5 * (now - 6)), 12);
        var first = drive.First(d => d.Now > 6 && d.Speed > 0.005);
        Assert.InRange(first.Gap, 0.17, 0.45);
        Assert.InRange(first.Now, 6.3, 7.6);
        Assert.All(drive.Where(d => d.Now > 6).Zip(drive.Where(d => d.Now > 6).Skip(1)), p => Assert.True(p.Second.Speed - p.First.Speed < 0.45 * Step + 0.03));
    }

    [Fact]
    public void Before_a_hand_it_does_not_creep_nearer()
    {
        var hand = new ThingAhead(true, false, 1, 0.08, 0, 0.05, false);
        Assert.Equal(HoldReason.Obstacle, _following.Choose(hand, 0, 0, true).Hold);
        for (var now = 0.05; now < 5; now += 0.05) Assert.Equal(0, _following.Choose(hand with { Gap = 0.25 }, 0, now, true).Speed);
        double speed = 0;
        for (var now = 5.0; now < 6; now += 0.05) speed = _following.Choose(default, 0, now, true).Speed;
        Assert.True(speed > 0.1);
    }

    [Fact]
    public void Blind_it_does_not_start()
    {
        _following.Choose(new ThingAhead(true, true, 1, 0.05, 0, 0.05, false), 0, 0, true);
        for (var now = 0.05; now < 5; now += 0.05) Assert.Equal(0, _following.Choose(default, 0, now, looking: false).Speed);
    }
}
