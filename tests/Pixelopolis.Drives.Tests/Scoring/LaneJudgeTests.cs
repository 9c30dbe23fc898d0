using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Scoring;

namespace Pixelopolis.Drives.Tests.Scoring;

public class LaneJudgeTests
{
    private static readonly Pixelopolis.City.Edge Followed = DefaultCity.Map.Edges.First(e => DefaultCity.Intersections.Containing(e.Id) is null && e.Length > 0.4);

    private static LaneJudge Watch(params double[] lefts)
    {
        var judge = new LaneJudge(DefaultCity.Map, DefaultCity.Intersections);
        foreach (var left in lefts)
        {
            var on = Followed.Curve.At(0.2);
            var (x, y) = on.Ahead(0, left);
            judge.Watch(new Pose(x, y, on.Theta), Followed, left, 0);
        }
        return judge;
    }

    [Fact]
    public void A_wheel_two_centimetres_past_the_edge_line_is_a_departure()
    {
        Assert.Equal(0, Watch(0.089).Departures);
        Assert.Equal(1, Watch(0.091).Departures);
        Assert.Equal(1, Watch(-0.091).Departures);
    }

    [Fact]
    public void Staying_out_is_one_departure_and_coming_back_and_leaving_again_is_two()
    {
        Assert.Equal(1, Watch(0.1, 0.11, 0.1).Departures);
        Assert.Equal(2, Watch(0.1, 0.0, 0.1).Departures);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_departure_counts_as_one_on_a_straight_where_the_lane_is_straight(bool straight, int counted)
    {
        var lane = DefaultCity.Map.Edges.First(e => DefaultCity.Intersections.Containing(e.Id) is null && e.Length > 0.3 && e.Trajectory is null == straight);
        var judge = new LaneJudge(DefaultCity.Map, DefaultCity.Intersections);
        var on = lane.Curve.At(0.1);
        var (x, y) = on.Ahead(0, 0.1);
        judge.Watch(new Pose(x, y, on.Theta), lane, 0.1, 0);
        Assert.Equal((1, counted), (judge.Departures, judge.StraightDepartures));
    }

    [Fact]
    public void The_lateral_error_is_its_95th_percentile() =>
        Assert.Equal(0.05, Watch([.. Enumerable.Repeat(0.01, 94), .. Enumerable.Repeat(0.05, 6)]).LateralErrorP95, 6);
}
