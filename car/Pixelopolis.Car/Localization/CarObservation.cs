using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.Localization;

/// <summary>Where another car is, as the camera sees it: by the row in which it meets the ground.</summary>
public static class CarObservation
{
    /// <summary>A box nearer than this to the frame's edge may be cut off, in fractions of the frame.</summary>
    private const float Rim = 0.006f;

    /// <summary>From the side that is seen to the middle of the body, metres: half of what lies between its half width and its half length.</summary>
    private const double ToMiddle = 0.08;

    private const double MiddleDeviation = 0.02;

    /// <summary>Of the ground's row: a box's edge in pixels, and the camera's pitch in radians.</summary>
    private const double RowPixels = 2;

    private const double PitchDeviation = 0.006;

    /// <param name="seen">Of a car.</param>
    /// <param name="camera">That saw it.</param>
    /// <param name="bearing">Radians to the left of straight ahead.</param>
    /// <param name="distance">Metres along the ground from the camera to the car's middle.</param>
    /// <param name="deviation">Standard deviation of the distance.</param>
    /// <returns>False for a box that is cut off by the frame's edge or does not reach down to the ground.</returns>
    public static bool TryOf(in Detection seen, CameraGeometry camera, out double bearing, out double distance, out double deviation)
    {
        (bearing, distance, deviation) = (0, 0, 0);
        if (seen.Class != ObjectClass.Car || seen.Left < Rim || seen.Right > 1 - Rim || seen.Bottom > 1 - Rim) return false;
        var u = (seen.MiddleX - 0.5) * camera.FrameWidth / camera.FocalPixels;
        var v = (seen.Bottom - 0.5) * camera.FrameHeight / camera.FocalPixels;
        var (sin, cos) = Math.SinCos(camera.Pitch);
        var down = sin + v * cos;
        if (down < 0.01) return false;
        var (forward, left) = (camera.Height / down * (cos - v * sin), -camera.Height / down * u);
        var near = Math.Sqrt(forward * forward + left * left);
        var row = Math.Sqrt(RowPixels / camera.FocalPixels * (RowPixels / camera.FocalPixels) + PitchDeviation * PitchDeviation);
        (bearing, distance) = (Math.Atan2(left, forward), near + ToMiddle);
        deviation = Math.Sqrt(Math.Pow((near * near + camera.Height * camera.Height) / camera.Height * row, 2) + MiddleDeviation * MiddleDeviation);
        return true;
    }
}
