using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Traffic;

/// <summary>What a camera sees of upright blocks on the ground: by projection, no simulator.</summary>
internal static class RoadScene
{
    /// <summary>The box of a block (metres: along its heading, across, up) whose middle is at a place as the car sees it; null: not in the picture.</summary>
    public static Detection? Box(ObjectClass kind, Pose place, double length, double width, double height, float score = 0.9f)
    {
        var camera = CameraGeometry.Reference;
        var (sin, cos) = Math.SinCos(camera.Pitch);
        var bottomOfView = DetectorInput.Reference.Region.Bottom;
        double left = 1, right = 0, top = 1, bottom = 0;
        for (var corner = 0; corner < 8; corner++)
        {
            var (x, y) = place.Ahead((corner & 1) == 0 ? length / 2 : -length / 2, (corner & 2) == 0 ? width / 2 : -width / 2);
            var (ahead, up) = (x + camera.BehindAxle, ((corner & 4) == 0 ? 0 : height) - camera.Height);
            var depth = ahead * cos - up * sin;
            if (depth < 0.03) continue;
            var (u, v) = (0.5 - y / depth * camera.FocalPixels / camera.FrameWidth, 0.5 - (ahead * sin + up * cos) / depth * camera.FocalPixels / camera.FrameHeight);
            (left, right, top, bottom) = (Math.Min(left, u), Math.Max(right, u), Math.Min(top, v), Math.Max(bottom, v));
        }
        if (right <= 0 || left >= 1 || top >= bottomOfView || right <= left) return null;
        return new Detection(kind, score, (float)Math.Max(0, left), (float)Math.Max(0, top), (float)Math.Min(1, right), (float)Math.Min(bottomOfView, bottom));
    }

    /// <summary>A car by the middle of its body; what is seen lowest of it touches the ground two centimetres behind its end, as a caster does.</summary>
    public static Detection? Car(Pose middle, float score = 0.9f) => Box(ObjectClass.Car, middle, 0.156, 0.11, 0.14, score);

    /// <summary>Seen from its side nothing of its length is hidden, and a wheel touches the ground.</summary>
    public static Detection? CarFromItsSide(Pose middle) => Box(ObjectClass.Car, middle, 0.196, 0.08, 0.14);

    public static SightReading Sight(uint frame, double at, params Detection?[] seen) => new(frame, at, [.. seen.OfType<Detection>()]);

    public static OdometryStep Drove(double metres) => new(metres, 0);
}
