using CsCheck;
using Pixelopolis.City.Generation;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests.Routing;

public class RouteFinderTests
{
    [Fact]
    public void On_any_city_a_route_is_joined_and_no_other_is_quicker() =>
        Gen.Select(Gen.Int[1, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Sample((seed, from, to) =>
        {
            var map = CityGenerator.Generate(new CityRequest(2 + seed % 2, 2, seed));
            var network = new RoadNetwork(map, new TravelTimes(0.45, 1.5));
            var start = from % network.Edges.Count;
            var goal = map.Stations[to % map.Stations.Count].NodeId;
            var route = new RouteFinder(network).Find(new Place(start, network[start].Length), goal)!;
            Assert.Equal(goal, network[route.Edges[^1]].EndNodeId);
            Assert.Contains(route.Edges[0], network.Next(start));
            for (var i = 1; i < route.Edges.Count; i++) Assert.Contains(route.Edges[i], network.Next(route.Edges[i - 1]));
            Assert.Equal(Best(network, start, goal), route.Seconds, 6);
        }, iter: 30, threads: 1);

    [Fact]
    public void Bends_are_driven_slower_than_the_map_allows()
    {
        var map = Maps.Ring();
        var times = new TravelTimes(0.45, 1.5);
        Assert.Equal(1.4 / 0.4, times.Seconds(map.Edge("ab")), 3);
        var bend = map.Edge("bc");
        Assert.True(times.Seconds(bend) >= bend.Length / 0.4);
        Assert.True(new TravelTimes(0.45, 0.5).Seconds(bend) > 1.5 * times.Seconds(bend));
    }

    [Fact]
    public void An_edge_that_leads_back_does_not_follow()
    {
        var network = new RoadNetwork(Cities.Default, new TravelTimes(0.45, 1.5));
        for (var e = 0; e < network.Edges.Count; e++)
        {
            Assert.NotEmpty(network.Next(e));
            Assert.All(network.Next(e), n => Assert.Contains(e, network.Previous(n)));
        }
    }

    [Fact]
    public void A_closed_road_is_gone_round_or_there_is_no_route()
    {
        var ring = new RoadNetwork(Maps.Ring(), new TravelTimes(0.45, 1.5));
        var cd = ring.IndexOf("cd");
        Assert.Null(new RouteFinder(ring).Find(new Place(0, ring[0].Length), "f", e => e == cd ? double.PositiveInfinity : 0));
        Assert.NotNull(new RouteFinder(ring).Find(new Place(0, ring[0].Length), "f"));
    }

    /// <summary>Bellman and Ford, who need no queue.</summary>
    private static double Best(RoadNetwork network, int start, string goal)
    {
        var cost = Enumerable.Repeat(double.PositiveInfinity, network.Edges.Count).ToArray();
        foreach (var e in network.Next(start)) cost[e] = network.Seconds(e);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var e = 0; e < cost.Length; e++)
                foreach (var n in network.Next(e))
                    if (cost[e] + network.Seconds(n) < cost[n] - 1e-12) (cost[n], changed) = (cost[e] + network.Seconds(n), true);
        }
        return Enumerable.Range(0, cost.Length).Where(e => network[e].EndNodeId == goal).Min(e => cost[e]);
    }
}
