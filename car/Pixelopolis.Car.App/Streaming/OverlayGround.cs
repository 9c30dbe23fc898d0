using OpenCvSharp;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>Where the ground is in a picture.</summary>
internal static class OverlayGround
{
    /// <summary>Nearer to the axle than this, metres, the ground is below any picture.</summary>
    private const double Nearest = 0.10;

    /// <summary>Where a point on the ground (metres ahead of the axle and to its left) is seen, in the picture or a little beside it; null for what is not before the camera.</summary>
    public static Point? Seen(this CameraGeometry camera, double ahead, double left)
    {
        if (!(ahead >= Nearest)) return null;
        var column = camera.FrameWidth / 2.0 - left * camera.PixelsPerMetre(ahead);
        return Math.Abs(column) < 4 * camera.FrameWidth ? new Point((int)Math.Round(column), (int)Math.Round(camera.RowOf(ahead))) : null;
    }

    public static Point? Seen(this CameraGeometry camera, (double Ahead, double Left) place) => camera.Seen(place.Ahead, place.Left);
}
