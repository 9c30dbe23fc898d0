using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Traffic;

public class WayAheadTests
{
    private static readonly RouteEstimate Beside = new(0.3, 0.04, 0.1, 0, 0, 0.005, 0.005, 0.01);
    private readonly Corridor _corridor = new(new TrafficOptions());

    [Fact]
    public void It_is_the_way_that_is_watched_every_second_place_of_it()
    {
        _corridor.Follow(Bend(), Beside);
        var way = _corridor.Ahead;
        Assert.Equal(WayAhead.Most, way.Count);
        for (var i = 0; i < way.Count; i++) Assert.Equal(_corridor.Way[2 * i], way.Poses[i]);
        Assert.Equal(CarFootprint.Reference.HalfWidth + new TrafficOptions().Margin, way.HalfWidth, 9);
    }

    [Fact]
    public void Between_its_places_it_is_where_the_way_is_and_beyond_the_last_at_the_last()
    {
        _corridor.Follow(Bend(), Beside);
        var way = _corridor.Ahead;
        var (there, watched) = (way.At(0.5 + 0.02), _corridor.Way[26]);
        Assert.InRange(Math.Abs(there.X - watched.X) + Math.Abs(there.Y - watched.Y) + Math.Abs(there.Theta - watched.Theta), 0, 0.003);
        Assert.Equal((way.Poses[0], way.Poses[^1]), (way.At(-1), way.At(9)));
    }

    [Fact]
    public void Of_a_short_way_all_is_kept_and_of_a_long_one_the_beginning()
    {
        var poses = Enumerable.Range(0, 200).Select(i => new Pose(0.02 * i, 0, 0)).ToArray();
        Assert.Equal((0, 1, 2), (new WayAhead([], 0.02, 0.1).Count, new WayAhead(poses.AsSpan(0, 2), 0.02, 0.1).Count, new WayAhead(poses.AsSpan(0, 3), 0.02, 0.1).Count));
        Assert.Equal(1.2, new WayAhead(poses, 0.02, 0.1).Poses[^1].X, 9);
    }

    [Fact]
    public void A_car_without_a_route_watches_none_and_has_none_left_of_the_last_one()
    {
        var step = new DriveStep(new DriveOptions());
        var input = new DriveInput(1, new LaneReading(1, 1, 0, 0, 0, 0, double.NaN), default, double.NaN, false);
        step.Step(input, new ActiveRoute(Bend(), 1));
        Assert.Equal(WayAhead.Most, step.Way.Count);
        step.Step(input with { Now = 1.05 }, null);
        Assert.Equal(0, step.Way.Count);
    }

    private static RoutePath Bend()
    {
        var edge = new Edge("e", "a", "b", 0.4, null, LaneCurve.FromPoints(t => (0.6 * Math.Sin(t * 3), 0.6 * (1 - Math.Cos(t * 3))), 400));
        return new RoutePath([edge], Intersections.Of(new CityMap("m", "m", "1", 0.25, [new("a", 0, 0), new("b", edge.Curve.End.X, edge.Curve.End.Y)], [edge], [], [], [])));
    }
}
