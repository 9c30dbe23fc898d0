using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// From a sight to the signs in it: of several classes for one plate the likeliest, and of a plate that something nearer covers only its direction.
/// </summary>
public static class SignReader
{
    /// <summary>Boxes that lie over each other by this much are one plate: intersection over union.</summary>
    private const double SamePlate = 0.5;

    /// <summary>A rival class this close to the likeliest one's score: the plate could be either.</summary>
    private const double Contested = 0.6;

    /// <summary>Of a plate's own area: from here on what is seen of its height is not its height.</summary>
    private const double Covered = 0.12;

    /// <summary>A distance by a height that may be anything, as a factor on its deviation.</summary>
    private const double Unknown = 8;

    /// <param name="sight">With its rivals: detections below the score that counts are looked at, too.</param>
    /// <param name="camera">That saw it.</param>
    /// <param name="options">From which score on a sign counts, and how well its box fits.</param>
    /// <param name="into">At least <see cref="SightReading.Most"/>.</param>
    /// <returns>How many.</returns>
    public static int Read(in SightReading sight, CameraGeometry camera, LocalizationOptions options, Span<SignObservation> into)
    {
        var count = 0;
        var found = sight.Found();
        for (var i = 0; i < found.Length; i++)
        {
            ref readonly var plate = ref found[i];
            if (plate.Score < options.SignScore || !SignObservation.TryOf(plate, camera, options, out var sign) || sign.Distance >= SignMap.Farthest) continue;
            var (likeliest, rival, covered) = (true, 0f, false);
            for (var j = 0; j < found.Length && likeliest; j++)
            {
                if (j == i) continue;
                ref readonly var other = ref found[j];
                var both = Both(plate, other);
                if (both <= 0) continue;
                if (ObjectClasses.IsSign(other.Class) && both > SamePlate * (Area(plate) + Area(other) - both))
                {
                    likeliest = other.Score < plate.Score || (other.Score == plate.Score && j > i);
                    rival = Math.Max(rival, other.Score);
                }
                else covered |= other.Score >= options.SignScore && both > Covered * Area(plate) && (other.Height > plate.Height || !ObjectClasses.IsSign(other.Class));
            }
            if (!likeliest) continue;
            if (rival > Contested * plate.Score) sign = sign with { Reliability = 0 };
            into[count++] = covered ? sign with { DistanceDeviation = Unknown * sign.DistanceDeviation } : sign;
        }
        return count;
    }

    /// <summary>Whether a thing is one that signs may stand behind: their poles are in the air, others stand on the ground before them.</summary>
    public static bool Hides(in Detection thing) => !ObjectClasses.IsSign(thing.Class);

    /// <summary>Whether it stands in a direction (radians, to the left), or nearly.</summary>
    public static bool Hides(in Detection thing, double bearing, CameraGeometry camera)
    {
        const double Aside = 0.03;
        var at = 0.5 - Math.Tan(bearing) * camera.FocalPixels / camera.FrameWidth;
        return Hides(thing) && at > thing.Left - Aside && at < thing.Right + Aside;
    }

    private static double Area(in Detection box) => (double)box.Width * box.Height;

    private static double Both(in Detection one, in Detection other)
    {
        var width = Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left);
        var height = Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top);
        return width > 0 && height > 0 ? (double)width * height : 0;
    }
}
