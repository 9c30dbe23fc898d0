using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Localization;

public sealed class SignReaderTests
{
    private static readonly Detection Plate = SignStreet.Seen(SignStreet.Signs[0], new Pose(0.6, 0, 0), 0.92f);

    private static SignObservation[] Read(params Detection[] found)
    {
        var into = new SignObservation[SightReading.Most];
        return into[..SignReader.Read(new SightReading(1, 0, found), CameraGeometry.Reference, new LocalizationOptions(), into)];
    }

    [Fact]
    public void Of_several_classes_for_one_plate_the_likeliest_is_read_and_a_close_rival_makes_it_unreliable()
    {
        var alone = Assert.Single(Read(Plate));
        Assert.Equal((SignClass.Stop, 1.0), (alone.Class, alone.Reliability));
        var sure = Assert.Single(Read(Plate, Plate with { Class = ObjectClass.NoEntry, Score = 0.4f }));
        Assert.Equal((SignClass.Stop, 1.0), (sure.Class, sure.Reliability));
        var contested = Assert.Single(Read(Plate with { Class = ObjectClass.NoEntry, Score = 0.95f }, Plate));
        Assert.Equal((SignClass.NoEntry, 0.0), (contested.Class, contested.Reliability));
    }

    [Fact]
    public void A_plate_that_something_nearer_covers_tells_its_direction_alone()
    {
        var whole = Assert.Single(Read(Plate));
        var box = Plate with { Class = ObjectClass.Box, Top = Plate.MiddleY, Bottom = 0.9f };
        var half = Assert.Single(Read(Plate, box));
        Assert.Equal(whole.Bearing, half.Bearing);
        Assert.True(half.DistanceDeviation > 5 * whole.DistanceDeviation);
        var beside = Assert.Single(Read(Plate, box with { Left = Plate.Right, Right = Plate.Right + 0.1f }));
        Assert.Equal(whole, beside);
    }

    [Fact]
    public void A_smaller_plate_behind_does_not_cover_the_one_before_it()
    {
        var behind = Plate with { Class = ObjectClass.Yield, Left = Plate.MiddleX, Right = Plate.MiddleX + 0.6f * Plate.Width, Top = Plate.Top + 0.2f * Plate.Height, Bottom = Plate.Bottom - 0.2f * Plate.Height };
        var both = Read(Plate, behind);
        Assert.Equal(2, both.Length);
        Assert.Equal(Assert.Single(Read(Plate)), both[0]);
        Assert.True(both[1].DistanceDeviation > 5 * Assert.Single(Read(behind)).DistanceDeviation);
    }
}
