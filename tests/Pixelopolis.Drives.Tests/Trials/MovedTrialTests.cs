using Pixelopolis.Car;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Trials;

namespace Pixelopolis.Drives.Tests.Trials;

/// <summary>The search for a car's place, with signs seen by geometry; what the detector makes of it is measured, not tested.</summary>
public sealed class MovedTrialTests
{
    [Fact]
    public void A_car_that_was_lifted_and_put_down_elsewhere_knows_its_place_again()
    {
        var map = DefaultCity.Map;
        var crossings = Intersections.Of(map);
        var results = Enumerable.Range(1, 6).Select(i => Trial(map, crossings, (ulong)i).Run()).ToArray();
        Assert.All(results, r => Assert.Contains(r.Outcome, new[] { MovedOutcome.RightAgain, MovedOutcome.RightAgainAfterWrong, MovedOutcome.Lost }));
        Assert.True(results.Count(r => r.Outcome == MovedOutcome.RightAgain) >= 5, string.Join("; ", results.Select(r => r.ToString())));
        Assert.All(results, r => Assert.True(r.Unaware < 0.6));
    }

    [Fact]
    public void A_car_that_never_searched_is_lost_or_wrong_and_has_not_left_the_road_in_search_of_its_place()
    {
        var map = DefaultCity.Map;
        var crossings = Intersections.Of(map);
        // Without eyes for signs nothing is searched for.
        var results = Enumerable.Range(1, 6).Select(i => new MovedTrial(map, crossings, new DriveOptions(), 0.03, (ulong)i, new NearestLaneEye(map, crossings), null).Run()).ToArray();
        Assert.All(results, r => Assert.Equal((0, 0), (r.Crawled, r.WrongFinds)));
        Assert.All(results, r => Assert.Contains(r.Outcome, new[] { MovedOutcome.Wrong, MovedOutcome.Lost }));
    }

    [Fact]
    public void A_car_that_stands_at_a_wrong_place_for_something_before_it_is_wrong_and_not_lost()
    {
        var map = DefaultCity.Map;
        var crossings = Intersections.Of(map);
        var result = new MovedTrial(map, crossings, new DriveOptions(), 0.03, 3, new NearestLaneEye(map, crossings), new HandBefore()).Run();
        Assert.Equal((MovedOutcome.Wrong, 0), (result.Outcome, result.Crawled));
    }

    /// <summary>Whatever the car does, a hand is right before it.</summary>
    private sealed class HandBefore : ISightEye
    {
        public SightReading Look(uint frame, double capturedAt, City.Geometry.Pose axle) => new(frame, capturedAt, [new Detection(ObjectClass.Hand, 0.95f, 0.35f, 0.5f, 0.65f, 0.85f)]);
    }

    private static MovedTrial Trial(CityMap map, Intersections crossings, ulong seed) => new(map, crossings, new DriveOptions(), 0.03, seed,
        new NearestLaneEye(map, crossings), new GeometricSight(map, CameraGeometry.Reference, new SightQuality(), seed));
}
