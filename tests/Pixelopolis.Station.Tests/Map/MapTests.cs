using CsCheck;
using Pixelopolis.Station.Live;
using Pixelopolis.Station.Map;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Map;

public sealed class MapTests
{
    [Fact]
    public void A_gliding_car_turns_the_short_way() =>
        Gen.Double[-Math.PI, Math.PI].Array[2, 12].Sample(headings =>
        {
            var now = StationContext.Noon;
            var motion = CarMotion.First(0, 0, headings[0], now);
            foreach (var heading in headings.Skip(1))
            {
                var next = motion.Next(0.01, 0, heading, now = now.AddMilliseconds(100));
                Assert.True(Math.Abs(next.Degrees - motion.Degrees) <= 180 + 1e-9);
                Assert.Equal(0, Math.IEEERemainder(next.Degrees - Frame.Degrees(heading), 360), 1e-6);
                motion = next;
            }
        });

    [Fact]
    public void A_car_that_is_lifted_elsewhere_jumps_and_one_that_drives_glides()
    {
        var motion = CarMotion.First(1, 1, 0, StationContext.Noon);
        Assert.Equal(0, motion.Next(3, 1, 0, StationContext.Noon.AddSeconds(0.1)).GlideMilliseconds);
        Assert.InRange(motion.Next(1.03, 1, 0, StationContext.Noon.AddSeconds(0.1)).GlideMilliseconds, 90, 150);
        Assert.Same(motion, motion.Next(1, 1, 0, StationContext.Noon.AddSeconds(5)));
    }

    [Fact]
    public void A_car_on_its_route_only_ever_comes_closer_to_its_end()
    {
        var city = FakeCity.Default();
        var edges = FakeRoutes.Shortest(city.Map, city.Map.Station("parking-1").NodeId, city.Map.Station("lotus-teahouse").NodeId);
        var route = RouteTrace.Of(city.Map, edges)!;
        Assert.Equal(edges.Sum(e => city.Map.Edge(e).Length), route.Length, 1e-9);
        var along = (double?)null;
        var driven = 0.0;
        foreach (var edge in edges.Select(city.Map.Edge))
        {
            for (var s = 0.0; s < edge.Length; s += 0.05)
            {
                var pose = edge.Curve.At(s).Ahead(0, 0.02);
                var next = route.Along(pose.X, pose.Y, along);
                Assert.True(next >= (along ?? 0));
                Assert.Equal(driven + s, next!.Value, 0.06);
                along = next;
            }
            driven += edge.Length;
        }
    }

    [Fact]
    public void A_phone_that_slept_through_half_the_ride_finds_the_car_again()
    {
        var city = FakeCity.Default();
        var edges = FakeRoutes.Shortest(city.Map, city.Map.Station("parking-1").NodeId, city.Map.Station("lotus-teahouse").NodeId);
        var route = RouteTrace.Of(city.Map, edges)!;
        var end = city.Map.Edge(edges[^1]).Curve.End;
        Assert.Equal(route.Length, route.Along(end.X, end.Y, 0.1)!.Value, 0.02);
    }

    [Fact]
    public void A_route_over_edges_that_the_map_lacks_is_not_drawn() => Assert.Null(RouteTrace.Of(FakeCity.Default().Map, ["nowhere"]));

    [Fact]
    public void Every_place_of_the_default_city_has_a_picture_of_its_own()
    {
        var places = FakeCity.Default().Map.Stations.Where(s => s.Kind == Pixelopolis.City.StationKind.Destination).ToArray();
        var pictures = places.Select(s => PlaceGlyph.For(s.Id, s.Names["en"]).Path).ToArray();
        Assert.DoesNotContain(PlaceGlyph.For("x", "x").Path, pictures);
        Assert.Equal(places.Length, pictures.Distinct().Count());
    }

    [Fact]
    public void Cars_are_ordered_by_number() => Assert.Equal(["car-1", "car-2", "car-10", "van"], new[] { "van", "car-10", "car-2", "car-1" }.Order(SerialOrder.Natural));

    [Fact]
    public void The_window_around_a_car_never_leaves_the_drawing() =>
        Gen.Select(Gen.Double[-50, 650], Gen.Double[-400, 50], Gen.Double[1, 4]).Sample((x, y, zoom) =>
        {
            var frame = new Frame(0, -350, 550, 350);
            var numbers = System.Text.RegularExpressions.Regex.Matches(Look.At(x, y, zoom).Transform(frame), @"-?\d+(\.\d+)?").Select(m => double.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            Assert.True(numbers[0] + numbers[2] * frame.Left <= frame.Left + 30);
            Assert.True(numbers[0] + numbers[2] * (frame.Left + frame.Width) >= frame.Left + frame.Width - 30);
        });
}
