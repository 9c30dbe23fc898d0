using CsCheck;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Tests.Board;

public sealed class MotionLeaseTests
{
    private static readonly BoardOptions Options = new();

    [Fact]
    public void A_command_turns_the_wheels_until_its_lease_runs_out()
    {
        var lease = Begun();
        Assert.Equal(CommandRefusal.None, lease.Offer(1, Go(frame: 1, now: 5), 5));
        Assert.Equal(new WheelTargets(3, 4), lease.TargetsAt(5));
        Assert.Equal(new WheelTargets(3, 4), lease.TargetsAt(5.1499));
        Assert.Equal(WheelTargets.Stop, lease.TargetsAt(5.15));
    }

    [Fact]
    public void Without_a_session_nothing_moves()
    {
        var lease = new MotionLease(Options);
        Assert.Equal(CommandRefusal.NoSession, lease.Offer(1, Go(1, 5), 5));
        Assert.Equal(WheelTargets.Stop, lease.TargetsAt(5));
    }

    [Theory]
    [InlineData(10u, 10u)]
    [InlineData(10u, 9u)]
    [InlineData(0u, uint.MaxValue)]
    public void A_repeated_or_older_command_is_refused_and_prolongs_nothing(uint first, uint second)
    {
        var lease = Begun(unchecked(first - 1));
        lease.Offer(first, Go(1, 5), 5);
        Assert.Equal(CommandRefusal.StaleSequence, lease.Offer(second, Go(2, 5.1), 5.1));
        Assert.Equal(WheelTargets.Stop, lease.TargetsAt(5.15));
    }

    [Fact]
    public void Sequence_numbers_may_wrap()
    {
        var lease = Begun(uint.MaxValue - 1);
        Assert.Equal(CommandRefusal.None, lease.Offer(uint.MaxValue, Go(1, 5), 5));
        Assert.Equal(CommandRefusal.None, lease.Offer(0, Go(2, 5.05), 5.05));
    }

    [Fact]
    public void A_frame_that_stands_still_steers_but_never_prolongs()
    {
        var lease = Begun();
        lease.Offer(1, Go(frame: 1, now: 5), 5);
        Assert.Equal(CommandRefusal.None, lease.Offer(2, Go(1, 5.1) with { LeftVelocity = 9 }, 5.1));
        Assert.Equal(new WheelTargets(9, 4), lease.TargetsAt(5.149));
        Assert.Equal(WheelTargets.Stop, lease.TargetsAt(5.15));
        Assert.Equal(CommandRefusal.Expired, lease.Offer(3, Go(1, 5.2), 5.2));
        Assert.Equal(WheelTargets.Stop, lease.TargetsAt(5.2));
        Assert.Equal(CommandRefusal.None, lease.Offer(4, Go(2, 5.25), 5.25));
    }

    [Fact]
    public void An_older_frame_is_refused()
    {
        var lease = Begun();
        lease.Offer(1, Go(frame: 7, now: 5), 5);
        Assert.Equal(CommandRefusal.StaleFrame, lease.Offer(2, Go(6, 5), 5));
    }

    [Fact]
    public void A_command_too_long_under_way_is_refused()
    {
        var lease = Begun();
        Assert.Equal(CommandRefusal.None, lease.Offer(1, Go(1, now: 5), 5.25));
        Assert.Equal(CommandRefusal.Expired, lease.Offer(2, Go(2, now: 5), 5.251));
    }

    [Fact]
    public void A_command_decided_on_another_lifes_status_is_refused() =>
        Assert.Equal(CommandRefusal.Expired, Begun().Offer(1, Go(1, now: 900), 5));

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    [InlineData(65535)]
    public void A_lease_of_nothing_or_too_much_is_refused(int milliseconds) =>
        Assert.Equal(CommandRefusal.LeaseOutOfRange, Begun().Offer(1, Go(1, 5) with { LeaseMilliseconds = (ushort)milliseconds }, 5));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(40.1f)]
    [InlineData(-40.1f)]
    public void A_velocity_that_is_none_or_too_high_is_refused(float velocity)
    {
        Assert.Equal(CommandRefusal.VelocityOutOfRange, Begun().Offer(1, Go(1, 5) with { LeftVelocity = velocity }, 5));
        Assert.Equal(CommandRefusal.VelocityOutOfRange, Begun().Offer(1, Go(1, 5) with { RightVelocity = velocity }, 5));
    }

    [Fact]
    public void To_stand_is_always_allowed_on_a_new_sequence_number()
    {
        var lease = Begun();
        lease.Offer(1, Go(frame: 7, now: 5), 5);
        var stop = new MotionCommand(0, 0, CameraFrame: 1, StatusTime: 0, LeaseMilliseconds: 60000, Leds.None);
        Assert.Equal(CommandRefusal.None, lease.Offer(2, stop, 5.05));
        Assert.Equal(WheelTargets.Stop, lease.TargetsAt(5.05));
        Assert.True(lease.IsRunning(5.05));
        Assert.Equal(CommandRefusal.StaleFrame, lease.Offer(3, Go(6, 5.05), 5.05));
    }

    [Fact]
    public void A_new_session_ends_the_lease_and_forgets_frames()
    {
        var lease = Begun();
        lease.Offer(1, Go(frame: 700, now: 5), 5);
        lease.Begin(1);
        Assert.Equal(WheelTargets.Stop, lease.TargetsAt(5));
        Assert.Equal(CommandRefusal.None, lease.Offer(2, Go(frame: 1, now: 5), 5));
    }

    /// <summary>Whatever comes in whatever order, the wheels turn only within the lease of a new command on a fresh frame.</summary>
    [Fact]
    public void No_order_of_commands_moves_the_wheels_beyond_a_frames_lease() =>
        Gen.Select(Gen.UInt[0, 12], Gen.UInt[0, 8], Gen.Int[0, 200], Gen.Int[0, 300]).Array[1, 40].Sample(steps =>
        {
            var lease = Begun();
            var now = 0.0;
            var firstOfFrame = new Dictionary<uint, double>();
            foreach (var (sequence, frame, wait, age) in steps)
            {
                now += wait / 1000.0;
                var before = lease.LastAccepted;
                var refusal = lease.Offer(sequence, Go(frame, Math.Max(0, now - age / 1000.0)), now);
                if (refusal == CommandRefusal.None)
                {
                    Assert.True(sequence > before);
                    firstOfFrame.TryAdd(frame, now);
                }

                var lastEnd = firstOfFrame.Count == 0 ? 0 : firstOfFrame[firstOfFrame.Keys.Max()] + 0.15;
                if (now >= lastEnd) Assert.Equal(WheelTargets.Stop, lease.TargetsAt(now));
                Assert.Equal(WheelTargets.Stop, lease.TargetsAt(lastEnd + 1e-6));
            }
        });

    private static MotionLease Begun(uint sequence = 0)
    {
        var lease = new MotionLease(Options);
        lease.Begin(sequence);
        return lease;
    }

    private static MotionCommand Go(uint frame, double now) => new(3, 4, frame, BoardClock.Milliseconds(now), 150, Leds.None);
}
