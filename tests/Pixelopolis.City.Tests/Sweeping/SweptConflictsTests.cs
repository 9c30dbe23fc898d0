using Pixelopolis.City.Geometry;
using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Tests.Sweeping;

public sealed class SweptConflictsTests
{
    [Fact]
    public void Lanes_that_cross_conflict_and_lanes_side_by_side_do_not()
    {
        var map = Lanes(("east", [(0, 0), (2, 0)]), ("west", [(2, 0.25), (0, 0.25)]), ("north", [(1, -1), (1, 1)]));
        var conflicts = SweptConflicts.Of(map, CarFootprint.Reference);
        Assert.True(conflicts.Between("east", "north"));
        Assert.True(conflicts.Between("north", "west"));
        Assert.False(conflicts.Between("east", "west"));
        Assert.Equal(["east", "west"], conflicts.With("north"));
        Assert.True(conflicts.Between("east", "east"));
    }

    [Fact]
    public void Bends_of_two_way_streets_do_not_conflict_down_to_the_smallest_radius()
    {
        foreach (var radius in new[] { 0.1, 0.2, 0.35, 0.7 })
        {
            var axis = RoadPath.Through([new(0, 0), new(2, 0, radius + 0.125), new(2, 2)])!;
            var map = Paths(("out", axis.Offset(-0.125)), ("back", axis.Reversed().Offset(-0.125)));
            Assert.False(SweptConflicts.Of(map, CarFootprint.Reference).Between("out", "back"), $"radius {radius}");
        }
    }

    [Fact]
    public void Edges_that_part_or_join_conflict_and_edges_that_follow_each_other_do_not()
    {
        var map = Lanes(("a", [(0, 0), (1, 0)]), ("b", [(1, 0), (2, 0)]), ("c", [(1, 0), (2, 1)]), ("d", [(1, 1), (2, 0)]));
        var conflicts = SweptConflicts.Of(map, CarFootprint.Reference);
        Assert.True(conflicts.Between("b", "c"));
        Assert.True(conflicts.Between("b", "d"));
        Assert.Empty(conflicts.With("a"));
    }

    [Fact]
    public void Edges_of_one_lane_do_not_conflict_however_short_they_are()
    {
        var map = Lanes(("a", [(0, 0), (0.5, 0)]), ("b", [(0.5, 0), (0.55, 0)]), ("c", [(0.55, 0), (0.6, 0)]), ("d", [(0.6, 0), (1, 0)]));
        var conflicts = SweptConflicts.Of(map, CarFootprint.Reference);
        Assert.All(map.Edges, e => Assert.Empty(conflicts.With(e.Id)));
    }

    [Fact]
    public void A_lane_driven_both_ways_conflicts_with_itself()
    {
        var map = Lanes(("there", [(0, 0), (1, 0)]), ("back", [(1, 0), (0, 0)]));
        Assert.True(SweptConflicts.Of(map, CarFootprint.Reference).Between("there", "back"));
    }

    [Fact]
    public void A_longer_car_conflicts_where_a_shorter_one_does_not()
    {
        // The second lane passes 0.19 m beyond the first one's end: the nose is 0.06 m ahead of the axle, the other's side 0.06 + 0.03 m.
        var map = Lanes(("ends", [(0, 0), (1, 0)]), ("passes", [(1.19, -1), (1.19, 1)]));
        Assert.False(SweptConflicts.Of(map, CarFootprint.Reference).Between("ends", "passes"));
        Assert.True(SweptConflicts.Of(map, CarFootprint.Reference.Inflated(0, 0.05)).Between("ends", "passes"));
    }

    [Fact]
    public void Every_pair_found_by_boxes_and_circles_is_found_by_trying_all_and_no_other()
    {
        var map = DefaultCity.Build();
        var conflicts = SweptConflicts.Of(map, CarFootprint.Reference);
        var body = CarFootprint.Reference.Inflated(SweptConflicts.SidewaysMargin, 0);
        var boxes = map.Edges.ToDictionary(e => e.Id, e => Enumerable.Range(0, 25).Select(i => CarBox.At(e.Curve.At(e.Length * i / 24), body)).ToArray());
        foreach (var a in map.Edges)
            foreach (var b in map.Edges.Where(b => string.CompareOrdinal(a.Id, b.Id) < 0 && !Follows(a, b, map) && !Follows(b, a, map)))
            {
                var meet = a.StartNodeId == b.StartNodeId || a.EndNodeId == b.EndNodeId;
                var touch = boxes[a.Id].Any(x => boxes[b.Id].Any(x.Overlaps));
                if (meet || touch) Assert.True(conflicts.Between(a.Id, b.Id), $"{a.Id} and {b.Id}");
            }
        static bool Follows(Edge a, Edge b, CityMap map) => a.EndNodeId == b.StartNodeId || map.From(a.EndNodeId).Any(e => e.Length < 0.4 && e.EndNodeId == b.StartNodeId);
    }

    private static CityMap Lanes(params (string Id, (double X, double Y)[] Ends)[] lanes) =>
        Paths([.. lanes.Select(l => (l.Id, RoadPath.Through([.. l.Ends.Select(p => new Corner(p.X, p.Y))])!))]);

    private static CityMap Paths(params (string Id, RoadPath Path)[] lanes)
    {
        var nodes = lanes.SelectMany(l => new[] { l.Path.Start, l.Path.End }).Select(p => new Node(At(p), p.X, p.Y)).DistinctBy(n => n.Id).ToList();
        var edges = lanes.Select(l => PathCurve.Of(l.Path) is var nurbs && nurbs is null
            ? new Edge(l.Id, At(l.Path.Start), At(l.Path.End), 0.4, null, LaneCurve.Straight(l.Path.Start.X, l.Path.Start.Y, l.Path.End.X, l.Path.End.Y))
            : new Edge(l.Id, At(l.Path.Start), At(l.Path.End), 0.4, nurbs, LaneCurve.From(nurbs!))).ToList();
        return new CityMap("test", "test", "1", 0.25, nodes, edges, [], [], []);

        static string At(Pose pose) => $"{Math.Round(pose.X, 3) + 0.0},{Math.Round(pose.Y, 3) + 0.0}";
    }
}
