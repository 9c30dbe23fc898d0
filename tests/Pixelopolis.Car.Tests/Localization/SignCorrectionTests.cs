using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Localization;

public sealed class SignCorrectionTests
{
    private static readonly SignMap Signs = new(SignStreet.Map, CameraGeometry.Reference);

    [Fact]
    public void Signs_pull_a_car_back_that_believes_itself_too_far_on()
    {
        var localizer = Started(s: 0.60, deviation: 0.08);
        var match = default(SignMatch);
        for (var i = 0; i < 12; i++)
        {
            var axle = new Pose(0.50 + 0.02 * i, 0.01, 0.02);
            if (i > 0) localizer.Predict(SignStreet.Path, new OdometryStep(0.02, 0), i * 0.05);
            match = See(localizer, SignStreet.Signs[0], axle, i * 0.05);
        }
        Assert.Equal(SignMatch.Taken, match);
        Assert.Equal(0.72, localizer.Estimate.S, 0.02);
        Assert.True(localizer.Estimate.DeviationS < 0.04);
    }

    [Fact]
    public void What_was_seen_a_moment_ago_corrects_the_place_of_then()
    {
        var localizer = Started(s: 0.5, deviation: 0.05);
        for (var i = 1; i <= 10; i++) localizer.Predict(SignStreet.Path, new OdometryStep(0.02, 0), i * 0.05);
        // Four frames old: the car was at 0.62 and not at 0.70.
        See(localizer, SignStreet.Signs[0], new Pose(0.62, 0, 0), 0.3);
        Assert.Equal(0.70, localizer.Estimate.S, 0.005);
    }

    [Fact]
    public void Two_signs_of_a_class_that_are_as_likely_teach_nothing()
    {
        var map = SignStreet.Ring([new("p", SignClass.Parking, 1.5, -0.15, Math.PI, "a"), new("q", SignClass.Parking, 1.54, -0.15, Math.PI, "a")]);
        var localizer = Started(s: 0.5, deviation: 0.05);
        SignObservation.TryOf(SignStreet.Seen(map.Signs[0], new Pose(0.5, 0, 0)), CameraGeometry.Reference, new LocalizationOptions(), out var seen);
        var before = localizer.Estimate;
        Assert.Equal(SignMatch.Ambiguous, localizer.SeeSign(SignStreet.Path, new SignMap(map, CameraGeometry.Reference), seen, 0, 1));
        Assert.Equal(before, localizer.Estimate);
    }

    [Fact]
    public void A_sign_a_little_farther_off_than_the_believed_error_allows_widens_the_error_and_is_believed_when_it_stays()
    {
        var localizer = Started(s: 0.75, deviation: 0.01);
        var axle = new Pose(0.5, 0, 0);
        Assert.Equal(SignMatch.Near, See(localizer, SignStreet.Signs[0], axle, 0));
        Assert.True(localizer.Estimate.DeviationRange > 0.25);
        Assert.Equal(SignMatch.Taken, See(localizer, SignStreet.Signs[0], axle, 0));
        Assert.Equal(0.5, localizer.Estimate.S, 0.05);
    }

    [Fact]
    public void Signs_that_never_fit_do_not_make_a_car_lost_by_opening_its_mind_without_end()
    {
        var localizer = Started(s: 0.5, deviation: 0.01);
        var axle = new Pose(0.5, 0, 0);
        for (var i = 0; i < 20; i++)
        {
            // By turns too near and too far: a box that is badly placed.
            See(localizer, SignStreet.Signs[0] with { X = SignStreet.Signs[0].X + (i % 2 == 0 ? 0.33 : -0.33) }, axle, 0);
            Assert.True(localizer.Estimate.DeviationRange < new Car.Safety.SafetyOptions().LostAt);
        }
    }

    [Fact]
    public void A_sign_of_another_class_where_one_hangs_is_misread_and_one_where_none_hangs_is_a_surprise()
    {
        var axle = new Pose(0.5, 0, 0);
        Assert.Equal(SignMatch.Misread, See(Started(0.5, 0.01), SignStreet.Signs[0] with { Class = SignClass.BusStop }, axle, 0));
        Assert.Equal(SignMatch.Surprising, See(Started(0.5, 0.01), new Sign("x", SignClass.BusStop, 1.2, 0.3, Math.PI, "a"), axle, 0));
    }

    private static RouteLocalizer Started(double s, double deviation)
    {
        var localizer = new RouteLocalizer(new LocalizationOptions());
        localizer.Reset(s, 0, 0, deviation, 0.05);
        localizer.Predict(SignStreet.Path, default, 0);
        return localizer;
    }

    private static SignMatch See(RouteLocalizer localizer, Sign sign, Pose axle, double at)
    {
        Assert.True(SignObservation.TryOf(SignStreet.Seen(sign, axle), CameraGeometry.Reference, localizer.Options, out var seen));
        return localizer.SeeSign(SignStreet.Path, Signs, seen, at, 1);
    }
}
