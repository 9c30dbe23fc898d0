using Pixelopolis.City.Geometry;
using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Tests;

public sealed class IntersectionsTests
{
    private static readonly CityMap City = Crossing();

    [Fact]
    public void A_crossings_turns_make_one_intersection_and_its_streets_none()
    {
        var intersections = Intersections.Of(City);
        var all = Assert.Single(intersections.All, i => Math.Abs(i.X) < 0.1 && Math.Abs(i.Y) < 0.1);
        Assert.Equal(12, all.EdgeIds.Count);
        Assert.Equal(4, all.EntryNodeIds.Count);
        Assert.All(City.Edges, e => Assert.Equal(e.Id.Contains("-to-", StringComparison.Ordinal), intersections.Containing(e.Id) is not null));
    }

    [Fact]
    public void Each_approach_has_one_turn_of_each_intent()
    {
        var intersections = Intersections.Of(City);
        Assert.Equal(Intent.Right, intersections.IntentOf("x-south-to-east"));
        Assert.Equal(Intent.Left, intersections.IntentOf("x-south-to-west"));
        Assert.Equal(Intent.Straight, intersections.IntentOf("x-south-to-north"));
        Assert.Equal(Intent.Follow, intersections.IntentOf(City.Edges.First(e => !e.Id.Contains("-to-", StringComparison.Ordinal)).Id));
    }

    [Fact]
    public void A_stop_line_is_painted_just_beyond_the_node_where_cars_wait()
    {
        var intersections = Intersections.Of(City);
        var approach = City.Into("x-south-stop").Single();
        var line = intersections.StopLineAtEndOf(approach.Id)!;
        Assert.Equal("x-south-stop", line.NodeId);
        var (forward, left) = approach.Curve.End.Local(line.Pose.X, line.Pose.Y);
        Assert.Equal((RoadMarkings.StopLineAhead, 0), (Math.Round(forward, 6), Math.Round(left, 6)));
        // Its far edge is short of the crossing street's pavement, 0.25 m from that street's axis.
        Assert.True(line.Pose.Y + RoadMarkings.StopLineThickness / 2 < -0.25);
        Assert.Null(intersections.StopLineAtEndOf("x-south-to-east"));
    }

    [Fact]
    public void A_bend_is_not_an_intersection() =>
        Assert.All(Intersections.Of(City).All, i => Assert.All(i.EdgeIds, id => Assert.Contains("-to-", id, StringComparison.Ordinal)));

    [Fact]
    public void The_default_citys_intersections_are_its_junctions()
    {
        var intersections = Intersections.Of(DefaultCity.Build());
        Assert.Equal(DefaultCity.Plan.Junctions.Count, intersections.All.Count);
        Assert.Equal(Enumerable.Range(0, intersections.All.Count), intersections.All.Select(i => i.Index));
    }

    /// <summary>A four-way crossing whose streets meet again further out.</summary>
    private static CityMap Crossing()
    {
        var plan = new CityPlan("crossing", "crossing",
            [new("x", 0, 0), new("n", 0, 2), new("s", 0, -2)],
            [
                new("north", "x", "n", []), new("south", "x", "s", []),
                new("east", "x", "n", [new(1.5, 0, 0.6), new(1.5, 2, 0.6)]), new("west", "x", "s", [new(-1.5, 0, 0.6), new(-1.5, -2, 0.6)]),
                new("around", "n", "s", [new(-2.5, 2, 0.6), new(-2.5, -3, 0.6), new(1.2, -3, 0.45), new(1.2, -2, 0.45)]),
            ], []);
        var (map, problem) = CityBuilder.Build(plan);
        Assert.Null(problem);
        return map!;
    }
}
