using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Traffic;

public class CorridorTests
{
    private static readonly RouteEstimate AtStart = new(0, 0, 0, 0, 0, 0.005, 0.005, 0.01);
    private readonly TrafficOptions _options = new();
    private double _now;

    /// <summary>The nearest thing for a car that stands at its path's start and has watched a car move for a second.</summary>
    private ThingAhead Watch(RoutePath path, Func<double, Detection?> seen, double seconds = 1.0)
    {
        var tracker = new ObjectTracker(CameraGeometry.Reference, _options);
        var corridor = new Corridor(_options);
        for (var i = 1u; i * 0.1 <= seconds + 1e-9; i++)
        {
            _now = i * 0.1;
            tracker.Update(_now, default, RoadScene.Sight(i, _now, seen(_now)));
        }
        corridor.Follow(path, AtStart);
        return corridor.Nearest(tracker, _now);
    }

    private static RoutePath Straight() => PathOf(LaneCurve.Straight(0, 0, 4, 0));

    private static RoutePath Bend(double radius) => PathOf(LaneCurve.FromPoints(t => (radius * Math.Sin(t * 2), radius * (1 - Math.Cos(t * 2))), 400));

    private static RoutePath PathOf(LaneCurve curve)
    {
        var edge = new Edge("e", "a", "b", 0.4, null, curve);
        return new RoutePath([edge], Intersections.Of(new CityMap("m", "m", "1", 0.25, [new("a", 0, 0), new("b", curve.End.X, curve.End.Y)], [edge], [], [], [])));
    }

    [Fact]
    public void A_car_in_the_lane_is_as_far_off_as_the_nose_may_still_drive()
    {
        var ahead = Watch(Straight(), _ => RoadScene.Car(new Pose(0.7, 0.02, 0)));
        Assert.True(ahead is { IsThere: true, IsCar: true, IsComing: false });
        Assert.InRange(ahead.Gap, 0.48, 0.56);
        Assert.InRange(ahead.Along, -0.05, 0.05);
    }

    [Theory]
    [InlineData(0.35)]
    [InlineData(0.2)]
    [InlineData(0.0)]
    public void The_other_lanes_car_is_not_in_the_way(double speed)
    {
        for (var until = 0.3; until < 1.8; until += 0.1)
            Assert.False(Watch(Straight(), now => RoadScene.Car(new Pose(1.0 - speed * now, 0.25, Math.PI)), until).IsThere, $"after {until} s");
    }

    [Fact]
    public void Nor_is_it_in_a_bend_where_straight_on_it_would_come_into_this_lane()
    {
        const double radius = 0.8;
        Detection? Oncoming(double now)
        {
            var angle = 1.1 - 0.3 * now / (radius - 0.25);
            var (x, y) = ((radius - 0.25) * Math.Sin(angle), radius - (radius - 0.25) * Math.Cos(angle));
            return RoadScene.Car(new Pose(x, y, angle + Math.PI));
        }
        for (var until = 0.3; until < 1.5; until += 0.1) Assert.False(Watch(Bend(radius), Oncoming, until).IsThere, $"after {until} s");
    }

    [Fact]
    public void A_car_beside_the_road_is_not_in_the_way_until_it_pulls_out()
    {
        Assert.False(Watch(Straight(), _ => RoadScene.Car(new Pose(0.7, -0.24, 0))).IsThere);
        var coming = Watch(Straight(), now => RoadScene.Car(new Pose(0.6 + 0.15 * now, -0.40 + 0.16 * now, 0.8)));
        Assert.True(coming is { IsThere: true, IsComing: true });
    }

    [Fact]
    public void What_crosses_and_what_has_left_the_lane_are_told_apart_by_where_they_are()
    {
        Assert.True(Watch(Straight(), now => RoadScene.Car(new Pose(0.8, -0.15 + 0.2 * now, Math.PI / 2))).IsThere);
        Assert.False(Watch(Straight(), now => RoadScene.Car(new Pose(0.8, 0.10 + 0.2 * now, Math.PI / 2))).IsThere);
    }

    [Fact]
    public void Without_a_route_the_arc_that_is_steered_counts()
    {
        var tracker = new ObjectTracker(CameraGeometry.Reference, _options);
        for (var i = 1u; i < 5; i++) tracker.Update(i * 0.1, default, RoadScene.Sight(i, i * 0.1, RoadScene.Box(ObjectClass.Box, new Pose(0.5, 0.25, 0), 0.08, 0.08, 0.07)));
        var corridor = new Corridor(_options);
        corridor.Steer(0);
        Assert.False(corridor.Nearest(tracker, 0.4).IsThere);
        corridor.Steer(1.8);
        Assert.True(corridor.Nearest(tracker, 0.4).IsThere);
    }

    [Fact]
    public void Looking_along_the_way_allocates_nothing()
    {
        var path = Straight();
        var tracker = new ObjectTracker(CameraGeometry.Reference, _options);
        for (var i = 1u; i < 5; i++) tracker.Update(i * 0.1, default, RoadScene.Sight(i, i * 0.1, RoadScene.Car(new Pose(0.7, 0, 0)), RoadScene.Car(new Pose(0.6, 0.25, Math.PI))));
        var corridor = new Corridor(_options);
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            corridor.Follow(path, AtStart);
            corridor.Nearest(tracker, 0.5);
        }));
    }
}
