using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Traffic;

/// <summary>On a straight street without anybody, with eyes that see and eyes that do not.</summary>
public class KeepingApartTests
{
    private static readonly CityMap Map = new("straight", "Straight", "1", 0.25, [new Node("a", 0, 0), new Node("b", 5, 0)],
        [new Edge("ab", "a", "b", 0.4, null, LaneCurve.Straight(0, 0, 5, 0))], [], [], []);

    private static readonly RouteEstimate At = new(1, 0, 0, 0, 0, 0.004, 0.004, 0.01);
    private readonly RoutePath _path = new([Map.Edge("ab")], Intersections.Of(Map));
    private double _now;
    private uint _sights;

    private static KeepingApart Car(bool allWayStop) => new(new DriveOptions { Traffic = new TrafficOptions { AllWayStop = allWayStop } }, Map, null);

    /// <summary>50 ms on.</summary>
    private TrafficChoice Step(KeepingApart car, bool sees)
    {
        _now += 0.05;
        if (sees) car.See(new DriveInput(_now, default, default, double.NaN, false, new SightReading(++_sights, _now - 0.1, [])), default);
        return car.Choose(_now, 0.3, _path, At);
    }

    [Fact]
    public void Blind_it_stands_where_nobody_reserves_its_road_and_drives_on_when_it_sees()
    {
        var car = Car(allWayStop: true);
        Assert.Equal((0, HoldReason.SightStale), Made(Step(car, sees: false)));
        Assert.Equal((double.PositiveInfinity, HoldReason.None), Made(Step(car, sees: true)));
        // A sight that is late is no blindness.
        while (_now < 0.1 + KeepingApart.OldestSight - 0.2) Assert.Equal(HoldReason.None, Step(car, sees: false).Hold);
        for (var i = 0; i < 4; i++) Step(car, sees: false);
        for (var i = 0; i < 100; i++) Assert.Equal((0, HoldReason.SightStale), Made(Step(car, sees: false)));
        // On no route either, as when it searches for its place.
        Assert.Equal((0, HoldReason.SightStale), Made(car.Choose(_now, 0.1, 0)));
        Assert.Equal((double.PositiveInfinity, HoldReason.None), Made(Step(car, sees: true)));
    }

    [Fact]
    public void Where_the_fleet_reserves_its_road_it_drives_without_eyes()
    {
        var car = Car(allWayStop: false);
        for (var i = 0; i < 100; i++) Assert.Equal((double.PositiveInfinity, HoldReason.None), Made(Step(car, sees: false)));
    }

    private static (double Speed, HoldReason Hold) Made(TrafficChoice choice) => (choice.Speed, choice.Hold);
}
