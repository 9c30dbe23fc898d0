using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Scoring;

namespace Pixelopolis.Drives.Tests.Scoring;

public class BodiesTests
{
    private static bool Touch(Pose a, Pose b) => Bodies.Touch(a, CarFootprint.Reference, b, CarFootprint.Reference);

    [Theory]
    [InlineData(0.199, true)]
    [InlineData(0.201, false)]
    public void Cars_in_line_touch_when_they_are_nearer_than_a_car_is_long(double gap, bool touch) =>
        Assert.Equal(touch, Touch(new Pose(0, 0, 0), new Pose(gap, 0, 0)));

    [Theory]
    [InlineData(0.119, true)]
    [InlineData(0.121, false)]
    public void Cars_abreast_touch_when_they_are_nearer_than_a_car_is_wide(double gap, bool touch) =>
        Assert.Equal(touch, Touch(new Pose(0, 0, 0), new Pose(0, gap, 0)));

    [Fact]
    public void Opposing_cars_in_their_lanes_pass() => Assert.False(Touch(new Pose(0, 0, 0), new Pose(0, 0.25, Math.PI)));

    [Fact]
    public void A_corner_touches_before_the_middles_are_near()
    {
        // The nose of a car that points at the flank of another.
        Assert.True(Touch(new Pose(0, 0, 0), new Pose(-0.04, 0.11, -Math.PI / 2)));
        Assert.False(Touch(new Pose(0, 0, 0), new Pose(-0.04, 0.125, -Math.PI / 2)));
    }

    [Fact]
    public void A_building_is_touched_at_its_wall()
    {
        var house = new Building(1, 0, 0.4, 0.4, 0.3);
        Assert.True(Bodies.Touch(new Pose(0.75, 0, 0), CarFootprint.Reference, house));
        Assert.False(Bodies.Touch(new Pose(0.73, 0, 0), CarFootprint.Reference, house));
    }
}
