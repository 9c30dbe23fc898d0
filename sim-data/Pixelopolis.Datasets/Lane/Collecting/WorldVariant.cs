using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Datasets.Lane.Collecting;

/// <summary>What differs from one drive to the next besides the look: how the camera sits, and what stands and drives about.</summary>
public static class WorldVariant
{
    private static readonly uint[] Colours = [0xE0483E, 0x2F7DD1, 0xF2B632, 0x3FA66B, 0x8E5BC8, 0xF07C2B, 0xEDEDED, 0x26282C];

    /// <summary>The reference camera, mounted by hand: pitch ±2°, a little roll, height and place.</summary>
    public static CameraMount Mount(SimRandom chance) => new()
    {
        PitchRadians = Angle.FromDegrees(4 + chance.Uniform(-2, 2)),
        RollRadians = Angle.FromDegrees(chance.Normal(0, 0.5)),
        HeightAboveGround = 0.12 + chance.Normal(0, 0.002),
        BehindAxle = 0.08 + chance.Normal(0, 0.002),
    };

    /// <summary>Cars standing about on the lanes, and things beside them, none on top of <paramref name="keepClear"/>.</summary>
    public static SceneActor[] Actors(CityMap map, SimRandom chance, Func<Pose, bool> keepClear)
    {
        var actors = new List<SceneActor>();
        var cars = chance.Below(9);
        for (var i = 0; i < cars; i++)
        {
            var edge = map.Edges[chance.Below(map.Edges.Count)];
            var on = edge.Curve.At(chance.Uniform(0, edge.Length));
            var (x, y) = on.Ahead(0, chance.Normal(0, 0.015));
            var pose = new Pose(x, y, Angle.Wrap(on.Theta + chance.Normal(0, 0.06)));
            if (!keepClear(pose)) actors.Add(new SceneActor(ActorKind.Car, pose, Colours[chance.Below(Colours.Length)]));
        }
        var things = chance.Below(7);
        for (var i = 0; i < things; i++)
        {
            var edge = map.Edges[chance.Below(map.Edges.Count)];
            var on = edge.Curve.At(chance.Uniform(0, edge.Length));
            var (x, y) = on.Ahead(0, -(0.19 + chance.Uniform(0, 0.2)));
            var pose = new Pose(x, y, chance.Uniform(-Math.PI, Math.PI));
            if (map.Edges.Any(e => e.Curve.Project(x, y).Distance < 0.185)) continue;
            actors.Add(new SceneActor(chance.Chance(0.5) ? ActorKind.Box : chance.Chance(0.5) ? ActorKind.Hand : ActorKind.Unknown, pose, (uint)chance.Below(0x1000000)));
        }
        return [.. actors];
    }
}
