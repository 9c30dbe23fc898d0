using Pixelopolis.Car.Reporting;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Scoring;

namespace Pixelopolis.Lab.Localization;

/// <summary>
/// Holds what a car believes of its place against where it is, frame by frame: metres, radians. What it says of its own error is held against the error, too.
/// </summary>
internal sealed class LocalizationScore
{
    private readonly List<double> _places = [];
    private readonly List<double> _headings = [];
    private readonly List<double> _ranges = [];
    private int _within, _lost, _standing, _withinStanding;

    /// <summary>In which the car drives and does not say that it is lost: errors are of these.</summary>
    public int Frames => _places.Count;

    /// <summary>In 95 of 100 frames the error is at most this.</summary>
    public double PlaceP95 => LaneJudge.Percentile(_places, 0.95);

    public double PlaceWorst => _places.Count == 0 ? 0 : _places.Max();

    public double HeadingP95 => LaneJudge.Percentile(_headings, 0.95);

    /// <summary>The share of frames in which the error is within the deviation range that the car reports.</summary>
    public double Within => Frames == 0 ? 1 : (double)_within / Frames;

    /// <summary>The same with the frames in which the car stands.</summary>
    public double WithinStandingToo => Frames + _standing == 0 ? 1 : (double)(_within + _withinStanding) / (Frames + _standing);

    /// <summary>The deviation range in the middle of all frames: how much the honesty costs.</summary>
    public double RangeMedian => LaneJudge.Percentile(_ranges, 0.5);

    /// <summary>The share of all frames in which the car says that it is lost.</summary>
    public double Lost => Frames + _standing + _lost == 0 ? 0 : (double)_lost / (Frames + _standing + _lost);

    /// <param name="truth">Where the car's axle is.</param>
    /// <param name="report">What it believes.</param>
    public void Add(Pose truth, in DriveReport report)
    {
        if (!double.IsFinite(report.Pose.X)) return;
        if (report.Output.At.Doubt > 0.9) { _lost++; return; }
        var error = Math.Sqrt(Math.Pow(truth.X - report.Pose.X, 2) + Math.Pow(truth.Y - report.Pose.Y, 2));
        var within = error <= report.Output.At.DeviationRange ? 1 : 0;
        if (report.Standing) { (_standing, _withinStanding) = (_standing + 1, _withinStanding + within); return; }
        _places.Add(error);
        _headings.Add(Math.Abs(Angle.Difference(truth.Theta, report.Pose.Theta)));
        _ranges.Add(report.Output.At.DeviationRange);
        _within += within;
    }
}
