using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.Tests.Localization;

public sealed class LaneWatchTests
{
    private static readonly Detection Box = new(ObjectClass.Box, 0.6f, 0.4f, 0.6f, 0.6f, 0.85f);
    private static readonly Detection Sign = new(ObjectClass.Stop, 0.9f, 0.8f, 0.6f, 0.9f, 0.85f);

    [Fact]
    public void A_lane_that_lies_elsewhere_raises_doubt_once_a_sight_of_its_moment_shows_a_free_road()
    {
        var doubt = new Doubt();
        var watch = new LaneWatch(doubt, new());
        watch.Saw(new SightReading(1, 0.9, []));
        var before = doubt.Value;
        for (var t = 1.0; t < 1.14; t += 0.05) watch.See(0.09, t);
        Assert.Equal(before, doubt.Value);
        watch.Saw(new SightReading(2, 1.0, [Sign]));
        Assert.Equal(before + 4, doubt.Value, 1e-9);
        watch.Saw(new SightReading(3, 1.1, [Sign]));
        Assert.Equal(before + 6, doubt.Value, 1e-9);
    }

    [Fact]
    public void What_stands_on_the_road_misleads_the_lane_and_not_the_car()
    {
        var doubt = new Doubt();
        var watch = new LaneWatch(doubt, new());
        watch.Saw(new SightReading(1, 0.9, []));
        for (var t = 1.0; t < 1.14; t += 0.05) watch.See(0.09, t);
        watch.Saw(new SightReading(2, 1.05, [Box]));
        Assert.True(watch.IsObscured);
        for (var t = 1.15; t < 1.5; t += 0.05) watch.See(0.09, t);
        Assert.Equal(new Doubt().Value, doubt.Value);
        watch.Saw(new SightReading(3, 1.5, []));
        Assert.False(watch.IsObscured);
    }

    [Fact]
    public void Without_a_detector_or_when_it_has_fallen_silent_the_lane_is_believed_at_once()
    {
        var doubt = new Doubt();
        var watch = new LaneWatch(doubt, new());
        watch.See(0.09, 1.0);
        Assert.Equal(new Doubt().Value + 2, doubt.Value, 1e-9);
        watch.Saw(new SightReading(1, 1.0, [Box]));
        watch.See(0.09, 1.9);
        Assert.Equal(new Doubt().Value + 4, doubt.Value, 1e-9);
        Assert.False(watch.IsObscured);
    }

    [Fact]
    public void A_lane_that_lies_right_calms_doubt_at_once()
    {
        var doubt = new Doubt();
        var watch = new LaneWatch(doubt, new());
        watch.See(0.09, 1.0);
        var raised = doubt.Value;
        watch.Saw(new SightReading(1, 1.0, []));
        watch.See(0.01, 1.05);
        Assert.True(doubt.Value < raised);
    }
}
