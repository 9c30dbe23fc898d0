using Pixelopolis.City;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Tests.Simulated;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Tests.Traffic;

public class LaneSpaceTests
{
    private static readonly RoadNetwork Network = new(Cities.Default, new TravelTimes(0.45, 1.5));
    private static readonly LaneSpace Space = new(Network, new FleetOptions());

    [Fact]
    public void A_car_anywhere_on_an_edge_blocks_every_edge_it_could_touch()
    {
        // Against the outlines themselves: wherever cars on two edges touch, one that may be there keeps the other's edge from others.
        foreach (var crossing in Network.Intersections.All)
            foreach (var a in crossing.EdgeIds)
                foreach (var b in crossing.EdgeIds)
                {
                    if (a == b) continue;
                    var (e, f) = (Network.Map.Edge(a), Network.Map.Edge(b));
                    for (var s = 0.0; s <= e.Length; s += 0.05)
                    {
                        var here = CarBox.At(e.Curve.At(s), CarFootprint.Reference);
                        var touches = Enumerable.Range(0, 41).Any(i => here.Overlaps(CarBox.At(f.Curve.At(f.Length * i / 40), CarFootprint.Reference)));
                        if (touches) Assert.True(Space.Blocks(new Hold(Network.IndexOf(a), s), Network.IndexOf(b)), $"{a} at {s:0.00} touches {b}");
                    }
                }
    }

    [Fact]
    public void A_car_past_the_last_point_of_contact_blocks_no_longer()
    {
        var freed = 0;
        foreach (var crossing in Network.Intersections.All)
            foreach (var a in crossing.EdgeIds)
                foreach (var b in crossing.EdgeIds)
                    if (a != b && Network.Map.Edge(a).EndNodeId != Network.Map.Edge(b).EndNodeId && Space.Conflict(Network.IndexOf(a), Network.IndexOf(b)))
                        freed += Space.Blocks(new Hold(Network.IndexOf(a), Network.Map.Edge(a).Length), Network.IndexOf(b)) ? 0 : 1;
        Assert.True(freed > 10);
    }

    [Fact]
    public void A_car_unsure_of_its_place_at_a_stop_line_may_be_past_it()
    {
        var link = Network.IndexOf("king-street-mill-corner-king-cross-1");
        var length = Network[link].Length;
        var crossing = Network.IndexOf("king-cross-bow-street-to-east-street");
        Assert.False(Space.Blocks(new Hold(link, length), crossing));
        Assert.Contains(Network.Intersections.Containing(Network[crossing].Id)!.EdgeIds, id =>
            Space.Blocks(new Hold(link, length - 0.2, Overshoot: 0.2), Network.IndexOf(id)));
    }
}
