using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Session;

namespace Pixelopolis.Drives.Tests.Session;

public class DriveSessionTests
{
    private static SessionScore Run(SessionOptions options, Func<EyeRequest, ILaneEye>? eye = null) => new DriveSession(DefaultCity.Map, options,
        r => eye is null ? Geometric(r) : eye(r)).Run(TestContext.Current.CancellationToken);

    private static GeometricEye Geometric(EyeRequest r) => new(CameraGeometry.Reference, DefaultCity.Map.LaneWidth, () => r.Truth().Route, r.MapSteering);

    [Fact]
    public void Trips_are_chained_scored_and_at_least_three_turns_long()
    {
        var score = Run(new SessionOptions { Trips = 20, Seed = 4 });
        Assert.Equal(20, score.Completed);
        Assert.Equal(0, score.Collisions);
        for (var i = 1; i < score.Trips.Count; i++) Assert.Equal(DefaultCity.Map.Station(score.Trips[i - 1].To).NodeId, score.Trips[i].From);
        Assert.All(score.Trips, t => Assert.True(t.Metres > 1));
    }

    [Fact]
    public void The_same_seed_gives_the_same_session_and_another_seed_another()
    {
        var options = new SessionOptions { Trips = 5, Seed = 9 };
        Assert.Equal(Run(options).Trips, Run(options).Trips);
        Assert.NotEqual(Run(options).Trips, Run(options with { Seed = 10 }).Trips);
    }

    [Fact]
    public void Three_cars_share_the_city_without_touching()
    {
        var score = Run(new SessionOptions { Trips = 30, Cars = 3, Seed = 11 });
        Assert.Equal(30, score.Trips.Count);
        Assert.Equal(0, score.Collisions);
    }

    [Fact]
    public void A_blind_car_that_goes_straight_on_fails_and_is_put_back_for_the_next_trip()
    {
        var score = Run(new SessionOptions { Trips = 8, Seed = 11 }, _ => new StraightOn());
        Assert.Equal(8, score.Trips.Count);
        Assert.Equal(0, score.Completed);
        Assert.All(score.Trips, t => Assert.NotNull(t.Reason));
    }

    [Fact]
    public void A_session_that_gives_up_counts_every_trip_it_was_asked_for()
    {
        var score = Run(new SessionOptions { Trips = 5, Seed = 4, Patience = 2 });
        Assert.Equal((5, 0), (score.Trips.Count, score.Completed));
        Assert.All(score.Trips, t => Assert.Contains("gave up", t.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Worse_encoders_show_in_the_score_because_nobody_corrects_them_by_the_truth()
    {
        // Nothing seen at all: what is left is the encoders, and the worse they are the sooner the car is off the road.
        double Metres(double error) => Run(new SessionOptions { Trips = 6, Seed = 3, EncoderError = error }, r => new MapAlone(r.MapSteering)).Metres;
        Assert.True(Metres(0.03) < Metres(0.001));
    }

    [Fact]
    public void An_almost_empty_car_charges_and_comes_back_into_service()
    {
        // On the charger the voltage stands a quarter of a volt higher: 50 % by voltage is reached with about 29 % in the pack.
        var session = new DriveSession(DefaultCity.Map, new SessionOptions
        {
            Trips = 1, Seed = 4, BatteryCharge = 0.2, Patience = 1200, Fleet = new() { Dwell = TimeSpan.FromSeconds(1), ChargedEnough = 50 },
        }, Geometric);
        var score = session.Run(TestContext.Current.CancellationToken);
        var trip = Assert.Single(score.Trips);
        Assert.True(trip.Completed, trip.Reason);
        Assert.Equal(DefaultCity.Map.Stations.Single(s => s.Kind == StationKind.Charger).NodeId, trip.From);
        // Nine hundredths of 2 Ah at 2 A less the 0.12 A the car takes itself.
        Assert.InRange(session.Now - trip.Seconds, 0.08 * 2 / 1.88 * 3600, 0.1 * 2 / 1.88 * 3600 + 60);
    }

    [Fact]
    public void Three_cars_that_run_low_together_share_the_one_charger_and_all_come_back_into_service()
    {
        var served = new Dictionary<string, int>(StringComparer.Ordinal);
        var session = new DriveSession(DefaultCity.Map, new SessionOptions
        {
            Trips = 150, Cars = 3, Seed = 6, BatteryCharge = 0.25, Patience = 1500, Fleet = new() { Dwell = TimeSpan.FromSeconds(1), LowBattery = 28, ChargedEnough = 60 },
        }, Geometric)
        {
            TripEnded = t => served[t.Car] = served.GetValueOrDefault(t.Car) + 1,
        };
        var score = session.Run(TestContext.Current.CancellationToken);
        Assert.True((score.Completed, score.Collisions) == (150, 0), string.Join("; ", score.Trips.Where(t => !t.Completed).Select(t => $"{t.Car} to {t.To}: {t.Reason}")));
        Assert.Equal(["car-1", "car-2", "car-3"], served.Keys.Order());
        Assert.All(served.Values, n => Assert.True(n >= 5));
    }

    private sealed class StraightOn : ILaneEye
    {
        public LaneReading Look(uint frame, double capturedAt, City.Geometry.Pose axle) => new(frame, capturedAt, 0, 0, 0, 0, double.NaN);
    }

    private sealed class MapAlone(Func<double> steering) : ILaneEye
    {
        public LaneReading Look(uint frame, double capturedAt, City.Geometry.Pose axle)
        {
            var s = (float)steering();
            return new(frame, capturedAt, s, s, s, s, double.NaN);
        }
    }
}
