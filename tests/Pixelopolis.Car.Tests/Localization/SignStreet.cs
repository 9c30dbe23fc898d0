using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Localization;

/// <summary>A ring of four straight lanes, three metres each, with signs at its right side; and what a camera on it would see of them.</summary>
internal static class SignStreet
{
    public static readonly Sign[] Signs =
    [
        Facing("stop", SignClass.Stop, 1.5, -0.15, Math.PI), Facing("yield", SignClass.Yield, 2.7, -0.15, Math.PI),
        Facing("school", SignClass.School, 3.15, 1.5, -Math.PI / 2), Facing("stop-2", SignClass.Stop, 1.5, 3.15, 0),
        Facing("hospital", SignClass.Hospital, -0.15, 1.5, Math.PI / 2), Facing("parking", SignClass.Parking, -0.15, 0.5, Math.PI / 2),
    ];

    public static readonly CityMap Map = Ring(Signs);

    public static readonly Intersections Crossings = Intersections.Of(Map);

    public static readonly RoutePath Path = new([Map.Edge("south"), Map.Edge("east"), Map.Edge("north"), Map.Edge("west")], Crossings);

    public static CityMap Ring(Sign[] signs) => new("ring", "Ring", "1", 0.25, [new("a", 0, 0), new("b", 3, 0), new("c", 3, 3), new("d", 0, 3)],
        [Line("south", "a", "b", 0, 0, 3, 0), Line("east", "b", "c", 3, 0, 3, 3), Line("north", "c", "d", 3, 3, 0, 3), Line("west", "d", "a", 0, 3, 0, 0)], [], signs, []);

    /// <summary>The box that a sign's plate fills in the frame of a car that stands at a pose: by projection, no simulator.</summary>
    public static Detection Seen(Sign sign, Pose axle, float score = 0.9f)
    {
        var camera = CameraGeometry.Reference;
        var (ahead, left) = axle.Local(sign.X, sign.Y);
        ahead += camera.BehindAxle;
        var (sin, cos) = Math.SinCos(camera.Pitch);
        var (up, down) = SignStandard.Reach(sign.Class);
        double Row(double height) => 0.5 - (ahead * sin + (height - camera.Height) * cos) / (ahead * cos - (height - camera.Height) * sin) * camera.FocalPixels / camera.FrameHeight;
        var middle = 0.5 - left / (ahead * cos) * camera.FocalPixels / camera.FrameWidth;
        var half = SignStandard.Across / 2 / ahead * camera.FocalPixels / camera.FrameWidth;
        return new Detection(ObjectClasses.Of(sign.Class), score, (float)(middle - half), (float)Row(SignStandard.MiddleUp + up), (float)(middle + half), (float)Row(SignStandard.MiddleUp - down));
    }

    /// <summary>All signs that face a car at a pose, from 0.35 to 1.6 metres.</summary>
    public static SightReading Sight(uint frame, double at, Pose axle) => new(frame, at, [.. Signs.Where(s => Shows(s, axle)).Select(s => Seen(s, axle))]);

    private static bool Shows(Sign sign, Pose axle)
    {
        var (bearing, distance) = new SignMap(Map, CameraGeometry.Reference).From(axle, sign.X, sign.Y);
        return distance is > 0.35 and < 1.6 && Math.Abs(bearing) < 0.5 && new SignMap(Map, CameraGeometry.Reference).Faces(sign, axle, -0.1);
    }

    private static Sign Facing(string id, SignClass kind, double x, double y, double theta) => new(id, kind, x, y, theta, "a");

    private static Edge Line(string id, string from, string to, double x0, double y0, double x1, double y1) => new(id, from, to, 0.4, null, LaneCurve.Straight(x0, y0, x1, y1));
}
