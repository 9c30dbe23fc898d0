using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Traffic;

public class ObjectTrackerTests
{
    private const double Step = 0.05;
    private const double Latency = 0.11;
    private readonly ObjectTracker _tracker = new(CameraGeometry.Reference, new TrafficOptions());
    private readonly Queue<(double Due, SightReading Sight)> _sights = new();
    private SightReading _newest;
    private double _now, _axle;
    private uint _frame;

    /// <summary>A car that drives along x; a sight every second step, of an older frame.</summary>
    private void Drive(double seconds, double speed, Func<double, double, Detection?> seen)
    {
        for (var end = _now + seconds; _now < end - 1e-9;)
        {
            _now += Step;
            _axle += speed * Step;
            if (++_frame % 2 == 0) _sights.Enqueue((_now + Latency, RoadScene.Sight(_frame, _now, seen(_now, _axle))));
            while (_sights.Count > 0 && _sights.Peek().Due <= _now) _newest = _sights.Dequeue().Sight;
            _tracker.Update(_now, RoadScene.Drove(speed * Step), _newest);
        }
    }

    /// <summary>As the back of a sign looks that stands to the right of the car; or a cup in the lane of a car that turns right.</summary>
    private static Detection AtTheSide(float score, float left = 0.72f) => new(ObjectClass.Unknown, score, left, 0.4f, 0.999f, 0.93f);

    private void Stand(int sights, Detection seen, params Pose[] way)
    {
        for (var i = 0; i < sights; i++) _tracker.Update(_now += 0.1, default, RoadScene.Sight(++_frame, _now, seen), way);
    }

    /// <summary>Along an arc to the right.</summary>
    private static Pose[] RightTurn(double radius) =>
        [.. Enumerable.Range(0, 30).Select(i => 0.02 * i / radius).Select(a => new Pose(radius * Math.Sin(a), -radius * (1 - Math.Cos(a)), -a))];

    private Track Only() => Assert.Single(_tracker.Tracks.ToArray(), t => t.IsUsed);

    private int Real() => _tracker.Tracks.ToArray().Count(t => t.IsUsed && t.IsReal);

    private static Detection? BoxAt(double x, double axle, float score = 0.9f) => RoadScene.Box(ObjectClass.Box, new Pose(x - axle, 0, 0), 0.08, 0.08, 0.07, score);

    [Fact]
    public void What_stands_has_no_speed_however_fast_the_car_comes_and_however_old_its_sights_are()
    {
        Drive(1.5, 0.38, (_, axle) => BoxAt(1.2, axle));
        var track = Only();
        Assert.InRange(track.Speed, 0, 0.03);
        Assert.InRange(_tracker.Relative(track, _now).X - (1.2 - _axle), -0.02, 0.02);
    }

    [Fact]
    public void A_car_aheads_own_speed_is_found_within_its_reported_deviation()
    {
        Drive(2.0, 0.30, (now, axle) => RoadScene.Car(new Pose(0.5 + 0.20 * now - axle, 0, 0)));
        var track = Only();
        Assert.True(track.IsCar);
        Assert.InRange(_tracker.RelativeSpeed(track).Forward - 0.20, -2.5 * track.SpeedDeviation, 2.5 * track.SpeedDeviation);
        Assert.InRange(track.SpeedDeviation, 0.01, 0.15);
    }

    [Fact]
    public void Missed_frames_do_not_lose_it_and_it_stays_the_same_thing()
    {
        Drive(0.5, 0.2, (_, axle) => BoxAt(1.0, axle));
        var number = Only().Number;
        Drive(0.3, 0.2, (_, _) => null);
        Assert.Equal(1, Real());
        Drive(0.3, 0.2, (_, axle) => BoxAt(1.0, axle));
        Assert.Equal(number, Only().Number);
    }

    [Fact]
    public void What_is_gone_is_forgotten()
    {
        Drive(0.5, 0, (_, axle) => BoxAt(0.8, axle));
        Drive(0.8, 0, (_, _) => null);
        Assert.Equal(0, Real());
    }

    [Fact]
    public void A_false_alarm_of_one_frame_lasts_a_third_of_a_second_at_most()
    {
        Drive(0.3, 0, (_, _) => null);
        var shown = false;
        Drive(0.1, 0, (_, axle) => { var first = !shown; shown = true; return first ? BoxAt(0.5, axle) : null; });
        var real = 0;
        for (var i = 0; i < 20; i++)
        {
            Drive(Step, 0, (_, _) => null);
            real += Real();
        }
        Assert.InRange(real * Step, 0.05, 0.34);
    }

    [Fact]
    public void A_poor_score_counts_from_its_second_sighting()
    {
        Drive(0.25, 0, (_, axle) => BoxAt(0.6, axle, 0.3f));
        Assert.Equal(1, Only().Sightings);
        Assert.Equal(0, Real());
        Drive(0.2, 0, (_, axle) => BoxAt(0.6, axle, 0.3f));
        Assert.Equal(1, Real());
    }

    [Theory]
    [InlineData(false, 40, 0)]
    [InlineData(true, 4, 0)]
    [InlineData(true, 5, 1)]
    public void What_is_hardly_a_car_is_one_where_nobody_reserves_the_road_and_after_several_sightings(bool allWayStop, int sightings, int real)
    {
        var tracker = new ObjectTracker(CameraGeometry.Reference, new TrafficOptions { AllWayStop = allWayStop });
        for (var i = 1; i <= sightings; i++) tracker.Update(0.1 * i, default, RoadScene.Sight((uint)i, 0.1 * i, RoadScene.Car(new Pose(0.6, -0.2, 0), 0.33f)));
        Assert.Equal(real, tracker.Tracks.ToArray().Count(t => t.IsUsed && t.IsReal));
    }

    [Fact]
    public void What_is_hardly_seen_at_the_pictures_side_is_nothing_however_often_unless_it_comes_as_far_as_the_cars_way()
    {
        Stand(10, AtTheSide(0.4f));
        Assert.Equal(0, Real());
        Stand(2, AtTheSide(0.4f, left: 0.6f));
        Assert.Equal(1, Real());
    }

    [Fact]
    public void What_is_hardly_seen_at_the_side_to_which_the_cars_way_turns_counts_from_its_second_sighting()
    {
        var left = RightTurn(0.3).Select(p => new Pose(p.X, -p.Y, -p.Theta)).ToArray();
        Stand(10, AtTheSide(0.4f), left);
        Assert.Equal(0, Real());
        Stand(2, AtTheSide(0.4f), RightTurn(0.3));
        Assert.Equal(1, Real());
    }

    [Fact]
    public void What_is_known_to_stand_at_the_pictures_side_stays_while_it_is_hardly_seen_there()
    {
        Stand(2, AtTheSide(0.6f));
        Stand(60, AtTheSide(0.3f));
        Assert.Equal(1, Real());
    }

    [Fact]
    public void A_flat_thing_below_the_picture_is_remembered_until_the_car_must_have_passed_it()
    {
        Detection? Flat(double axle) => RoadScene.Box(ObjectClass.Hand, new Pose(0.6 - axle, 0, 0), 0.08, 0.08, 0.001);
        Drive(2.5, 0.2, (_, axle) => Flat(axle));
        Assert.InRange(_axle, 0.49, 0.51);
        Drive(3.0, 0, (_, _) => null);
        Assert.Equal(1, Real());
        Drive(3.0, 0.2, (_, _) => null);
        Assert.Equal(0, Real());
    }

    [Fact]
    public void More_things_than_places_neither_throw_nor_allocate()
    {
        var sights = Enumerable.Range(0, 20).Select(i => RoadScene.Sight((uint)i + 1, i * 0.1,
            [.. Enumerable.Range(0, 20).Select(k => RoadScene.Box(ObjectClass.Unknown, new Pose(0.5 + k % 5 * 0.3, k / 5 * 0.2 - 0.3, 0), 0.05, 0.05, 0.05))])).ToArray();
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var i = 0; i < sights.Length; i++) _tracker.Update(i * 0.1, RoadScene.Drove(0.001), sights[i]);
        }));
        Assert.True(Real() > 5);
    }
}
