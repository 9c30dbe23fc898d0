using Pixelopolis.City.Generation;
using Pixelopolis.City.Lif;
using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Tests.Generation;

public sealed class CityGeneratorTests
{
    /// <summary>Two hundred requests of all sizes that a table can bear, every fourth with a roundabout.</summary>
    private static IEnumerable<CityRequest> Requests => Enumerable.Range(1, 200).Select(seed =>
        new CityRequest(seed % 4 == 0 ? 3 + seed / 4 % 2 : 2 + seed % 3, 2 + seed / 3 % 2, seed, seed % 4 == 0));

    [Fact]
    public void Two_hundred_seeds_give_cities_without_fault_that_keep_every_rule_of_the_road()
    {
        var broken = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.ForEach(Requests, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, request =>
        {
            var reading = LifReader.Read(LifWriter.Write(CityGenerator.Generate(request), default));
            foreach (var fault in reading.Faults) broken.Add($"{request.Id}: {fault}");
            if (reading.Map is not { } map) return;
            var intersections = Intersections.Of(map);
            foreach (var rule in RoadRules.Broken(map, intersections)) broken.Add($"{request.Id}: {rule}");
            if (map.Stations.Count(s => s.Kind == StationKind.Charger) != 1) broken.Add($"{request.Id}: no charger");
            if (!map.Stations.Any(s => s.Kind == StationKind.Parking)) broken.Add($"{request.Id}: no parking bay");
            if (map.Stations.Count(s => s.Kind == StationKind.Destination) < 5) broken.Add($"{request.Id}: few destinations");
            if (map.Buildings.Count == 0) broken.Add($"{request.Id}: no building");
            if (intersections.All.Count < request.BlocksWide * request.BlocksHigh) broken.Add($"{request.Id}: {intersections.All.Count} intersections");
            foreach (var line in intersections.StopLines)
                if (!map.Signs.Any(s => s.NodeId == line.NodeId) && !line.NodeId.EndsWith("-split", StringComparison.Ordinal)) broken.Add($"{request.Id}: no sign before {line.NodeId}");
        });
        Assert.Empty(broken.Order());
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_another_city()
    {
        var request = new CityRequest(3, 2, 11);
        Assert.Equal(LifWriter.Write(CityGenerator.Generate(request), default), LifWriter.Write(CityGenerator.Generate(request), default));
        Assert.NotEqual(CityGenerator.Generate(request).Nodes, CityGenerator.Generate(request with { Seed = 12 }).Nodes);
    }

    [Fact]
    public void Cities_differ_in_kind_T_crossings_and_four_way_ones_skewed_ones_and_curves_appear()
    {
        var cities = Enumerable.Range(1, 12).Select(seed => CityGenerator.Generate(new CityRequest(3, 2, seed))).ToList();
        var approaches = cities.SelectMany(c => Intersections.Of(c).All.Select(i => i.EntryNodeIds.Count)).ToList();
        Assert.Contains(3, approaches);
        Assert.Contains(4, approaches);
        var turns = cities.SelectMany(c => c.Edges.Where(e => e.Id.Contains("-to-", StringComparison.Ordinal)))
            .Select(e => Math.Abs(Pixelopolis.City.Geometry.Angle.Degrees(Pixelopolis.City.Geometry.Angle.Difference(e.Curve.End.Theta, e.Curve.Start.Theta)))).ToList();
        Assert.Contains(turns, t => t is > 98 and < 125);
        Assert.Contains(turns, t => t is > 55 and < 82);
        Assert.Contains(cities, c => c.Edges.Any(e => !e.Id.Contains("-to-", StringComparison.Ordinal) && Bends(e, 1) && Bends(e, -1)));

        static bool Bends(Edge edge, int side) => Enumerable.Range(1, 19).Any(i => edge.Curve.CurvatureAt(edge.Length * i / 20) * side > 0.5);
    }

    [Fact]
    public void A_roundabout_is_driven_counter_clockwise_in_links_that_hold_a_car()
    {
        var map = CityGenerator.Generate(new CityRequest(3, 3, 2, Roundabout: true));
        var ring = map.Edges.Where(e => e.Id.Contains("-ring-", StringComparison.Ordinal)).ToList();
        Assert.True(ring.Count >= 3);
        Assert.All(ring, e => Assert.True(e.Curve.CurvatureAt(e.Length / 2) > 1.5 && e.Length >= RoadStandard.ShortestLink - 1e-3, $"{e.Id} is {e.Length} m"));
        Assert.Contains(map.Signs, s => s.Class == SignClass.Roundabout);
    }

    [Fact]
    public void A_request_that_cannot_be_met_says_what_would_be_right()
    {
        Assert.Contains("2 to 8", new CityRequest(1, 2, 1).Fault()!, StringComparison.Ordinal);
        Assert.Contains("2 to 8", new CityRequest(2, 9, 1).Fault()!, StringComparison.Ordinal);
        Assert.Contains("3x2", new CityRequest(2, 2, 1, Roundabout: true).Fault()!, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CityGenerator.Generate(new CityRequest(0, 0, 1)));
        Assert.Equal((4, 3), CityRequest.ParseBlocks("4x3"));
        Assert.Null(CityRequest.ParseBlocks("4 by 3"));
        Assert.Null(CityRequest.ParseBlocks("-4x3"));
    }

    [Fact]
    public void Smallest_and_largest_cities_can_be_made()
    {
        Assert.True(Intersections.Of(CityGenerator.Generate(new CityRequest(2, 2, 1))).All.Count >= 4);
        Assert.True(Intersections.Of(CityGenerator.Generate(new CityRequest(6, 5, 1, Roundabout: true))).All.Count >= 30);
    }
}
