using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Traffic;

/// <summary>A crossing of two straight streets: cars come from the west, south, east and north, and go straight on.</summary>
public class AllWayStopTests
{
    private const double Far = 1.5;
    private const double Line = 0.40;
    private static readonly CityMap Map = Cross();
    private static readonly Intersections Crossings = Intersections.Of(Map);
    private readonly TrafficOptions _options = new() { AllWayStop = true, Seed = 3 };

    private static CityMap Cross()
    {
        (string Name, double Theta)[] arms = [("west", 0), ("south", Math.PI / 2), ("east", Math.PI), ("north", -Math.PI / 2)];
        List<Node> nodes = [];
        List<Edge> edges = [];
        foreach (var (name, theta) in arms)
        {
            Node At(string kind, double along)
            {
                var (x, y) = new Pose(0, 0, theta).Ahead(along, -0.125);
                var node = new Node($"{name}-{kind}", x, y);
                nodes.Add(node);
                return node;
            }
            var (start, entry, exit, end) = (At("start", -Far), At("entry", -Line), At("exit", Line), At("end", Far));
            foreach (var (from, to, what) in new[] { (start, entry, "approach"), (entry, exit, "cross"), (exit, end, "leave") })
                edges.Add(new Edge($"{name}-{what}", from.Id, to.Id, 0.4, null, LaneCurve.Straight(from.X, from.Y, to.X, to.Y)));
        }
        return new CityMap("cross", "Cross", "1", 0.25, nodes, edges, [], [], []);
    }

    private static RoutePath Way(string from) => new([Map.Edge($"{from}-approach"), Map.Edge($"{from}-cross"), Map.Edge($"{from}-leave")], Crossings);

    /// <summary>Stands at a line, the west's unless said, and looks.</summary>
    /// <returns>Seconds until it may go; not a number: it did not.</returns>
    private double Wait(Func<double, Pose?[]> others, double seconds = 30, TrafficOptions? options = null, Func<double, bool>? looking = null, float score = 0.9f, string from = "west", double past = -0.01)
    {
        var used = options ?? _options;
        var crossing = new AllWayStop(used, Map, Crossings);
        var tracker = new ObjectTracker(CameraGeometry.Reference, used);
        var path = Way(from);
        var at = new RouteEstimate(path.Legs[0].To + past, 0, 0, 0, 0, 0.004, 0.004, 0.01);
        var own = path.At(at.S);
        for (var frame = 1u; frame * 0.1 < seconds; frame++)
        {
            var now = frame * 0.1;
            Detection? Seen(Pose? other)
            {
                if (other is not { } pose) return null;
                var (x, y) = own.Local(pose.X, pose.Y);
                return RoadScene.Car(new Pose(x, y, Angle.Difference(pose.Theta, own.Theta)), score);
            }
            var looks = looking is null || looking(now);
            if (looks) tracker.Update(now, default, RoadScene.Sight(frame, now, [.. others(now).Select(Seen)]));
            var choice = crossing.Update(now, path, at, 0, tracker, default, looks);
            if (double.IsInfinity(choice.StopIn)) return now;
            Assert.True(choice.Hold == HoldReason.GiveWay);
        }
        return double.NaN;
    }

    private static Pose At(string from, double s)
    {
        var pose = Way(from).At(s);
        var (x, y) = pose.Ahead(-0.04);
        return pose with { X = x, Y = y };
    }

    private static double LineOf(string from) => Way(from).Legs[0].To;

    [Fact]
    public void A_moving_car_must_stop_at_every_line_and_enters_slowly()
    {
        var crossing = new AllWayStop(_options, Map, Crossings);
        var tracker = new ObjectTracker(CameraGeometry.Reference, _options);
        var path = Way("west");
        var at = new RouteEstimate(0.5, 0, 0, 0, 0, 0.004, 0.004, 0.01);
        Assert.Equal(path.Legs[0].To - 0.5, crossing.Update(1, path, at, 0.38, tracker, default, true).StopIn, 6);
        Assert.Equal(0.2, crossing.Update(9, path, at with { S = path.Legs[1].From + 0.3 }, 0.2, tracker, default, true).Speed, 6);
    }

    [Fact]
    public void At_an_empty_crossing_it_looks_and_goes() => Assert.InRange(Wait(_ => []), _options.LookFor, _options.LookFor + 0.5);

    [Fact]
    public void Who_waits_on_the_right_goes_first()
    {
        var gone = Wait(now => [now < 4 ? At("south", LineOf("south")) : null]);
        Assert.InRange(gone, 4.3, 6);
    }

    [Fact]
    public void Who_waits_on_the_right_goes_first_though_it_is_hardly_seen() =>
        Assert.InRange(Wait(now => [now < 4 ? At("south", LineOf("south")) : null], score: 0.33f), 4.3, 6);

    [Fact]
    public void Who_waits_across_does_not_matter_to_a_car_that_goes_straight_on() =>
        Assert.InRange(Wait(_ => [At("east", LineOf("east"))]), _options.LookFor, _options.LookFor + 0.5);

    [Fact]
    public void Nobody_enters_before_who_is_inside_has_left()
    {
        // From the left, which it cannot see until it is well inside.
        var gone = Wait(now => [At("north", Math.Min(LineOf("north") + 0.2 + 0.12 * now, Far + 2))]);
        Assert.True(gone > 2.5, $"{gone}");
    }

    [Fact]
    public void Blind_it_does_not_enter()
    {
        Assert.True(double.IsNaN(Wait(_ => [], looking: _ => false)));
        // Who is inside and does not come out is passed after a while; not by the blind.
        Assert.True(double.IsNaN(Wait(_ => [At("north", LineOf("north") + 0.3)], seconds: 60, looking: now => now < 1)));
        // It must have seen the crossing clear for as long as ever, once it sees again.
        Assert.InRange(Wait(_ => [], looking: now => now > 8), 8 + _options.ClearFor, 8 + _options.ClearFor + 0.3);
    }

    [Fact]
    public void Cleared_and_then_blind_it_looks_again()
    {
        var crossing = new AllWayStop(_options, Map, Crossings);
        var tracker = new ObjectTracker(CameraGeometry.Reference, _options);
        var path = Way("west");
        var at = new RouteEstimate(path.Legs[0].To - 0.01, 0, 0, 0, 0, 0.004, 0.004, 0.01);
        var now = 0.0;
        bool Goes(bool looking) => double.IsInfinity(crossing.Update(now += 0.1, path, at, 0, tracker, default, looking).StopIn);
        bool Again(bool looking, int looks = 30) => Enumerable.Range(0, looks).Any(_ => Goes(looking));
        Assert.True(Again(true) && Goes(true));
        Assert.False(Goes(false));
        Assert.False(Goes(true));
        Assert.True(Again(true));
        // Its nose is over the line, and nobody's way is barred yet.
        at = at with { S = path.Legs[1].From + 0.04 };
        Assert.True(Goes(true));
        Assert.False(Goes(false));
        // From there it cannot see to its right, and waits for its turn.
        Assert.False(Again(true));
        Assert.True(Again(true, looks: 600));
    }

    [Fact]
    public void In_a_ring_patience_ends_and_each_approach_has_a_turn_of_its_own_by_the_clock()
    {
        (string From, string Right)[] ring = [("west", "south"), ("south", "east"), ("east", "north"), ("north", "west")];
        double[][] times = [.. ring.Select(r => Enumerable.Range(0, 8).Select(i =>
            Wait(_ => [At(r.Right, LineOf(r.Right))], options: _options with { Seed = (ulong)i }, from: r.From, seconds: 60)).ToArray())];
        var longest = _options.Patience + _options.PatienceSpread + 4 * _options.TurnSeconds + 1;
        Assert.All(times.SelectMany(t => t), t => Assert.InRange(t, _options.Patience, longest));
        int[] turns = [.. times.Select(of => Assert.Single(of.Select(t => (int)(t / _options.TurnSeconds) % 4).Distinct()))];
        Assert.Equal(4, turns.Distinct().Count());
        // Who began late in its turn would still be hidden when the next begins.
        Assert.All(times.SelectMany(t => t), t => Assert.InRange(t % _options.TurnSeconds, 0, _options.TurnSeconds / 2));
    }

    [Fact]
    public void Clocks_that_cars_share_and_not_their_own_seconds_tell_whose_turn_it_is()
    {
        double Go(double offset) => Wait(_ => [At("south", LineOf("south"))], options: _options with { ClockOffset = offset }, seconds: 60);
        var usual = Go(0);
        Assert.Equal(usual, Go(4 * _options.TurnSeconds), 6);
        Assert.NotEqual(usual, Go(2 * _options.TurnSeconds), 1);
    }

    [Fact]
    public void Past_its_line_where_it_cannot_see_to_the_right_it_waits_for_its_turn() =>
        Assert.InRange(Wait(_ => [], past: 0.05, seconds: 60), _options.Patience, 60);

    [Fact]
    public void Looking_around_allocates_nothing()
    {
        var crossing = new AllWayStop(_options, Map, Crossings);
        var tracker = new ObjectTracker(CameraGeometry.Reference, _options);
        var path = Way("west");
        var at = new RouteEstimate(path.Legs[0].To - 0.01, 0, 0, 0, 0, 0.004, 0.004, 0.01);
        for (var i = 1u; i < 5; i++) tracker.Update(i * 0.1, default, RoadScene.Sight(i, i * 0.1, RoadScene.Car(new Pose(0.6, -0.2, 1.5))));
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var i = 0; i < 20; i++) crossing.Update(0.5 + i * 0.01, path, at, 0, tracker, default, true);
        }));
    }
}
