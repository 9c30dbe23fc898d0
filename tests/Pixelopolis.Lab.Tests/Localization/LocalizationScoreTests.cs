using Pixelopolis.Car;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Reporting;
using Pixelopolis.City.Geometry;
using Pixelopolis.Lab.Localization;

namespace Pixelopolis.Lab.Tests.Localization;

public sealed class LocalizationScoreTests
{
    private static readonly Pose Truth = new(1, 2, 0.5);
    private readonly LocalizationScore _score = new();

    [Fact]
    public void Errors_are_held_against_the_truth_and_against_what_the_car_says_of_them()
    {
        for (var i = 0; i < 96; i++) Frame(0.01, 0.02);
        for (var i = 0; i < 4; i++) Frame(0.20, 0.30);
        Assert.Equal((100, 0.01, 0.20, 0.02, 0.96), (_score.Frames, Math.Round(_score.PlaceP95, 6), Math.Round(_score.PlaceWorst, 6), Math.Round(_score.HeadingP95, 6), _score.Within));
        Assert.Equal(Report(0, 0).Output.At.DeviationRange, _score.RangeMedian, 9);
    }

    [Fact]
    public void Frames_in_which_it_stands_say_nothing_of_how_it_drives_but_whether_it_is_honest()
    {
        for (var i = 0; i < 9; i++) Frame(0.01, 0);
        Frame(0.20, 0, standing: true);
        Assert.Equal((9, 1.0, 0.9), (_score.Frames, _score.Within, _score.WithinStandingToo));
    }

    [Fact]
    public void Frames_in_which_it_says_that_it_is_lost_count_as_that_alone()
    {
        for (var i = 0; i < 3; i++) Frame(0.01, 0);
        Frame(3, 2, doubt: 0.95);
        Assert.Equal((3, 0.01, 1.0, 0.25), (_score.Frames, Math.Round(_score.PlaceWorst, 6), _score.Within, _score.Lost));
    }

    private void Frame(double off, double turned, bool standing = false, double doubt = 0) => _score.Add(Truth, Report(off, turned, standing, doubt));

    private static DriveReport Report(double off, double turned, bool standing = false, double doubt = 0) => default(DriveReport) with
    {
        Pose = new Pose(Truth.X, Truth.Y + off, Truth.Theta - turned), Standing = standing,
        Output = default(DriveOutput) with { At = new RouteEstimate(0, 0, 0, 0, 0, 0.01, 0.01, 0.02) { Doubt = doubt } },
    };
}
