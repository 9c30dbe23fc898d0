using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Traffic;

public class GroundObservationTests
{
    private static readonly TrafficOptions Options = new();

    private static GroundObservation Of(Detection? seen, params Detection[] others)
    {
        Assert.True(GroundObservation.TryOf(seen!.Value, [seen.Value, .. others], CameraGeometry.Reference, Options, out var thing));
        return thing;
    }

    [Theory]
    [InlineData(0.3, 0.0)]
    [InlineData(0.5, 0.1)]
    [InlineData(0.8, -0.2)]
    [InlineData(1.2, 0.25)]
    public void A_box_lies_where_it_touches_the_ground(double ahead, double left)
    {
        var thing = Of(RoadScene.Box(ObjectClass.Box, new Pose(ahead, left, 0), 0.08, 0.08, 0.07));
        Assert.False(thing.IsCar);
        Assert.InRange(thing.Forward - thing.HalfLength - (ahead - 0.04), -0.01, 0.01);
        Assert.InRange(thing.Left - left, -0.02, 0.02);
        Assert.InRange(thing.HalfWidth, 0.03, 0.06);
    }

    [Theory]
    [InlineData(0.4, 0.0, 0)]
    [InlineData(0.6, 0.25, Math.PI)]
    [InlineData(0.9, 0.25, Math.PI)]
    [InlineData(0.7, -0.1, Math.PI / 2)]
    [InlineData(0.8, 0.0, 0.5)]
    public void A_cars_outline_tells_where_it_is_and_how_it_is_turned(double ahead, double left, double heading)
    {
        var pose = new Pose(ahead, left, heading);
        var thing = Of(Math.Abs(heading - Math.PI / 2) < 0.1 ? RoadScene.CarFromItsSide(pose) : RoadScene.Car(pose));
        Assert.True(thing.IsCar);
        Assert.InRange(thing.Forward - ahead, -0.05, 0.05);
        Assert.InRange(thing.Left - left, -0.03, 0.03);
        // Front and back, and the two ways to turn, look alike.
        var turned = Math.Abs(Math.IEEERemainder(thing.Heading, Math.PI));
        Assert.InRange(turned - Math.Abs(Math.IEEERemainder(heading, Math.PI)), -0.4, 0.4);
    }

    [Fact]
    public void Where_the_picture_ends_before_a_car_does_its_size_tells_the_distance()
    {
        var near = Of(RoadScene.Car(new Pose(0.20, 0, 0)));
        Assert.InRange(near.Forward, 0.14, 0.26);
        Assert.True(near.DeviationAlong >= 0.03);
    }

    [Fact]
    public void What_stands_before_a_car_hides_its_foot_so_its_size_tells_the_distance()
    {
        var far = RoadScene.Car(new Pose(1.0, 0, 0))!.Value;
        var before = RoadScene.Box(ObjectClass.Box, new Pose(0.5, 0, 0), 0.1, 0.2, 0.05)!.Value;
        var cut = far with { Bottom = before.Top };
        Assert.InRange(Of(cut, before).Forward, 0.85, 1.15);
    }

    [Fact]
    public void Two_boxes_on_one_thing_do_not_bring_it_before_the_nose()
    {
        var thing = RoadScene.Box(ObjectClass.Unknown, new Pose(1.2, 0.1, 0), 0.08, 0.08, 0.1)!.Value;
        var other = thing with { Class = ObjectClass.Box, Top = thing.MiddleY, Bottom = thing.Bottom + 0.02f };
        Assert.InRange(Of(thing, other).Forward, 0.8, 1.4);
        Assert.InRange(Of(other, thing).Forward, 0.8, 1.4);
    }

    [Fact]
    public void An_obstacle_behind_another_is_not_before_it()
    {
        var far = RoadScene.Box(ObjectClass.Unknown, new Pose(1.0, 0, 0), 0.08, 0.08, 0.12)!.Value;
        var near = RoadScene.Box(ObjectClass.Box, new Pose(0.5, 0, 0), 0.1, 0.2, 0.05)!.Value;
        var cut = far with { Bottom = near.Top };
        Assert.True(Of(cut, near).Forward > Of(near, cut).Forward - 0.05);
    }

    [Fact]
    public void Of_what_is_hardly_an_obstacle_and_cut_off_at_the_pictures_side_it_says_how_far_it_comes_in()
    {
        // As the detector sees the back of a sign that stands beside the car.
        var back = new Detection(ObjectClass.Hand, 0.45f, 0.001f, 0.27f, 0.26f, 0.88f);
        Assert.Equal(0.31, Of(back).Inner, 0.02);
        Assert.Equal(-0.31, Of(back with { Left = 0.74f, Right = 0.999f }).Inner, 0.02);
        Assert.Equal(0, Of(back with { Score = 0.55f }).Inner);
        Assert.Equal(0, Of(back with { Left = 0.05f }).Inner);
        Assert.Equal(0, Of(back with { Right = 0.55f }).Inner);
        Assert.Equal(0, Of(back with { Right = 0.999f }).Inner);
        Assert.Equal(0, Of(back with { Class = ObjectClass.Car }).Inner);
    }

    [Fact]
    public void Signs_and_doubtful_things_are_nothing_on_the_ground()
    {
        var box = RoadScene.Box(ObjectClass.Box, new Pose(0.5, 0, 0), 0.08, 0.08, 0.07)!.Value;
        Assert.False(GroundObservation.TryOf(box with { Class = ObjectClass.Stop }, [], CameraGeometry.Reference, Options, out _));
        Assert.False(GroundObservation.TryOf(box with { Score = 0.2f }, [], CameraGeometry.Reference, Options, out _));
        Assert.False(GroundObservation.TryOf(box with { Bottom = 0.40f, Top = 0.3f }, [], CameraGeometry.Reference, Options, out _));
    }
}
