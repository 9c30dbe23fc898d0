using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Datasets.Detection;

/// <summary>Puts cars and things before a camera's car, none on top of another, of a house or of a sign. Metres.</summary>
internal sealed class ActorPlacer(CityMap map, List<Pose> lanes, Pose axle, SimRandom chance)
{
    private const int Tries = 12;
    private static readonly uint[] CarColours = [0xE0483E, 0x2F7DD1, 0xF2B632, 0x3FA66B, 0x8E5BC8, 0xF07C2B, 0xEDEDED, 0x26282C];
    private readonly List<SceneActor> _actors = [];
    private readonly List<CarBox> _taken = [CarBox.At(axle, CarFootprint.Reference)];

    public SceneActor[] All => [.. _actors];

    /// <summary>Cars ahead, oncoming, crossing, or standing however they like, 0.15 to 2 m from the nose.</summary>
    public void Cars(int count)
    {
        for (var made = 0; made < count; made++)
            for (var tries = 0; tries < Tries; tries++)
            {
                var gap = 0.15 + 1.85 * Math.Pow(chance.Uniform(), 1.4);
                if (OnLane(gap + 0.06 + 0.10) is not { } lane) continue;
                var heading = chance.Chance(0.25) ? chance.Uniform(-Math.PI, Math.PI) : lane.Theta + chance.Normal(0, 0.08);
                var (x, y) = lane.Ahead(0, chance.Normal(0, 0.025));
                var pose = new Pose(x, y, Angle.Wrap(heading));
                if (!Take(CarBox.At(pose, CarFootprint.Reference))) continue;
                var colour = chance.Chance(0.5) ? CarColours[chance.Below(CarColours.Length)] : (uint)chance.Below(0x1000000);
                _actors.Add(new SceneActor(ActorKind.Car, pose, colour).Scaled(chance.Uniform(0.96, 1.04)));
                break;
            }
    }

    /// <summary>A hand, a box or an unknown thing, on the road ahead (0.1 to 1.5 m from the nose) or beside it.</summary>
    public void Thing(ActorKind kind)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var beside = chance.Chance(0.3);
            var away = 0.06 + 0.1 + 1.4 * Math.Pow(chance.Uniform(), 1.3);
            var lane = beside || chance.Chance(0.3) ? OnLane(away) : new Pose(axle.Ahead(away).X, axle.Ahead(away).Y, axle.Theta);
            if (lane is not { } on) continue;
            var aside = beside ? (chance.Chance(0.5) ? 1 : -1) * chance.Uniform(0.16, 0.36) : chance.Normal(0, 0.08);
            var (x, y) = on.Ahead(0, aside);
            if (TryAdd(Sized(kind, new Pose(x, y, chance.Uniform(-Math.PI, Math.PI))))) return;
        }
    }

    /// <summary>Something between the camera and a sign, so that part of it is hidden.</summary>
    public void Hide(Sign sign)
    {
        var eye = axle.Ahead(-0.08);
        for (var tries = 0; tries < Tries; tries++)
        {
            var at = chance.Uniform(0.35, 0.85);
            var (x, y) = (eye.X + at * (sign.X - eye.X), eye.Y + at * (sign.Y - eye.Y));
            var line = new Pose(x, y, Math.Atan2(sign.Y - eye.Y, sign.X - eye.X));
            (x, y) = line.Ahead(0, chance.Normal(0, 0.035));
            var pose = new Pose(x, y, chance.Uniform(-Math.PI, Math.PI));
            var kind = chance.Chance(0.5) ? ActorKind.Box : chance.Chance(0.6) ? ActorKind.Unknown : ActorKind.Hand;
            var actor = Sized(kind, pose);
            if (kind == ActorKind.Box) actor = actor with { Height = chance.Uniform(0.09, 0.19) };
            if (kind == ActorKind.Unknown) actor = actor.Scaled(chance.Uniform(1.2, 1.7));
            if (TryAdd(actor)) return;
        }
    }

    private SceneActor Sized(ActorKind kind, Pose pose)
    {
        if (kind != ActorKind.Box) return new SceneActor(kind, pose, (uint)chance.Below(0x1000000)).Scaled(kind == ActorKind.Hand ? chance.Uniform(0.8, 1.2) : chance.Uniform(0.7, 1.5));
        var colour = chance.Chance(0.55) ? (uint)chance.Below(0x1000000) | SceneActor.Painted : 0;
        return new SceneActor(kind, pose, colour, chance.Uniform(0.05, 0.17), chance.Uniform(0.04, 0.14), chance.Uniform(0.035, 0.13));
    }

    private bool TryAdd(SceneActor actor)
    {
        // A hand's arm is in the air: what it stands on is the hand.
        var (length, width) = actor.Kind == ActorKind.Hand ? (0.16, 0.12) : (actor.Length, actor.Width);
        if (!Take(CarBox.At(actor.Pose, new CarFootprint(length / 2, length / 2, width / 2)))) return false;
        _actors.Add(actor);
        return true;
    }

    private bool Take(CarBox box)
    {
        if (_taken.Exists(t => t.Overlaps(box))) return false;
        var reach = box.HalfWidth + 0.02;
        if (map.Signs.Any(s => Math.Abs(s.X - box.X) < reach && Math.Abs(s.Y - box.Y) < reach)) return false;
        if (map.Buildings.Any(b => Math.Abs(b.X - box.X) < b.Width / 2 + box.HalfWidth && Math.Abs(b.Y - box.Y) < b.Depth / 2 + box.HalfWidth)) return false;
        _taken.Add(box);
        return true;
    }

    /// <summary>A place on some lane in view, about this far ahead.</summary>
    private Pose? OnLane(double ahead)
    {
        var seen = 0;
        Pose? chosen = null;
        foreach (var lane in lanes)
        {
            var (forward, left) = axle.Local(lane.X, lane.Y);
            if (Math.Abs(forward - ahead) > 0.05 || Math.Abs(left) > 0.55 * (forward + 0.08) + 0.03) continue;
            if (chance.Below(++seen) == 0) chosen = lane; // any of them, each as likely
        }
        return chosen;
    }
}
