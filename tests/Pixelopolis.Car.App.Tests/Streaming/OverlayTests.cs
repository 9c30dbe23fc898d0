using OpenCvSharp;
using Pixelopolis.Car.App.Streaming;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;

namespace Pixelopolis.Car.App.Tests.Streaming;

public sealed class OverlayTests
{
    private const double Now = 10;
    private readonly Overlay _overlay = new(CameraGeometry.Reference);

    [Theory]
    [InlineData(ObjectClass.Stop, 255, 175, 70)]
    [InlineData(ObjectClass.Car, 50, 185, 255)]
    [InlineData(ObjectClass.Hand, 75, 70, 240)]
    public void What_was_seen_is_framed_in_its_kinds_colour(ObjectClass kind, byte blue, byte green, byte red)
    {
        using var picture = Drawn(Report(Sight(kind, Now - 0.1)));
        Assert.Equal(new Vec3b(blue, green, red), picture.At<Vec3b>(200, 256));
        // And its name stands over it, on that colour.
        Assert.Equal(new Vec3b(blue, green, red), picture.At<Vec3b>(120 - 26, 258));
    }

    [Fact]
    public void What_was_seen_too_long_ago_is_not_drawn_at_all()
    {
        using var none = Drawn(Report(default));
        using var old = Drawn(Report(Sight(ObjectClass.Car, Now - 0.31)));
        using var fresh = Drawn(Report(Sight(ObjectClass.Car, Now - 0.29)));
        Assert.Equal(0, Differences(none, old));
        Assert.True(Differences(none, fresh) > 500);
    }

    [Fact]
    public void A_second_guess_at_a_sign_is_not_drawn_and_a_doubtful_hand_is()
    {
        using var none = Labelled();
        using var guess = Labelled(new Detection(ObjectClass.Hospital, 0.31f, 0.4f, 0.25f, 0.6f, 0.6f));
        using var hand = Labelled(new Detection(ObjectClass.Hand, 0.31f, 0.4f, 0.25f, 0.6f, 0.6f));
        Assert.Equal(0, Differences(none, guess));
        Assert.True(Differences(none, hand) > 500);
    }

    [Fact]
    public void A_car_without_a_detector_shows_the_rest()
    {
        using var plain = Grey();
        using var picture = Drawn(Report(default));
        Assert.True(Differences(plain, picture) > 20_000);
    }

    [Fact]
    public void A_standing_car_says_why_and_a_driving_one_leaves_that_place_free()
    {
        using var driving = Drawn(Report(default));
        using var standing = Drawn(Report(default, HoldReason.EndOfBase));
        var place = new Rect(0, 380, 640, 60);
        using var free = driving.SubMat(place);
        using var said = standing.SubMat(place);
        Assert.True(Differences(free, said) > 5_000);
    }

    [Fact]
    public void Long_names_of_edges_stay_in_the_picture()
    {
        using var picture = Grey();
        _overlay.Draw(picture, Report(default), default, Now, new OverlayRoad(string.Join('-', Enumerable.Repeat("garden-gate", 12)), false));
        using var margin = picture.SubMat(new Rect(630, 450, 10, 28));
        using var grey = margin.CvtColor(ColorConversionCodes.BGR2GRAY);
        Cv2.MinMaxLoc(grey, out double _, out double brightest);
        Assert.True(brightest < 150);
    }

    [Fact]
    public void Boxes_at_and_beyond_the_pictures_edges_are_drawn_as_far_as_they_are_in_it()
    {
        using var picture = Grey();
        Detection[] found = [new(ObjectClass.Car, 1, -0.2f, -0.1f, 0.1f, 0.1f), new(ObjectClass.Stop, 1, 0.95f, 0.9f, 1.2f, 1.1f), new(ObjectClass.Hand, 1, 0, 0, 1, 1)];
        _overlay.Draw(picture, Report(new SightReading(1, Now, found)), default, Now);
        using var plain = Grey();
        Assert.True(Differences(plain, picture) > 1000);
    }

    [Fact]
    public void Where_there_is_no_room_for_a_name_with_its_score_the_name_alone_is_told()
    {
        // Above them is the head; below, the nearer one's whole label leaves its neighbour room for a name.
        var (farther, nearer) = (Sign(0.05f, 0.39f), Sign(0.20f, 0.40f));
        using var alone = Labelled(farther);
        using var other = Labelled(nearer);
        using var picture = Labelled(farther, nearer);
        Assert.InRange(LabelsEnd(alone, 0, 640), 130, 200);
        Assert.InRange(LabelsEnd(picture, 0, 120), 70, 110);
        Assert.Equal(LabelsEnd(other, 120, 640), LabelsEnd(picture, 120, 640));
    }

    private static Detection Sign(float left, float bottom) => new(ObjectClass.Stop, 0.9f, left, 0.16f, left + 0.1f, bottom);

    private Mat Labelled(params Detection[] found)
    {
        var picture = Grey();
        _overlay.Draw(picture, Report(new SightReading(3, Now, found)), default, Now);
        return picture;
    }

    /// <summary>The last column in which a label's ground is seen, just below the signs.</summary>
    private static int LabelsEnd(Mat picture, int from, int to)
    {
        const int row = 195;
        var last = to - 1;
        while (last >= from && picture.At<Vec3b>(row, last) is not { Item0: 255, Item1: 175, Item2: 70 }) last--;
        return last;
    }

    private static SightReading Sight(ObjectClass kind, double at) => new(3, at, [new Detection(kind, 0.9f, 0.4f, 0.25f, 0.6f, 0.6f)]);

    private static DriveReport Report(SightReading sight, HoldReason hold = HoldReason.None) =>
        new(Now, new LaneReading(5, Now - 0.06, 0, 0, 0, 0, double.NaN), default, Now, false, new DriveOutput(default, hold, default, default, 0.3, false), true, default, hold != HoldReason.None, 0, 0, 0, sight);

    private static Mat Grey() => new(480, 640, MatType.CV_8UC3, new Scalar(100, 100, 100));

    private Mat Drawn(DriveReport report)
    {
        var picture = Grey();
        _overlay.Draw(picture, report, default, Now);
        return picture;
    }

    private static int Differences(Mat one, Mat other)
    {
        using var apart = new Mat();
        Cv2.Absdiff(one, other, apart);
        using var grey = apart.CvtColor(ColorConversionCodes.BGR2GRAY);
        return Cv2.CountNonZero(grey);
    }
}
