using Pixelopolis.Car.App.Camera;

namespace Pixelopolis.Car.App.Tests.Camera;

public sealed class CaptureClockTests
{
    private const double Unix = 1_800_000_000;

    [Fact]
    public void Without_a_stamp_a_frame_is_as_old_as_the_camera_is_slow() => Assert.Equal(9.94, new CaptureClock(0.06).CapturedAt(double.NaN, 10, Unix), 9);

    [Fact]
    public void A_stamp_by_the_same_clock_is_believed_also_when_a_frame_was_held_up()
    {
        var clock = new CaptureClock(0.06);
        Assert.Equal(9.97, clock.CapturedAt(Unix - 0.03, 10, Unix), 6);
        Assert.Equal(17, clock.CapturedAt(Unix + 7, 20, Unix + 10), 6);
        Assert.False(clock.IsForeign);
    }

    [Theory]
    [InlineData(-5000)]
    [InlineData(5000)]
    public void By_another_clock_the_quickest_frame_tells_how_far_it_is_away(double away)
    {
        var clock = new CaptureClock(0.06);
        Assert.Equal(9.94, clock.CapturedAt(Unix + away, 10, Unix), 6);
        Assert.True(clock.IsForeign);
        // Held up for a second: by its stamp it is a second older than it would seem.
        Assert.Equal(9.99, clock.CapturedAt(Unix + away + 0.05, 11.05, Unix + 1.05), 3);
        // This one is quicker than the first was.
        Assert.Equal(11.94, clock.CapturedAt(Unix + away + 2.02, 12, Unix + 2), 3);
    }

    [Fact]
    public void A_clock_that_is_set_forward_while_the_camera_runs_makes_no_frame_fresher_than_it_is()
    {
        var clock = new CaptureClock(0.06);
        clock.CapturedAt(Unix - 0.03, 10, Unix);
        Assert.Equal(10.99, clock.CapturedAt(Unix + 100, 11.05, Unix + 1.05), 6);
        Assert.True(clock.IsForeign);
        Assert.Equal(11.04, clock.CapturedAt(Unix + 100.05, 12.05, Unix + 2.05), 3);
    }

    [Fact]
    public void Two_clocks_that_drift_apart_are_followed()
    {
        var clock = new CaptureClock(0.06);
        for (var second = 0; second < 3600; second++)
            Assert.InRange(second + 10 - clock.CapturedAt(Unix + 5000 + second * (1 - 1e-4), second + 10, Unix + second), 0.0599, 0.061);
    }
}
