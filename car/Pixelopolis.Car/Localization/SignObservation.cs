using Pixelopolis.Car.Perception;
using Pixelopolis.City;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// A sign as the camera sees it: the direction to its pole (radians, to the left of straight ahead) and the distance along the ground from the
/// camera (metres), with standard deviations.
/// </summary>
/// <param name="Score">Of the detection.</param>
/// <param name="Reliability">How far its class can be trusted, 0..1: what it says of the car being elsewhere counts by so much.</param>
public readonly record struct SignObservation(SignClass Class, double Bearing, double Distance, double BearingDeviation, double DistanceDeviation, double Reliability = 1, float Score = 1)
{
    /// <summary>
    /// Measured on 5,300 signs in pictures of test worlds: boxes with scores above 0.9 fit twice as well as those below 0.7, and of small ones the upper and lower
    /// edges are hard to tell from what is behind them.
    /// </summary>
    private const double SureScore = 0.9, WorsePerScore = 5, SmallPixels = 26, WorseWhenSmall = 2;

    /// <summary>On the same pictures a class is right 57 times in 100 at scores of 0.5 to 0.6, 92 at 0.7 to 0.8, 99 above.</summary>
    private const double NoTrustScore = 0.45, FullTrustScore = 0.85;

    /// <summary>A box nearer than this to the frame's edge may be cut off, and says nothing about the distance; in fractions of the frame.</summary>
    private const float Rim = 0.006f;

    /// <summary>From a detection of a sign: the distance from the box's height, because a plate that is turned away grows narrower but not lower.</summary>
    /// <returns>False for what is no whole sign.</returns>
    public static bool TryOf(in Detection seen, CameraGeometry camera, LocalizationOptions options, out SignObservation sign)
    {
        sign = default;
        if (!ObjectClasses.IsSign(seen.Class) || seen.Left < Rim || seen.Top < Rim || seen.Right > 1 - Rim || seen.Bottom > 1 - Rim || seen.Height <= 0) return false;
        var kind = ObjectClasses.SignOf(seen.Class);
        var high = seen.Height * camera.FrameHeight;
        var u = (seen.MiddleX - 0.5) * camera.FrameWidth / camera.FocalPixels;
        var v = (seen.MiddleY - 0.5) * camera.FrameHeight / camera.FocalPixels;
        var depth = camera.FocalPixels * SignStandard.Height(kind) / high;
        var (sin, cos) = Math.SinCos(camera.Pitch);
        var forward = depth * (cos - v * sin);
        var left = -depth * u;
        var distance = Math.Sqrt(forward * forward + left * left);
        var share = options.SignPixels / high * (1 + WorsePerScore * Math.Max(0, SureScore - seen.Score)) * (high < SmallPixels ? WorseWhenSmall : 1);
        sign = new SignObservation(kind, Math.Atan2(left, forward), distance, options.SignBearingDeviation,
            distance * Math.Sqrt(share * share + options.SignScaleDeviation * options.SignScaleDeviation),
            Math.Clamp((seen.Score - NoTrustScore) / (FullTrustScore - NoTrustScore), 0, 1), seen.Score);
        return true;
    }
}
