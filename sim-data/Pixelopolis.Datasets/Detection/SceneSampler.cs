using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Datasets.Detection;

/// <summary>Where the camera's car stands in one frame, what else is about, and how far the picture smears, pixels.</summary>
internal sealed record SampledScene(Pose Axle, SceneActor[] Actors, double SmearPixels);

/// <summary>
/// Sets scenes in a world: the car anywhere on a lane or in an intersection, mostly where it can read a sign, every class as often as any other; other cars
/// in about half of them, each kind of obstacle in a sixth; now and then something in the way of a sign; some with nothing at all.
/// </summary>
internal sealed class SceneSampler(CityMap map, SimRandom chance, IReadOnlyList<ObjectClass> favoured)
{
    private const double Empty = 0.06, SignInView = 0.72, OtherCars = 0.52, Hand = 0.21, Box = 0.17, Unknown = 0.13, InTheWay = 0.12, Turning = 0.2;

    /// <summary>Of sight: a frame is 66° wide.</summary>
    private const double Sideways = 0.6;

    private readonly List<Pose> _lanes = [.. map.Edges.SelectMany(e => Enumerable.Range(0, Math.Max(1, (int)(e.Length / 0.04))).Select(k => e.Curve.At(k * 0.04)))];
    private readonly List<SignClass> _next = [];

    public SampledScene Next()
    {
        var empty = chance.Chance(Empty);
        var target = !empty && chance.Chance(SignInView) ? NextSign() : null;
        var axle = Scattered((target is null ? null : Before(target)) ?? (empty ? WithoutSigns() : _lanes[chance.Below(_lanes.Count)]));
        var actors = new ActorPlacer(map, _lanes, axle, chance);
        if (!empty)
        {
            if (target is not null && chance.Chance(InTheWay)) actors.Hide(target);
            if (chance.Chance(OtherCars)) actors.Cars(chance.Chance(0.3) ? 2 : chance.Chance(0.15) ? 3 : 1);
            // Boxes and unknown things lie about on the table as well; hands do not.
            foreach (var (kind, share) in (ReadOnlySpan<(ActorKind, double)>)[(ActorKind.Hand, Share(ObjectClass.Hand, Hand)), (ActorKind.Box, Share(ObjectClass.Box, Box)), (ActorKind.Unknown, Share(ObjectClass.Unknown, Unknown))])
                if (chance.Chance(share)) actors.Thing(kind);
        }
        return new SampledScene(axle, actors.All, chance.Chance(Turning) ? chance.Uniform(1.5, 7.5) : 0);
    }

    private double Share(ObjectClass kind, double usual) => favoured.Contains(kind) ? 2 * usual : usual;

    private Sign? NextSign()
    {
        for (var tries = 0; tries < 16; tries++)
        {
            if (_next.Count == 0) _next.AddRange(SignDealer.Deck(favoured));
            var drawn = chance.Below(_next.Count);
            var wanted = _next[drawn];
            _next.RemoveAt(drawn);
            var signs = map.Signs.Where(s => s.Class == wanted).ToList();
            if (signs.Count > 0) return signs[chance.Below(signs.Count)];
        }
        return null;
    }

    /// <summary>A place on a lane from where a sign's face can be seen, 0.33 to 2.5 m before the eye.</summary>
    private Pose? Before(Sign sign)
    {
        var wanted = chance.Uniform(0.38, chance.Chance(0.7) ? 1.5 : 2.5);
        var (best, off) = ((Pose?)null, double.MaxValue);
        var face = new Pose(sign.X, sign.Y, sign.Theta);
        foreach (var lane in _lanes)
        {
            var (ahead, left) = lane.Local(sign.X, sign.Y);
            if (ahead < 0.28 || ahead > 2.5 || Math.Abs(left) > Sideways * (ahead + 0.04)) continue;
            var (front, aside) = face.Local(lane.X, lane.Y);
            if (front <= 0 || Math.Abs(aside) > 2 * front) continue;
            var miss = Math.Abs(ahead + 0.08 - wanted) + chance.Uniform(0, 0.15);
            if (miss < off) (best, off) = (lane, miss);
        }
        return best;
    }

    /// <summary>A place on a lane from where as few signs as possible are in view.</summary>
    private Pose WithoutSigns() => Enumerable.Range(0, 40).Select(_ => _lanes[chance.Below(_lanes.Count)]).ToList()
        .MinBy(lane => map.Signs.Count(s => lane.Local(s.X, s.Y) is var (ahead, left) && ahead is > 0 and < 3.5 && Math.Abs(left) < 0.8 * (ahead + 0.1)));

    private Pose Scattered(Pose lane)
    {
        var (x, y) = lane.Ahead(0, Math.Clamp(chance.Normal(0, 0.025), -0.08, 0.08));
        var turned = chance.Chance(0.12) ? chance.Uniform(-0.45, 0.45) : Math.Clamp(chance.Normal(0, 0.07), -0.3, 0.3);
        return new Pose(x, y, Angle.Wrap(lane.Theta + turned));
    }
}
