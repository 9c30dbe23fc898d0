using CsCheck;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Roads;

namespace Pixelopolis.Sim.Tests.Roads;

public sealed class RoadShapeTests
{
    private static readonly Bounds Bounds = new(-0.9, -0.5, 2.5, 2.1);

    [Fact]
    public void The_distance_to_a_lane_is_exact_where_it_is_needed() =>
        Gen.Select(Gen.Double[0.05, 2.9], Gen.Double[-0.2, 0.2]).Sample((x, y) =>
            Math.Abs(Distance.At(x, y) - Math.Abs(y)) < (Math.Abs(y) < 0.005 ? 0.004 : 0.0005));

    private static readonly Field Distance = LaneDistance.Of(SmallCity.Straight().Edges, new Bounds(0, -0.3, 3, 0.3), 0.004, 0.25);

    [Fact]
    public void The_edge_lines_middle_lies_half_a_lane_from_the_outer_lanes_middle()
    {
        var map = SmallCity.Map();
        var road = RoadShape.Of(map, Intersections.Of(map), Bounds);
        foreach (var edge in map.Edges.Where(e => e.Id[0] == 'o')) // counter-clockwise: the outside is on the right
            for (var s = 0.02; s < edge.Length - 0.02; s += 0.03)
            {
                var (x, y) = edge.Curve.At(s).Ahead(0, -map.LaneWidth / 2);
                Assert.Equal(0, road.Inside.At(x, y), 0.0012);
            }
    }

    [Fact]
    public void No_crack_is_left_between_lanes_side_by_side()
    {
        var map = SmallCity.Map();
        var road = RoadShape.Of(map, Intersections.Of(map), Bounds);
        foreach (var edge in map.Edges.Where(e => e.Id[0] == 'o'))
            for (var s = 0.0; s < edge.Length; s += 0.02)
            {
                var (x, y) = edge.Curve.At(s).Ahead(0, map.LaneWidth / 2);
                Assert.True(road.Inside.At(x, y) > 0.02, $"({x:F2}, {y:F2}) lies on the road");
            }
    }

    [Fact]
    public void Closing_fills_a_narrow_gap_and_leaves_a_wide_one()
    {
        var bounds = new Bounds(-1, -1, 1, 1);
        Assert.True(Between(0.15) > 0);  // two discs of radius 0.5 whose rims are 0.15 apart, closed by 0.1
        Assert.True(Between(0.25) < 0);

        double Between(double gap)
        {
            var field = new Field(bounds, 0.01, 0);
            for (var j = 0; j < field.Height; j++)
                for (var i = 0; i < field.Width; i++)
                {
                    var (x, y) = (field.X0 + i * 0.01, field.Y0 + j * 0.01);
                    field[i, j] = (float)Math.Min(Math.Abs(x - 0.25 - gap / 2), Math.Abs(x + 0.25 + gap / 2));
                }
            return Closing.Of(field, 0.25, 0.1).At(0, 0);
        }
    }

    [Fact]
    public void A_closed_contour_goes_once_around_with_the_road_on_its_left()
    {
        var map = SmallCity.Map();
        var road = RoadShape.Of(map, Intersections.Of(map), Bounds);
        var lines = Contour.Of(road.Inside, -0.02f, 0.0007f, 0.12f);
        Assert.Equal(2, lines.Count); // outside and inside of the ring
        foreach (var line in lines)
        {
            Assert.Equal(line[0], line[^1]);
            for (var k = 1; k < line.Length; k++)
            {
                var (middle, along) = ((line[k] + line[k - 1]) / 2, line[k] - line[k - 1]);
                var left = System.Numerics.Vector2.Normalize(new(-along.Y, along.X)) * 0.01f;
                Assert.True(road.Inside.At(middle.X + left.X, middle.Y + left.Y) > -0.02);
            }
        }
    }

    [Fact]
    public void Dashes_lie_between_the_lanes_and_keep_a_gap_everywhere()
    {
        var map = SmallCity.Map();
        var strokes = RoadPaint.Of(map, Intersections.Of(map));
        Assert.NotEmpty(strokes);
        foreach (var s in strokes)
        {
            var nearest = map.Edges.Where(e => e.Id[0] == 'o').Min(e => e.Curve.Project(s.X0, s.Y0).Distance);
            Assert.Equal(map.LaneWidth / 2, nearest, 0.004);
        }
    }
}
