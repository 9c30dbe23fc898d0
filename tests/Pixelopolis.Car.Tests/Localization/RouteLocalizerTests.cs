using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Localization;

public class RouteLocalizerTests
{
    private static Edge Line(string id, double x0, double y0, double x1, double y1) =>
        new(id, id + "a", id + "b", 0.4, null, LaneCurve.Straight(x0, y0, x1, y1));

    private static Edge Arc(string id, double x, double y, double radius, double angle) =>
        new(id, id + "a", id + "b", 0.4, null, LaneCurve.FromPoints(t => (x + radius * Math.Sin(t * angle), y + radius * (1 - Math.Cos(t * angle))), 200));

    private static RoutePath Path(params Edge[] edges)
    {
        var nodes = edges.SelectMany(e => new[] { new Node(e.StartNodeId, 0, 0), new Node(e.EndNodeId, 1, 1) }).DistinctBy(n => n.Id).ToArray();
        return new RoutePath(edges, Intersections.Of(new CityMap("m", "m", "1", 0.25, nodes, edges, [], [], [])));
    }

    private static RouteLocalizer Started(double s = 0)
    {
        var localizer = new RouteLocalizer(new LocalizationOptions());
        localizer.Reset(s, 0, 0, 0.01, 0.02);
        return localizer;
    }

    [Fact]
    public void Encoders_carry_the_car_along_the_path()
    {
        var path = Path(Line("e", 0, 0, 3, 0));
        var localizer = Started();
        for (var i = 0; i < 100; i++) localizer.Predict(path, new OdometryStep(0.02, 0), i * 0.05);
        Assert.Equal(2.0, localizer.Estimate.S, 3);
        Assert.True(localizer.Estimate.DeviationS > 0.01);
    }

    [Fact]
    public void Seeing_the_lane_finds_the_offset_and_the_yaw_bias_of_the_wheels()
    {
        var path = Path(Line("e", 0, 0, 10, 0));
        var localizer = Started();
        // The car keeps 3 cm left of the centre and parallel to it; its wheels say it turns 0.06 rad per metre to the right.
        for (var i = 0; i < 400; i++)
        {
            localizer.Predict(path, new OdometryStep(0.02, -0.06 * 0.02), i * 0.05);
            var steering = SteeringScale.Steering(SteeringScale.CurvatureTo(0.22, -0.03));
            localizer.SeeLane(path, steering, i * 0.05, 0.03);
        }
        Assert.Equal(0.03, localizer.Estimate.Left, 2);
        Assert.InRange(localizer.Estimate.Heading, -0.02, 0.02);
        Assert.InRange(localizer.Estimate.YawBias, 0.045, 0.075);
    }

    [Fact]
    public void A_bend_tells_where_along_the_road_the_car_is()
    {
        var path = Path(Line("e", 0, 0, 1, 0), Arc("f", 1, 0, 0.4, Math.PI / 2), Line("g", 1.4, 0.4, 1.4, 2));
        // It believes itself 6 cm behind where it is; the lane it keeps bends earlier than it expects.
        var localizer = Started(-0.06);
        localizer.Reset(0.24, 0, 0, 0.06, 0.02);
        var s = 0.30;
        for (var i = 0; i < 80; i++)
        {
            const double Step = 0.018;
            var turned = Angle.Difference(path.At(s + Step).Theta, path.At(s).Theta);
            s += Step;
            localizer.Predict(path, new OdometryStep(Step, turned), i * 0.05);
            localizer.SeeLane(path, SteeringScale.Steering(path.PursuitCurvature(s)), i * 0.05, 0.03);
        }
        Assert.InRange(localizer.Estimate.S - s, -0.02, 0.02);
    }

    [Fact]
    public void A_stop_line_where_one_should_be_pulls_the_car_to_its_place()
    {
        var path = Path(Line("e", 0, 0, 3, 0));
        var localizer = Started();
        for (var i = 0; i < 100; i++) localizer.Predict(path, new OdometryStep(0.02, 0), i * 0.05);
        Assert.True(localizer.SeeStopLine(2.24, 0.20, 99 * 0.05));
        Assert.InRange(localizer.Estimate.S, 2.005, 2.04);
        Assert.True(localizer.Estimate.DeviationS < 0.013);
    }

    [Fact]
    public void A_stop_line_far_from_any_on_the_map_is_not_believed()
    {
        var path = Path(Line("e", 0, 0, 3, 0));
        var localizer = Started();
        for (var i = 0; i < 10; i++) localizer.Predict(path, new OdometryStep(0.02, 0), i * 0.05);
        Assert.False(localizer.SeeStopLine(1.0, 0.2, 0.45));
        Assert.Equal(0.2, localizer.Estimate.S, 6);
    }

    [Fact]
    public void The_score_falls_as_the_deviation_grows()
    {
        var path = Path(Line("e", 0, 0, 30, 0));
        var localizer = Started();
        var before = localizer.Estimate.Score;
        for (var i = 0; i < 500; i++) localizer.Predict(path, new OdometryStep(0.02, 0), i * 0.05);
        Assert.True(localizer.Estimate.Score < before / 2);
    }

    [Fact]
    public void Predicting_and_seeing_allocate_nothing()
    {
        var path = Path(Line("e", 0, 0, 3, 0));
        var localizer = Started();
        localizer.Predict(path, new OdometryStep(0.02, 0), 0);
        localizer.SeeLane(path, 0, 0, 0.03);
        localizer.SeeStopLine(0.4, 0.2, 0);
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var i = 1; i < 60; i++)
            {
                localizer.Predict(path, new OdometryStep(0.02, 0), i * 0.05);
                localizer.SeeLane(path, 0, i * 0.05, 0.03);
                localizer.SeeStopLine(i * 0.02 + 0.2, 0.2, i * 0.05);
            }
        }));
    }
}
