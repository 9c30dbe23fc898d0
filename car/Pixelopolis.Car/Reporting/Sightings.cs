using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City.Geometry;
using Pixelopolis.City.Lif;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Reporting;

/// <summary>Where the things are that the detector saw: from boxes to the map, by where the car was when their light fell.</summary>
public static class Sightings
{
    /// <summary>Of a normal deviation, what holds 99 of 100.</summary>
    private const double Range = 2.6;

    /// <summary>Less sure than this, metres, a place is worth nothing to anybody.</summary>
    private const double Farthest = 0.6;

    /// <summary>A sight older than this is not told of, seconds.</summary>
    private const double Oldest = 1;

    public static List<Sighting> Of(in DriveReport report, DriveOptions options)
    {
        var age = report.Now - report.Sight.CapturedAt;
        if (report.Sight.Frame == 0 || age is not (>= 0 and < Oldest) || !double.IsFinite(report.Pose.X)) return [];
        var then = PoseThen(report, options.Wheels, age);
        var at = report.Output.At;
        var all = new List<Sighting>();
        Span<SignObservation> signs = stackalloc SignObservation[SightReading.Most];
        var count = SignReader.Read(report.Sight, options.Camera, options.Localization, signs);
        foreach (ref readonly var sign in signs[..count])
            if (sign.Reliability > 0) Add(LifWords.Of(sign.Class), sign.Bearing, sign.Distance, sign.DistanceDeviation, sign.Score);
        foreach (ref readonly var seen in report.Sight.Found())
        {
            // What the picture's edge cuts off may be anywhere near.
            if (seen.Class != ObjectClass.Car || seen.Score < options.Localization.SignScore || !GroundObservation.TryOf(seen, report.Sight.Found(), options.Camera, options.Traffic, out var car) || !car.IsWhole) continue;
            var ahead = car.Forward + options.Camera.BehindAxle;
            Add(Sighting.Car, Math.Atan2(car.Left, ahead), Math.Sqrt(ahead * ahead + car.Left * car.Left), Math.Sqrt(Square(car.DeviationAlong) + Square(car.DeviationAcross)), seen.Score);
        }
        all.Sort((a, b) => a.Deviation.CompareTo(b.Deviation));
        return all.Count <= StateExtension.MostSightings ? all : all[..StateExtension.MostSightings];

        void Add(string what, double bearing, double distance, double deviation, double score)
        {
            var turned = distance * Math.Sqrt(Square(at.DeviationHeading) + Square(options.Localization.SignBearingDeviation));
            var range = Range * Math.Sqrt(Square(deviation) + Square(turned)) + at.DeviationRange;
            if (!(range <= Farthest)) return;
            var (sin, cos) = Math.SinCos(bearing);
            var (x, y) = then.Ahead(distance * cos - options.Camera.BehindAxle, distance * sin);
            all.Add(new Sighting(what, Math.Round(x, 3), Math.Round(y, 3), Math.Round(range, 3), Math.Round(score, 3), Math.Round(age, 3)));
        }
    }

    /// <summary>Back from now to the light, by the speed the wheels have.</summary>
    private static Pose PoseThen(in DriveReport report, WheelGeometry wheels, double age)
    {
        if (double.IsNaN(report.StatusAt)) return report.Pose;
        var (speed, yawRate) = wheels.Motion(report.Status);
        var turned = yawRate * age;
        var middle = new Pose(report.Pose.X, report.Pose.Y, report.Pose.Theta - turned / 2);
        var (x, y) = middle.Ahead(-speed * age, 0);
        return new Pose(x, y, Angle.Wrap(report.Pose.Theta - turned));
    }

    private static double Square(double v) => v * v;
}
