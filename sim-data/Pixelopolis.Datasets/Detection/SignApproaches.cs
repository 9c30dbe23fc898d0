using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Datasets.Lane.Collecting;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Datasets.Detection;

/// <summary>A frame on the way to a sign, and the sign's label in it, where it shows.</summary>
public readonly record struct ApproachFrame(byte[] Rgb, VocObject? Sign);

/// <summary>A car drives up to a sign and past it: one frame for every tenth of a second at cruising speed.</summary>
public sealed record SignApproach(SignClass Class, IReadOnlyList<ApproachFrame> Frames)
{
    /// <summary>Whether the sign shows plainly (not difficult) in at least one frame: what never shows cannot be seen.</summary>
    public bool IsPlain => Frames.Any(f => f.Sign is { Difficult: false });
}

/// <summary>Approaches in the worlds of a split: cars drive along the lanes to the node that a sign is for, other traffic about. One seed gives the same ones.</summary>
public sealed class SignApproaches(DetectionOptions options, VocSplit split)
{
    private const double Before = 1.4;
    private const double Step = 0.038;
    private const int PerWorld = 24;

    public IEnumerable<SignApproach> Take(int count) => Enumerable.Range(0, (count + PerWorld - 1) / PerWorld).SelectMany(World).Take(count);

    private IEnumerable<SignApproach> World(int number)
    {
        var world = DetectionWorld.Make(options, split, number);
        var (map, chance) = (world.Map, new SimRandom(SimRandom.Derive(options.Seed, 0xA99 + (ulong)number)));
        var signs = Enumerable.Range(0, map.Signs.Count).Where(i => map.Into(map.Signs[i].NodeId).Count > 0).ToArray();
        if (signs.Length == 0) yield break;
        for (var k = 0; k < PerWorld; k++)
        {
            var index = signs[chance.Below(signs.Length)];
            var way = Way(map, map.Signs[index], chance);
            var camera = new SceneLabeller(world.Scene, WorldVariant.Mount(chance));
            var actors = WorldVariant.Actors(map, chance, at => way.Any(p => Math.Abs(p.X - at.X) + Math.Abs(p.Y - at.Y) < 0.3));
            var frames = new List<ApproachFrame>();
            for (var i = 0; i < way.Count; i++)
            {
                var rgb = new byte[DetectionFrame.Width * DetectionFrame.Height * 3];
                VocObject? shown = null;
                foreach (var label in camera.Render(way[i], actors, SimRandom.Derive((ulong)number, (ulong)(k * 100 + i)), rgb))
                    if (label.Thing == LabelledThing.Sign && label.Index == index) shown = LabelRule.Of(label, map, actors, DetectionFrame.Width, DetectionFrame.Height);
                frames.Add(new ApproachFrame(rgb, shown));
            }
            yield return new SignApproach(map.Signs[index].Class, frames);
        }
    }

    /// <summary>Along the lane that ends at the sign's node, and a lane before it where it is short; held a little off its middle, as cars are.</summary>
    private static List<Pose> Way(CityMap map, Sign sign, SimRandom chance)
    {
        var into = map.Into(sign.NodeId);
        var last = into[chance.Below(into.Count)];
        var lanes = new List<Edge> { last };
        for (var length = last.Length; length < Before && map.Into(lanes[0].StartNodeId) is { Count: > 0 } before; length += lanes[0].Length) lanes.Insert(0, before[chance.Below(before.Count)]);
        var all = lanes.Sum(e => e.Length);
        var (aside, turned) = (chance.Normal(0, 0.012), chance.Normal(0, 0.02));
        var way = new List<Pose>();
        for (var s = Math.Max(0, all - Before); s < all; s += Step)
        {
            var (at, lane) = (s, 0);
            while (at > lanes[lane].Length && lane < lanes.Count - 1) at -= lanes[lane++].Length;
            var on = lanes[lane].Curve.At(at);
            var (x, y) = on.Ahead(0, aside);
            way.Add(new Pose(x, y, Angle.Wrap(on.Theta + turned)));
        }
        return way;
    }
}
