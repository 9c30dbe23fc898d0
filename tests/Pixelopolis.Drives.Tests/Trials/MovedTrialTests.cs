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
        Assert.All(results, r => Assert.Contains(r.Outcome, new[] { MovedOutcome.RightAgain, MovedOutcome.Lost }));
        Assert.True(results.Count(r => r.Outcome == MovedOutcome.RightAgain) >= 5, string.Join("; ", results.Select(r => r.ToString())));
        Assert.All(results, r => Assert.True(r.Unaware < 0.6));
    }

    private static MovedTrial Trial(CityMap map, Intersections crossings, ulong seed) => new(map, crossings, new DriveOptions(), 0.03, seed,
        new NearestLaneEye(map, crossings), new GeometricSight(map, CameraGeometry.Reference, new SightQuality(), seed));
}
