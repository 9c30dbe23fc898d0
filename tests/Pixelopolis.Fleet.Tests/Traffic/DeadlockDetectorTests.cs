using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Tests.Simulated;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Tests.Traffic;

public class DeadlockDetectorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 18, 9, 0, 0, TimeSpan.Zero);

    private static FleetState Held(params (string Car, string[] By)[] holds)
    {
        var fleet = new FleetState(Maps.Ring(), new FleetOptions(), new SeededIds(1)) { Now = Start };
        foreach (var (serial, by) in holds)
        {
            var car = fleet.Car(serial);
            car.Track = new CarTrack(fleet.Network, new Place(0, fleet.Network[0].Length), 1);
            if (by.Length > 0) (car.HeldSince, car.Obstacle) = (Start, new Obstacle(by, "b", "has the road ahead"));
        }
        return fleet;
    }

    private static string[] Watch(FleetState fleet)
    {
        var detector = new DeadlockDetector(fleet);
        Assert.Empty(detector.Watch());
        fleet.Now += TimeSpan.FromSeconds(5);
        return [.. detector.Watch().Select(c => c.Serial)];
    }

    [Fact]
    public void Cars_that_wait_for_each_other_in_a_ring_are_named_in_order()
    {
        var fleet = Held(("car-1", ["car-3"]), ("car-2", ["car-1"]), ("car-3", ["car-2"]), ("car-4", ["car-1"]));
        Assert.Equal(["car-1", "car-3", "car-2"], Watch(fleet));
        Assert.Equal("car-1 waits for car-3 waits for car-2 waits for car-1", fleet.Decisions.Single(d => d.Kind == DecisionKind.Deadlock).Why);
    }

    [Fact]
    public void A_queue_is_no_ring() => Assert.Empty(Watch(Held(("car-1", []), ("car-2", ["car-1"]), ("car-3", ["car-2"]))));

    [Fact]
    public void A_ring_among_several_blockers_is_found() =>
        Assert.Equal(["car-1", "car-3"], Watch(Held(("car-1", ["car-2", "car-3"]), ("car-2", []), ("car-3", ["car-1"]))));

    [Fact]
    public void A_ring_that_was_gone_at_the_next_message_is_none()
    {
        var fleet = Held(("car-1", ["car-2"]), ("car-2", ["car-1"]));
        var detector = new DeadlockDetector(fleet);
        detector.Watch();
        fleet.Now += TimeSpan.FromSeconds(1);
        fleet.Car("car-2").ForgetHold(fleet.Now);
        detector.Watch();
        (fleet.Car("car-2").HeldSince, fleet.Car("car-2").Obstacle) = (fleet.Now, new Obstacle(["car-1"], "b", "has the road ahead"));
        fleet.Now += TimeSpan.FromSeconds(1.5);
        Assert.Empty(detector.Watch());
    }
}
