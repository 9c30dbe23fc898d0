using OpenCvSharp;
using Pixelopolis.Car.App.Streaming;
using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.App.Tests.Streaming;

/// <summary>What of the road is tinted: the corridor that the car watches, and nothing that it does not.</summary>
public sealed class OverlayCorridorTests
{
    private const double Radius = 0.8;
    private static readonly CameraGeometry Eye = CameraGeometry.Reference;
    private static readonly RouteEstimate AtStart = new(0, 0, 0, 0, 0, 0.005, 0.005, 0.01);
    private readonly Corridor _corridor = new(new TrafficOptions());

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void In_a_bend_it_follows_the_route_and_not_the_arc_that_is_steered(int side)
    {
        _corridor.Follow(Bend(side), AtStart);
        // The car steers straight on, as one that corrects an error does.
        using var picture = Drawn(default, steered: 0);
        Assert.True(IsTinted(picture, Along(side, 0.25)) && IsTinted(picture, Along(side, 0.5)) && IsTinted(picture, Along(side, 0.75)));
        Assert.False(IsTinted(picture, (0.6, 0)) || IsTinted(picture, (0.8, 0)));
        Assert.False(IsTinted(picture, Along(-side, 0.5)));
    }

    [Fact]
    public void A_lost_cars_is_the_arc_that_it_steers()
    {
        _corridor.Steer(1 / Radius);
        using var picture = Drawn(default, steered: 1 / Radius);
        Assert.True(IsTinted(picture, Along(1, 0.5)));
        Assert.False(IsTinted(picture, (0.7, 0)));
    }

    [Fact]
    public void Where_none_is_watched_none_is_drawn()
    {
        _corridor.Follow(Bend(1), AtStart);
        _corridor.Leave();
        using var picture = Drawn(new ThingAhead(true, true, 1, 0.4, 0, 0.1, false), steered: 0);
        for (var ahead = 0.2; ahead < 1; ahead += 0.1) Assert.False(IsTinted(picture, Along(1, ahead)) || IsTinted(picture, (ahead, 0.03)));
    }

    [Fact]
    public void The_nearest_thing_is_marked_as_far_along_the_way_as_the_car_may_drive()
    {
        const double gap = 0.5;
        _corridor.Follow(Bend(1), AtStart);
        using var free = Drawn(default, steered: 0);
        using var picture = Drawn(new ThingAhead(true, true, 1, gap, 0, 0.1, false), steered: 0);
        var nose = new Pose(Along(1, gap).Ahead, Along(1, gap).Left, gap / Radius).Ahead(CarFootprint.Reference.Front);
        Assert.Equal(new Vec3b(50, 185, 255), At(picture, nose));
        Assert.Equal(At(free, Along(1, gap - 0.1)), At(picture, Along(1, gap - 0.1)));
    }

    [Fact]
    public void A_way_that_bends_back_past_the_car_is_drawn_as_far_as_it_is_before_the_camera()
    {
        _corridor.Follow(Bend(1, 0.22), AtStart);
        using var picture = Drawn(new ThingAhead(true, true, 1, 1.1, 0, 0.1, false), steered: 4);
        Assert.True(IsTinted(picture, Along(1, 0.2, 0.22)));
        Assert.False(IsTinted(picture, (0.6, -0.3)) || IsTinted(picture, (0.6, 0.3)));
    }

    [Fact]
    public void In_a_tight_turn_it_begins_at_the_pictures_foot_though_its_inner_edge_is_beside_the_car()
    {
        _corridor.Follow(Bend(-1, 0.22), AtStart);
        using var picture = Drawn(default, steered: -4);
        Assert.True(IsTinted(picture, (0.15, 0.02)) && IsTinted(picture, (0.2, -0.05)));
    }

    private static (double Ahead, double Left) Along(int side, double driven, double radius = Radius) =>
        (radius * Math.Sin(driven / radius), side * radius * (1 - Math.Cos(driven / radius)));

    private static RoutePath Bend(int side, double radius = Radius)
    {
        var edge = new Edge("e", "a", "b", 0.4, null, LaneCurve.FromPoints(t => Along(side, 3 * radius * t, radius), 400));
        return new RoutePath([edge], Intersections.Of(new CityMap("m", "m", "1", 0.25, [new("a", 0, 0), new("b", edge.Curve.End.X, edge.Curve.End.Y)], [edge], [], [], [])));
    }

    private Mat Drawn(ThingAhead thing, double steered)
    {
        var picture = new Mat(480, 640, MatType.CV_8UC3, new Scalar(100, 100, 100));
        var output = new DriveOutput(default, HoldReason.None, default, new SteeringChoice(Intent.Follow, steered, steered, steered), 0.3, false, TrafficChoice.Free with { Ahead = thing });
        new Overlay(Eye).Draw(picture, new DriveReport(10, default, default, 10, false, output, true, default, false, 0, 0), _corridor.Ahead, 10);
        return picture;
    }

    private static Vec3b At(Mat picture, (double Ahead, double Left) ground) => picture.At<Vec3b>(
        (int)Math.Round(Eye.RowOf(ground.Ahead)), (int)Math.Round(Eye.FrameWidth / 2.0 - ground.Left * Eye.PixelsPerMetre(ground.Ahead)));

    /// <summary>In the green of a car that drives.</summary>
    private static bool IsTinted(Mat picture, (double Ahead, double Left) ground) => At(picture, ground) is var pixel && pixel.Item1 > pixel.Item2 + 20;
}
