using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Drives.Eyes;

/// <summary>
/// For experiments only: the boxes of cars and obstacles as a detector would give them, from the simulator's truth: the outline of their points, cut by the
/// view and by what stands before them, blurred, overlooked and now and then made up.
/// </summary>
internal sealed class ActorSight(CityMap map, CameraGeometry camera, SightQuality quality)
{
    private const double Farthest = 2.6;
    private const double Smallest = 10;
    private static readonly FrameRegion View = DetectorInput.Reference.Region;
    private readonly SignMap _clear = new(map, camera);
    private readonly List<Seen> _seen = [];

    /// <summary>A box in the view, and its area before others cover it.</summary>
    private record struct Seen(ObjectClass Class, double Depth, double Left, double Top, double Right, double Bottom, double Area);

    /// <returns>How many of <paramref name="found"/> were written.</returns>
    public int See(ReadOnlySpan<SceneActor> actors, Pose axle, SimRandom chance, Span<Detection> found)
    {
        _seen.Clear();
        foreach (ref readonly var actor in actors)
            if (Outline(actor, axle) is { } seen) _seen.Add(seen);
        _seen.Sort((a, b) => a.Depth.CompareTo(b.Depth));
        var count = 0;
        for (var i = 0; i < _seen.Count && count < found.Length / 2; i++)
        {
            var left = Behind(i);
            if ((left.Right - left.Left) * (left.Bottom - left.Top) < quality.LeastVisible * left.Area) continue;
            if ((left.Right - left.Left) * camera.FrameWidth < Smallest || (left.Bottom - left.Top) * camera.FrameHeight < Smallest) continue;
            var (overlooked, score, misread) = (chance.Chance(quality.Overlooked), Math.Clamp(chance.Normal(quality.Score, quality.ScoreDeviation), 0.05, 1), chance.Chance(10 * quality.Misread));
            var kind = misread && left.Class != ObjectClass.Car ? (ObjectClass)((int)ObjectClass.Hand + chance.Below(3)) : left.Class;
            var blurred = new Detection(kind, (float)score, X(left.Left, chance), Y(left.Top, chance), X(left.Right, chance), Y(left.Bottom, chance));
            if (!overlooked) found[count++] = blurred;
        }
        if (count < found.Length && chance.Chance(quality.Phantoms)) found[count++] = Phantom(chance);
        return count;
    }

    private static Detection Phantom(SimRandom chance)
    {
        var (x, bottom, size) = (chance.Uniform(0.1, 0.9), chance.Uniform(0.55, 0.9), chance.Uniform(0.05, 0.2));
        return new Detection((ObjectClass)((int)ObjectClass.Car + chance.Below(4)), (float)chance.Uniform(0.2, 0.9), (float)(x - size / 2), (float)(bottom - size), (float)(x + size / 2), (float)bottom);
    }

    private float X(double x, SimRandom chance) => (float)Math.Clamp(x + chance.Normal(0, quality.EdgePixels) / camera.FrameWidth, View.Left, View.Right);

    private float Y(double y, SimRandom chance) => (float)Math.Clamp(y + chance.Normal(0, quality.EdgePixels) / camera.FrameHeight, View.Top, View.Bottom);

    private Seen? Outline(in SceneActor actor, Pose axle)
    {
        var (sin, cos) = Math.SinCos(camera.Pitch);
        var (left, top, right, bottom) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        var near = double.PositiveInfinity;
        foreach (var (x, y, z) in ActorPoints.Of(actor))
        {
            var (worldX, worldY) = actor.Pose.Ahead(x, y);
            var (forward, aside) = axle.Local(worldX, worldY);
            var (ahead, up) = (forward + camera.BehindAxle, z - camera.Height);
            var depth = ahead * cos - up * sin;
            if (depth < 0.02) continue;
            var u = 0.5 - aside / depth * camera.FocalPixels / camera.FrameWidth;
            var v = 0.5 - (ahead * sin + up * cos) / depth * camera.FocalPixels / camera.FrameHeight;
            (left, right, top, bottom) = (Math.Min(left, u), Math.Max(right, u), Math.Min(top, v), Math.Max(bottom, v));
            near = Math.Min(near, Math.Sqrt(ahead * ahead + aside * aside));
        }
        if (near > Farthest || left >= View.Right || right <= View.Left || top >= View.Bottom || bottom <= View.Top) return null;
        // A building hides all of it or nothing: its middle decides.
        var (mx, my) = actor.Pose.Ahead(actor.Kind == ActorKind.Car ? -0.04 : 0);
        if (!_clear.IsClear(new Sign("", SignClass.Stop, mx, my, 0, ""), axle)) return null;
        (left, top, right, bottom) = (Math.Max(left, View.Left), Math.Max(top, View.Top), Math.Min(right, View.Right), Math.Min(bottom, View.Bottom));
        return new Seen(KindOf(actor.Kind), near, left, top, right, bottom, (right - left) * (bottom - top));
    }

    // Boxes before boxes: one that covers a side, or the foot, cuts it off.
    private Seen Behind(int index)
    {
        var left = _seen[index];
        for (var i = 0; i < index; i++)
        {
            var front = _seen[i];
            var (x0, x1) = (Math.Max(front.Left, left.Left), Math.Min(front.Right, left.Right));
            var (y0, y1) = (Math.Max(front.Top, left.Top), Math.Min(front.Bottom, left.Bottom));
            if (x1 <= x0 || y1 <= y0) continue;
            if (x1 - x0 > 0.8 * (left.Right - left.Left) && front.Bottom >= left.Bottom) left.Bottom = y0;
            else if (y1 - y0 > 0.8 * (left.Bottom - left.Top))
            {
                if (front.Left <= left.Left) left.Left = x1;
                else if (front.Right >= left.Right) left.Right = x0;
            }
        }
        return left;
    }

    private static ObjectClass KindOf(ActorKind kind) => kind switch
    {
        ActorKind.Car => ObjectClass.Car,
        ActorKind.Hand => ObjectClass.Hand,
        ActorKind.Box => ObjectClass.Box,
        _ => ObjectClass.Unknown,
    };
}
