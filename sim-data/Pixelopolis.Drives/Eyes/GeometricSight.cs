using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Drives.Eyes;

/// <summary>How well a stand-in for the detector sees.</summary>
public sealed record SightQuality
{
    /// <summary>Standard deviation of a box's edges, pixels of the frame.</summary>
    public double EdgePixels { get; init; } = 1.0;

    /// <summary>The share of signs that are overlooked in a frame, read as another class, or seen where there are none (per frame).</summary>
    public double Overlooked { get; init; } = 0.05;
    public double Misread { get; init; } = 0.005;
    public double Phantoms { get; init; } = 0.002;

    /// <summary>The score of a car or an obstacle: mean and standard deviation.</summary>
    public double Score { get; init; } = 0.82;
    public double ScoreDeviation { get; init; } = 0.12;

    /// <summary>A car or an obstacle that is less visible than this is not seen, a share of it.</summary>
    public double LeastVisible { get; init; } = 0.25;

    /// <summary>Smaller signs are not seen, pixels of the frame.</summary>
    public double SmallestSign { get; init; } = 24;
}

/// <summary>
/// For experiments only: sees the map's signs, and the cars and obstacles it is told of, by the simulator's truth, as well and as badly as it is told to,
/// buildings in the way included. Shows what localization and keeping apart could do with a detector of a certain quality.
/// </summary>
/// <param name="map">Of the city.</param>
/// <param name="camera">Of the car.</param>
/// <param name="quality">Of the detector.</param>
/// <param name="seed">Of its errors.</param>
/// <param name="others">What else is in the city now; null: signs alone are seen.</param>
public sealed class GeometricSight(CityMap map, CameraGeometry camera, SightQuality quality, ulong seed, Func<ReadOnlyMemory<SceneActor>>? others = null) : ISightEye
{
    private readonly SignMap _signs = new(map, camera);
    private readonly ActorSight? _actors = others is null ? null : new ActorSight(map, camera, quality);

    public SightReading Look(uint frame, double capturedAt, Pose axle)
    {
        var chance = new SimRandom(SimRandom.Derive(seed, frame));
        Span<Detection> found = stackalloc Detection[SightReading.Most];
        var count = 0;
        if (_actors is not null) count = _actors.See(others!().Span, axle, new SimRandom(SimRandom.Derive(seed + 1, frame)), found);
        foreach (var sign in _signs.All)
        {
            if (count >= found.Length || !_signs.Faces(sign, axle, 0) || !_signs.IsClear(sign, axle) || chance.Chance(quality.Overlooked)) continue;
            if (BoxOf(sign, axle) is not { } box || box.Bottom - box.Top < quality.SmallestSign / camera.FrameHeight) continue;
            var kind = chance.Chance(quality.Misread) ? (SignClass)chance.Below(16) : sign.Class;
            found[count++] = Blurred(box with { Class = ObjectClasses.Of(kind) }, chance);
        }
        if (count < found.Length && chance.Chance(quality.Phantoms))
        {
            var (x, y, size) = (chance.Uniform(0.1, 0.9), chance.Uniform(0.3, 0.5), chance.Uniform(0.03, 0.1));
            found[count++] = new Detection(ObjectClasses.Of((SignClass)chance.Below(16)), 0.8f, (float)(x - size / 2), (float)(y - size / 2), (float)(x + size / 2), (float)(y + size / 2));
        }
        return new SightReading(frame, capturedAt, found[..count]);
    }

    /// <summary>A plate's box, or null where it leaves the frame.</summary>
    private Detection? BoxOf(Sign sign, Pose axle)
    {
        var (sin, cos) = Math.SinCos(camera.Pitch);
        var (side, forth) = Math.SinCos(sign.Theta);
        float left = 1, right = 0, top = 1, bottom = 0;
        var (up, down) = SignStandard.Reach(sign.Class);
        for (var corner = 0; corner < 4; corner++)
        {
            var across = (corner % 2 == 0 ? -1 : 1) * SignStandard.Across / 2;
            var height = SignStandard.MiddleUp + (corner < 2 ? up : -down) - camera.Height;
            var (ahead, aside) = axle.Local(sign.X - across * side, sign.Y + across * forth);
            ahead += camera.BehindAxle;
            var depth = ahead * cos - height * sin;
            if (depth < 0.1) return null;
            var u = 0.5 - aside / depth * camera.FocalPixels / camera.FrameWidth;
            var v = 0.5 - (ahead * sin + height * cos) / depth * camera.FocalPixels / camera.FrameHeight;
            (left, right) = ((float)Math.Min(left, u), (float)Math.Max(right, u));
            (top, bottom) = ((float)Math.Min(top, v), (float)Math.Max(bottom, v));
        }
        return left < 0 || top < 0 || right > 1 || bottom > 1 ? null : new Detection(ObjectClass.None, 0.95f, left, top, right, bottom);
    }

    private Detection Blurred(in Detection d, SimRandom chance)
    {
        float X() => (float)(chance.Normal(0, quality.EdgePixels) / camera.FrameWidth);
        float Y() => (float)(chance.Normal(0, quality.EdgePixels) / camera.FrameHeight);
        return d with { Left = d.Left + X(), Top = d.Top + Y(), Right = d.Right + X(), Bottom = d.Bottom + Y() };
    }
}
