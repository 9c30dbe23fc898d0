using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Localization;

/// <summary>A car on the ring of <see cref="SignStreet"/>: its truth moves, its localizer is told what wheels and eyes would tell.</summary>
public sealed class LocalizerTests
{
    private const double Step = 0.02;
    private readonly Localizer _localizer = new(new DriveOptions(), SignStreet.Map, SignStreet.Crossings);
    private readonly ActiveRoute _route = new(SignStreet.Path, SignStreet.Path.Length);
    private double _now;
    private uint _frame;

    [Fact]
    public void A_car_that_sees_what_it_should_does_not_doubt()
    {
        Put(0.1);
        var s = 0.1;
        for (; s < 2.4; s += Step) Frame(SignStreet.Path.At(s), Step);
        Assert.True(_localizer.Estimate.Doubt < 0.05);
        Assert.False(_localizer.IsSearching);
        Assert.Equal(s - Step, _localizer.Estimate.S, 0.02);
    }

    [Fact]
    public void A_car_that_was_put_elsewhere_notices_stands_and_finds_its_place_by_two_signs()
    {
        Put(0.1);
        for (var s = 0.1; s < 0.6; s += Step) Frame(SignStreet.Path.At(s), Step);
        // From the south lane to the west one, where a hospital and a parking sign stand.
        var west = 9.2;
        for (; west < 10.2 && !_localizer.IsSearching; west += Step) Frame(SignStreet.Path.At(west), Step);
        Assert.True(_localizer.IsSearching);
        Assert.True(_localizer.Estimate.Doubt > 0.9);
        Assert.Equal(0, _localizer.Estimate.Score, 2);
        Assert.True(_localizer.Estimate.DeviationRange > 10);
        Assert.Equal(0, _localizer.SearchRoom);
        _localizer.GrantSearch(1.0);
        Assert.Equal(1.0, _localizer.SearchRoom, 6);
        for (; west < 11.5 && _localizer.Found is null; west += 0.005) Frame(SignStreet.Path.At(west), 0.005);
        var found = _localizer.Found!;
        Assert.Equal("west", found.Edge.Id);
        Assert.Equal(west - 9.0, found.S, 0.10);
        Assert.True(_localizer.SearchRoom < 1.0);
        _localizer.TakeUp(found);
        Assert.False(_localizer.IsSearching);
        Assert.Null(_localizer.Found);
        // It could be another place that looks alike: what is seen from now on must bear it out.
        Assert.InRange(_localizer.Estimate.Doubt, 0.1, 0.4);
        _localizer.Reset(west, found.Left, found.Heading, found.Deviation, found.HeadingDeviation);
        for (; west < 11.8; west += Step) Frame(SignStreet.Path.At(west), Step);
        Assert.True(_localizer.Estimate.Doubt < 0.05, $"{_localizer.Estimate.Doubt} at {west}");
    }

    [Fact]
    public void Signs_that_are_missing_raise_doubt_unless_something_stands_before_them()
    {
        Put(0.1);
        for (var s = 0.1; s < 0.7; s += Step) Frame(SignStreet.Path.At(s), Step, sight: at => new SightReading(++_frame, _now, [new Detection(ObjectClass.Car, 0.9f, 0.4f, 0.3f, 0.8f, 0.6f)]));
        Assert.True(_localizer.Estimate.Doubt < 0.05);
        Put(0.1);
        for (var s = 0.1; s < 1.1; s += Step) Frame(SignStreet.Path.At(s), Step, sight: at => new SightReading(++_frame, _now, []));
        Assert.True(_localizer.Estimate.Doubt > 0.1);
    }

    [Fact]
    public void A_lost_car_without_eyes_for_signs_doubts_but_does_not_search()
    {
        Put(0.1);
        for (var i = 1; i <= 40; i++)
            _localizer.Update(new DriveInput(0.05 * i, new LaneReading(1, 0.05 * i, 1, 1, 1, 1, double.NaN), default, 0.05 * i, false), new OdometryStep(Step, 0), _route);
        Assert.True(_localizer.Estimate.Doubt > new DriveOptions().Safety.MostDoubt);
        Assert.False(_localizer.IsSearching);
        _localizer.GrantSearch(1);
        Assert.Equal(0, _localizer.SearchRoom);
    }

    [Fact]
    public void A_parked_car_that_is_carried_away_notices_without_moving()
    {
        _localizer.PutDown(new Pose(0.6, 0, 0));
        for (var i = 0; i < 60 && !_localizer.IsSearching; i++) Frame(new Pose(0, 2.0, -Math.PI / 2), 0, route: null);
        Assert.True(_localizer.IsSearching);
    }

    [Fact]
    public void A_parked_car_that_stays_where_it_is_does_not_begin_to_doubt()
    {
        _localizer.PutDown(new Pose(0.6, 0, 0));
        for (var i = 0; i < 600; i++) Frame(new Pose(0.6, 0, 0), 0, route: null);
        Assert.True(_localizer.Estimate.Doubt < 0.05);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_standing_car_is_not_lost_by_one_far_sign_that_it_misreads_again_and_again(bool onItsRoute)
    {
        // On the north lane, behind its sign: nothing but what is misread is in sight.
        var stands = SignStreet.Path.At(8.0);
        var (x, y) = stands.Ahead(1.25, -0.15);
        var misread = SignStreet.Seen(new("x", City.SignClass.BusStop, x, y, stands.Theta + Math.PI, "a"), stands, score: 0.6f);
        Put(8.0);
        for (var i = 0; i < 2000; i++) Frame(stands, 0, onItsRoute ? _route : null, _ => new SightReading(++_frame, _now, [misread]));
        Assert.False(_localizer.IsSearching);
        Assert.InRange(_localizer.Estimate.Doubt, 0.02, 0.8);
    }

    [Fact]
    public void Tracking_and_searching_allocate_nothing()
    {
        Put(0.1);
        var sights = Enumerable.Range(0, 20).Select(i => SignStreet.Sight((uint)i + 1, i * 0.05, SignStreet.Path.At(0.5 + i * Step))).ToArray();
        void Round()
        {
            for (var i = 0; i < sights.Length; i++) _localizer.Update(new DriveInput(i * 0.05, Straight(i * 0.05), default, 0, false, sights[i]), new OdometryStep(0.001, 0), _route);
        }
        Assert.Equal(0, Allocations.InSteadyState(Round));
        // A sign where none hangs, until it is lost.
        var strange = SignStreet.Seen(new("x", City.SignClass.BusStop, 1.2, 0.3, Math.PI, "a"), new Pose(0.5, 0, 0));
        for (var i = 0u; i < 100 && !_localizer.IsSearching; i++)
            _localizer.Update(new DriveInput(i, Straight(i), default, 0, false, new SightReading(1000 + i, i, [strange])), new OdometryStep(0.02, 0), _route);
        Assert.True(_localizer.IsSearching);
        Assert.Equal(0, Allocations.InSteadyState(Round));
    }

    private void Put(double s)
    {
        _localizer.PutDown(SignStreet.Path.At(s));
        _localizer.Reset(s, 0, 0, 0.015, 0.03);
    }

    private void Frame(Pose axle, double moved, Func<Pose, SightReading>? sight = null) => Frame(axle, moved, _route, sight);

    private void Frame(Pose axle, double moved, ActiveRoute? route, Func<Pose, SightReading>? sight = null)
    {
        _now += 0.05;
        var seen = sight?.Invoke(axle) ?? SignStreet.Sight(++_frame, _now, axle);
        _localizer.Update(new DriveInput(_now, Straight(_now), default, _now, false, seen), new OdometryStep(moved, 0), route);
    }

    private static LaneReading Straight(double at) => new(1, at, 0, 0, 0, 0, double.NaN);
}
