using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Tests.Localization;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.Tests.Reporting;

public sealed class SightingsTests
{
    private static readonly Pose Here = new(2, 1, 0.7);

    [Theory]
    [InlineData(0.6, 0.15)]
    [InlineData(1.2, -0.2)]
    public void A_sign_is_told_of_where_it_hangs(double ahead, double left)
    {
        var (x, y) = Here.Ahead(ahead, left);
        var seen = Assert.Single(Sightings.Of(Report(SignStreet.Seen(new Sign("s", SignClass.School, x, y, Angle.Wrap(Here.Theta + Math.PI), "a"), Here)), new DriveOptions()));
        Assert.Equal("school", seen.Class);
        Assert.InRange(Math.Sqrt((seen.X - x) * (seen.X - x) + (seen.Y - y) * (seen.Y - y)), 0, seen.Deviation / 3);
        Assert.Equal((0.9, 0.1), (seen.Score, seen.Age));
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.9, 0.2)]
    public void A_car_is_told_of_by_where_it_meets_the_ground(double ahead, double left)
    {
        var (x, y) = Here.Ahead(ahead + 0.08, left);
        var seen = Assert.Single(Sightings.Of(Report(CarAt(ahead, left)), new DriveOptions()));
        Assert.Equal(Sighting.Car, seen.Class);
        Assert.InRange(Math.Sqrt((seen.X - x) * (seen.X - x) + (seen.Y - y) * (seen.Y - y)), 0, 0.04);
        Assert.InRange(seen.Deviation, 0.05, 0.5);
    }

    [Fact]
    public void What_is_farther_away_is_less_sure_and_what_is_too_unsure_is_not_told()
    {
        var near = Assert.Single(Sightings.Of(Report(CarAt(0.4, 0)), new DriveOptions()));
        var far = Assert.Single(Sightings.Of(Report(CarAt(1.2, 0)), new DriveOptions()));
        Assert.True(far.Deviation > 2 * near.Deviation);
        Assert.Empty(Sightings.Of(Report(CarAt(4, 0)), new DriveOptions()));
    }

    [Fact]
    public void A_moving_car_counts_from_where_it_was_when_the_light_fell()
    {
        var wheel = (float)(0.4 / WheelGeometry.Reference.WheelRadius);
        var moving = Report(CarAt(0.5, 0)) with { StatusAt = 5, Status = new BoardStatus { LeftVelocity = wheel, RightVelocity = wheel } };
        var (still, seen) = (Sightings.Of(Report(CarAt(0.5, 0)), new DriveOptions())[0], Sightings.Of(moving, new DriveOptions())[0]);
        Assert.Equal(0.04, Math.Sqrt(Math.Pow(still.X - seen.X, 2) + Math.Pow(still.Y - seen.Y, 2)), 0.003);
    }

    [Fact]
    public void Doubtful_old_and_cut_off_things_are_not_told_of_and_of_many_only_the_surest()
    {
        Assert.Empty(Sightings.Of(Report(CarAt(0.5, 0) with { Score = 0.3f }), new DriveOptions()));
        Assert.Empty(Sightings.Of(Report(CarAt(0.5, 0) with { Left = 0 }), new DriveOptions()));
        Assert.Empty(Sightings.Of(Report(CarAt(0.5, 0)) with { Now = 9 }, new DriveOptions()));
        Assert.Empty(Sightings.Of(Report(CarAt(0.5, 0) with { Class = ObjectClass.Hand }), new DriveOptions()));
        var many = Sightings.Of(Report([.. Enumerable.Range(0, 24).Select(i => CarAt(0.5 + 0.02 * (i * 7 % 24), 0))]), new DriveOptions());
        Assert.Equal(StateExtension.MostSightings, many.Count);
        Assert.Equal(many.OrderBy(s => s.Deviation), many);
    }

    private static DriveReport Report(params Detection[] seen) => new(5, default, default, double.NaN, false,
        new DriveOutput(default, default, new RouteEstimate(0, 0, 0, 0, 0, 0.005, 0.005, 0.01), default, 0, false), true, Here, true, 0, 0, 0, new SightReading(7, 4.9, seen));

    /// <summary>The box of a thing that meets the ground so far ahead of the axle.</summary>
    private static Detection CarAt(double ahead, double left)
    {
        var camera = CameraGeometry.Reference;
        var forward = ahead + camera.BehindAxle;
        var depth = forward * Math.Cos(camera.Pitch) + camera.Height * Math.Sin(camera.Pitch);
        var middle = 0.5 - left / depth * camera.FocalPixels / camera.FrameWidth;
        var half = 0.06 / depth * camera.FocalPixels / camera.FrameWidth;
        var bottom = camera.RowOf(ahead) / camera.FrameHeight;
        return new Detection(ObjectClass.Car, 0.9f, (float)(middle - half), (float)(bottom - 0.1), (float)(middle + half), (float)bottom);
    }
}
