using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Localization;

/// <summary>The map's signs as a car looks for them, by class. Reading allocates nothing.</summary>
public sealed class SignMap
{
    /// <summary>Farther signs are too small to be read, metres.</summary>
    public const double Farthest = 2.2;

    /// <summary>Beyond this from face-on a plate is too narrow to be read, radians.</summary>
    private const double MostTurned = 1.25;

    private readonly Sign[][] _byClass;
    private readonly Building[] _buildings;
    private readonly CameraGeometry _camera;
    private readonly double _halfView;

    public SignMap(CityMap map, CameraGeometry camera)
    {
        (_camera, _buildings) = (camera, [.. map.Buildings]);
        _byClass = [.. Enum.GetValues<SignClass>().Select(c => map.Signs.Where(s => s.Class == c).ToArray())];
        All = [.. map.Signs];
        _halfView = Math.Atan(camera.FrameWidth / 2.0 / camera.FocalPixels);
    }

    public CameraGeometry Camera => _camera;

    public Sign[] All { get; }

    public ReadOnlySpan<Sign> Of(SignClass kind) => _byClass[(int)kind];

    /// <summary>Direction and distance of a point from the camera of a car whose axle is at a pose: radians to the left, metres.</summary>
    public (double Bearing, double Distance) From(in Pose axle, double x, double y)
    {
        var (forward, left) = axle.Local(x, y);
        forward += _camera.BehindAxle;
        return (Math.Atan2(left, forward), Math.Sqrt(forward * forward + left * left));
    }

    /// <summary>Whether a sign could be read from there, as far as its face, its distance and the camera's width go.</summary>
    /// <param name="sign">Any.</param>
    /// <param name="axle">Of the car.</param>
    /// <param name="slack">How far the pose may be off: radians.</param>
    public bool Faces(Sign sign, in Pose axle, double slack = 0.15)
    {
        var (bearing, distance) = From(axle, sign.X, sign.Y);
        return distance <= Farthest && Math.Abs(bearing) <= _halfView + slack && Turned(sign, axle) < MostTurned + slack;
    }

    /// <summary>Whether a sign would be plain to see from there: near, well inside the picture, its face well turned to the camera, nothing of the map in between.</summary>
    public bool IsPlain(Sign sign, in Pose axle)
    {
        const double Nearest = 0.50, FarthestPlain = 0.95, InPicture = 0.40, FaceOn = 0.85;
        var (bearing, distance) = From(axle, sign.X, sign.Y);
        return distance is > Nearest and < FarthestPlain && Math.Abs(bearing) < InPicture && Turned(sign, axle) < FaceOn && IsClear(sign, axle);
    }

    private double Turned(Sign sign, in Pose axle)
    {
        var (x, y) = axle.Ahead(-_camera.BehindAxle);
        return Math.Abs(Angle.Difference(Math.Atan2(y - sign.Y, x - sign.X), sign.Theta));
    }

    /// <summary>Whether no building of the map stands between the camera and a sign.</summary>
    public bool IsClear(Sign sign, in Pose axle)
    {
        var (x, y) = axle.Ahead(-_camera.BehindAxle);
        foreach (var b in _buildings)
            if (Crosses(x, y, sign.X, sign.Y, b.X - b.Width / 2, b.Y - b.Depth / 2, b.X + b.Width / 2, b.Y + b.Depth / 2)) return false;
        return true;
    }

    // Whether a line touches an upright box (Liang and Barsky 1984).
    private static bool Crosses(double x0, double y0, double x1, double y1, double left, double bottom, double right, double top)
    {
        var (from, to) = (0.0, 1.0);
        return Clip(x0 - x1, x0 - left, ref from, ref to) && Clip(x1 - x0, right - x0, ref from, ref to)
            && Clip(y0 - y1, y0 - bottom, ref from, ref to) && Clip(y1 - y0, top - y0, ref from, ref to);
    }

    private static bool Clip(double slope, double room, ref double from, ref double to)
    {
        if (slope == 0) return room >= 0;
        var at = room / slope;
        if (slope < 0) from = Math.Max(from, at);
        else to = Math.Min(to, at);
        return from <= to;
    }
}
