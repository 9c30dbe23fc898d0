using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Session;
using Pixelopolis.Drives.Tests.Trials;

namespace Pixelopolis.Drives.Tests.Session;

/// <summary>
/// The whole way of a lost car with the fleet in the loop: lost, frozen, crawling, found, and on to where its visitor wants to go. The others have eyes for it, too:
/// before it has noticed and said that it is lost, nobody but they can know.
/// </summary>
public class MovedCarTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Cars_that_are_lifted_and_put_down_elsewhere_find_their_places_and_bring_their_rides_to_their_ends_and_nobody_is_touched(ulong seed)
    {
        var map = DefaultCity.Map;
        var crossings = Intersections.Of(map);
        var session = new DriveSession(map, new SessionOptions { Trips = 24, Cars = 3, Seed = seed, Moves = [new(0, 12), new(1, 60), new(2, 110), new(0, 160)] },
            r => new RoadEye(r, new GeometricEye(CameraGeometry.Reference, map.LaneWidth, () => r.Truth().Route, r.MapSteering), new NearestLaneEye(map, crossings)), (r, _) => new GeometricSight(map, CameraGeometry.Reference, new SightQuality(), r.Seed, r.Others));
        var score = session.Run(TestContext.Current.CancellationToken);
        var told = string.Join("; ", session.Moved) + " | " + string.Join("; ", score.Trips.Where(t => !t.Completed).Select(t => $"{t.Car} to {t.To}: {t.Reason}"));
        Assert.True(session.Moved.Count == 4, told);
        Assert.True(score.Collisions + score.CollisionsBetweenTrips == 0, told);
        // Now and then one does not find its place, says so and is put back by a person; all others' trips go on.
        Assert.True(session.Moved.Count(m => double.IsNaN(m.Seconds)) <= 1, told);
        Assert.True(score.Completed >= 24 - session.Moved.Count(m => double.IsNaN(m.Seconds)), told);
    }

    /// <summary>Sees the road that is driven while the car is on it, and whatever lane lies under it when a hand has put it elsewhere.</summary>
    private sealed class RoadEye(EyeRequest request, ILaneEye driven, ILaneEye any) : ILaneEye
    {
        public LaneReading Look(uint frame, double capturedAt, Pose axle) =>
            (request.Truth().Route is { } route && Math.Abs(route.Left) < 0.12 && Math.Abs(route.Heading) < 0.5 ? driven : any).Look(frame, capturedAt, axle);
    }
}
