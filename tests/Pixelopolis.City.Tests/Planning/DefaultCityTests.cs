using Pixelopolis.City.Geometry;
using Pixelopolis.City.Lif;
using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Tests.Planning;

/// <summary>What the city that comes with the project promises, read from its file.</summary>
public sealed class DefaultCityTests
{
    private static readonly string Json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pixelopolis.lif.json"));
    private static readonly CityMap City = LifReader.Read(Json).Map!;
    private static readonly Intersections Crossings = Intersections.Of(City);

    [Fact]
    public void The_file_has_no_fault_and_keeps_every_rule_of_the_road()
    {
        Assert.Empty(LifReader.Read(Json).Faults);
        Assert.Empty(RoadRules.Broken(City, Crossings));
    }

    [Fact]
    public void The_file_is_what_its_plan_builds() =>
        Assert.Equal(LifWriter.Write(DefaultCity.Build(), default).Split('\n').Skip(6), LifWriter.Write(City, default).Split('\n').Skip(6));

    [Fact]
    public void It_is_about_five_and_a_half_by_three_and_a_half_metres()
    {
        var points = City.Edges.SelectMany(e => Enumerable.Range(0, 20).Select(i => e.Curve.At(e.Length * i / 19))).ToList();
        Assert.InRange(points.Max(p => p.X) - points.Min(p => p.X) + City.LaneWidth, 5.3, 5.7);
        Assert.InRange(points.Max(p => p.Y) - points.Min(p => p.Y) + City.LaneWidth, 3.3, 3.7);
    }

    [Fact]
    public void It_has_at_least_nine_intersections() => Assert.True(Crossings.All.Count >= 9);

    [Fact]
    public void Its_curves_are_of_many_radii()
    {
        var radii = City.Edges.Where(e => Crossings.Containing(e.Id) is null)
            .SelectMany(e => Enumerable.Range(1, 20).Select(i => Math.Abs(e.Curve.CurvatureAt(e.Length * i / 21))))
            .Where(k => k > 0.5).Select(k => Math.Round(1 / k, 1)).Distinct().ToList();
        Assert.True(radii.Count >= 5, string.Join(", ", radii));
        Assert.Contains(City.Edges, e => e.Trajectory is null && e.Length > 0.4);
    }

    [Fact]
    public void Its_destinations_are_named_in_five_languages()
    {
        var destinations = City.Stations.Where(s => s.Kind == StationKind.Destination).ToList();
        Assert.True(destinations.Count >= 8);
        foreach (var station in City.Stations)
            foreach (var language in new[] { "en", "ja", "th", "es", "ar" })
                Assert.False(string.IsNullOrWhiteSpace(station.Names.GetValueOrDefault(language)), $"{station.Id} in {language}");
        foreach (var language in PlaceNames.Languages)
            Assert.Equal(City.Stations.Count, City.Stations.Select(s => s.Names[language]).Distinct().Count());
    }

    [Fact]
    public void It_has_four_parking_bays_and_a_charger_no_two_of_which_share_a_node()
    {
        Assert.True(City.Stations.Count(s => s.Kind == StationKind.Parking) >= 4);
        Assert.Contains(City.Stations, s => s.Kind == StationKind.Charger);
        Assert.Equal(City.Stations.Count, City.Stations.Select(s => s.NodeId).Distinct().Count());
    }

    [Fact]
    public void Every_approach_has_a_sign_that_faces_who_comes_and_stands_clear_of_every_lane()
    {
        foreach (var line in Crossings.StopLines)
        {
            var sign = City.Signs.FirstOrDefault(s => s.NodeId == line.NodeId && line.Pose.Local(s.X, s.Y) is { Forward: > -0.4 and < -0.05, Left: > -0.2 and < -0.1 });
            Assert.True(sign is not null, $"no sign before {line.NodeId}");
            Assert.True(Math.Abs(Angle.Difference(sign.Theta, line.Pose.Theta)) > Math.PI - 0.3);
        }
        foreach (var sign in City.Signs)
            Assert.All(City.Edges, e => Assert.True(e.Curve.Project(sign.X, sign.Y).Distance >= City.LaneWidth / 2 + 0.02, $"{sign.Id} on {e.Id}"));
    }

    [Fact]
    public void Its_signs_are_of_many_classes() => Assert.True(City.Signs.Select(s => s.Class).Distinct().Count() >= 12);

    [Fact]
    public void Its_buildings_stand_beside_the_road_and_beside_each_other()
    {
        Assert.True(City.Buildings.Count >= 10);
        foreach (var b in City.Buildings)
        {
            Assert.InRange(b.Height, 0.15, 0.5);
            foreach (var pose in City.Edges.SelectMany(e => Enumerable.Range(0, 41).Select(i => e.Curve.At(e.Length * i / 40))))
                Assert.False(Math.Abs(pose.X - b.X) < b.Width / 2 + 0.16 && Math.Abs(pose.Y - b.Y) < b.Depth / 2 + 0.16, $"building at ({b.X}, {b.Y})");
            Assert.DoesNotContain(City.Buildings, o => o != b && Math.Abs(o.X - b.X) < (o.Width + b.Width) / 2 && Math.Abs(o.Y - b.Y) < (o.Depth + b.Depth) / 2);
        }
    }

    [Fact]
    public void A_trip_of_three_turns_leads_from_every_station_to_another()
    {
        // Breadth first over edges, counting the intersections passed.
        foreach (var start in City.Stations)
        {
            var fewest = new Dictionary<string, int> { [start.NodeId] = 0 };
            var open = new PriorityQueue<string, int>([(start.NodeId, 0)]);
            while (open.TryDequeue(out var node, out var turns))
                foreach (var edge in City.From(node))
                {
                    var next = turns + (Crossings.Containing(edge.Id) is null ? 0 : 1);
                    if (next >= fewest.GetValueOrDefault(edge.EndNodeId, int.MaxValue)) continue;
                    fewest[edge.EndNodeId] = next;
                    open.Enqueue(edge.EndNodeId, next);
                }
            Assert.Contains(City.Stations, s => fewest[s.NodeId] >= 3);
        }
    }
}
