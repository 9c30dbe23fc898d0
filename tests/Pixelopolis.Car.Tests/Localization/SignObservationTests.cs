using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Localization;

public sealed class SignObservationTests
{
    private static readonly LocalizationOptions Options = new();

    [Theory]
    [InlineData(SignClass.Stop, 1.0, 0.2)]
    [InlineData(SignClass.Yield, 0.6, -0.15)]
    [InlineData(SignClass.SpeedLimit30, 1.4, 0.0)]
    [InlineData(SignClass.Hospital, 0.45, -0.1)]
    public void A_box_gives_the_direction_and_the_distance_of_the_sign_it_was_projected_from(SignClass kind, double ahead, double left)
    {
        var sign = new Sign("s", kind, ahead, left, Math.PI, "a");
        Assert.True(SignObservation.TryOf(SignStreet.Seen(sign, default), CameraGeometry.Reference, Options, out var seen));
        var fromCamera = ahead + CameraGeometry.Reference.BehindAxle;
        Assert.Equal(kind, seen.Class);
        Assert.Equal(Math.Atan2(left, fromCamera), seen.Bearing, 2e-3);
        Assert.Equal(Math.Sqrt(fromCamera * fromCamera + left * left), seen.Distance, 0.02);
        // Two frame pixels of 39: some five centimetres at a metre, more where the plate is small.
        Assert.InRange(seen.DistanceDeviation, 0.01, 0.12);
    }

    [Fact]
    public void The_lower_a_score_the_less_its_box_and_its_class_are_trusted()
    {
        SignObservation Of(float score) => SignObservation.TryOf(SignStreet.Seen(SignStreet.Signs[0], new Pose(0.5, 0, 0), score), CameraGeometry.Reference, Options, out var seen) ? seen : default;
        Assert.True(Of(0.55f).DistanceDeviation > 2 * Of(0.95f).DistanceDeviation);
        Assert.Equal(1, Of(0.95f).Reliability);
        Assert.InRange(Of(0.55f).Reliability, 0.1, 0.4);
    }

    [Theory]
    [InlineData(ObjectClass.Car, 0.2f, 0.3f, 0.3f, 0.4f)]
    [InlineData(ObjectClass.Stop, 0.001f, 0.3f, 0.3f, 0.4f)]
    [InlineData(ObjectClass.Stop, 0.2f, 0.3f, 0.999f, 0.4f)]
    [InlineData(ObjectClass.Stop, 0.2f, 0.4f, 0.3f, 0.4f)]
    public void What_is_no_whole_sign_says_nothing(ObjectClass kind, float left, float top, float right, float bottom) =>
        Assert.False(SignObservation.TryOf(new Detection(kind, 0.9f, left, top, right, bottom), CameraGeometry.Reference, Options, out _));

    [Fact]
    public void A_map_of_signs_knows_which_could_be_read_from_a_place()
    {
        var signs = new SignMap(SignStreet.Map, CameraGeometry.Reference);
        var stop = SignStreet.Signs[0];
        Assert.True(signs.Faces(stop, new Pose(0.5, 0, 0)));
        Assert.False(signs.Faces(stop, new Pose(2.5, 0, Math.PI))); // from behind
        Assert.False(signs.Faces(stop, new Pose(0.5, 0, Math.PI / 2))); // out of view
        Assert.False(signs.Faces(stop, new Pose(-1.5, 0, 0))); // too far
        var walled = new SignMap(new CityMap("w", "w", "1", 0.25, SignStreet.Map.Nodes, SignStreet.Map.Edges, [], SignStreet.Signs, [new Building(1.0, -0.08, 0.1, 0.1, 0.3)]), CameraGeometry.Reference);
        Assert.True(signs.IsClear(stop, new Pose(0.5, 0, 0)));
        Assert.False(walled.IsClear(stop, new Pose(0.5, 0, 0)));
        Assert.True(walled.IsClear(SignStreet.Signs[2], new Pose(3, 0.5, Math.PI / 2)));
    }
}
