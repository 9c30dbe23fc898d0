using System.Numerics;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering.Greens;
using Pixelopolis.Sim.Roads;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Where trees, lamps and things on the table stand: beside the roads, clear of houses, and never between a sign and who should read it.</summary>
internal sealed class Scatter(CityMap map, GroundPlan plan, Appearance look)
{
    private const float BesideRoad = (float)RoadShape.Shoulder + 0.03f;
    private readonly List<(Vector2 At, float Radius)> _taken = [];

    public List<Tree> Trees()
    {
        var dice = Dice.For(look.Seed, "grove");
        var trees = new List<Tree>();
        var area = (plan.Bounds.X1 - plan.Bounds.X0) * (plan.Bounds.Y1 - plan.Bounds.Y0);
        var tries = (int)(area * 130 * look.Greenery);
        for (var k = 0; k < tries; k++)
        {
            var at = Somewhere(plan.Bounds, ref dice);
            var kind = dice.Below(5);
            var height = kind == 4 ? dice.Between(0.035f, 0.07f) : dice.Between(0.11f, 0.24f);
            var radius = height * (kind == 2 ? 0.22f : 0.4f);
            if (plan.Blocks.At(at.X, at.Y) < 0.9f || !Free(at, radius, BesideRoad + radius * 0.5f)) continue;
            _taken.Add((at, radius));
            trees.Add(new Tree(kind, at, height));
        }
        return trees;
    }

    /// <summary>Lamps at the pavement's edge, each turned to its road.</summary>
    public List<Pose> Lamps()
    {
        var dice = Dice.For(look.Seed, "street lamps");
        var lamps = new List<Pose>();
        var step = (float)plan.Road.Inside.Step * 2;
        for (var k = 0; k < 900 * look.Greenery; k++)
        {
            var at = Somewhere(plan.Bounds, ref dice);
            var inside = plan.Road.Inside.At(at.X, at.Y);
            if (inside is > -0.036f or < -0.052f || lamps.Exists(l => Vector2.Distance(new((float)l.X, (float)l.Y), at) < 0.75f) || !Free(at, 0.012f, 0.03f)) continue;
            var slope = new Vector2(plan.Road.Inside.At(at.X + step, at.Y) - plan.Road.Inside.At(at.X - step, at.Y), plan.Road.Inside.At(at.X, at.Y + step) - plan.Road.Inside.At(at.X, at.Y - step));
            if (slope.LengthSquared() < 1e-8f) continue;
            _taken.Add((at, 0.02f));
            lamps.Add(new Pose(at.X, at.Y, Math.Atan2(slope.Y, slope.X)));
        }
        return lamps;
    }

    /// <summary>Things that were left on the table around the city.</summary>
    public List<Pose> Clutter(Bounds table)
    {
        var dice = Dice.For(look.Seed, "clutter");
        var places = new List<Pose>();
        var tries = (int)(40 * look.Clutter);
        for (var k = 0; k < tries; k++)
        {
            var at = Somewhere(table.Inflated(-0.1), ref dice);
            if (plan.Bounds.Contains(at.X, at.Y) && plan.Blocks.At(at.X, at.Y) > 0.1f || !Free(at, 0.12f, BesideRoad + 0.14f)) continue;
            _taken.Add((at, 0.12f));
            places.Add(new Pose(at.X, at.Y, dice.Between(-3.1, 3.1)));
        }
        return places;
    }

    private static Vector2 Somewhere(Bounds bounds, ref Dice dice) => new((float)dice.Between(bounds.X0, bounds.X1), (float)dice.Between(bounds.Y0, bounds.Y1));

    private bool Free(Vector2 at, float radius, float fromRoad)
    {
        // Outside the raster its border value says enough: roads end well before it.
        if (plan.Bounds.Contains(at.X, at.Y) && plan.Road.Inside.At(at.X, at.Y) > -fromRoad) return false;
        foreach (var b in map.Buildings)
            if (Math.Abs(at.X - b.X) < b.Width / 2 + radius + 0.01 && Math.Abs(at.Y - b.Y) < b.Depth / 2 + radius + 0.01) return false;
        foreach (var s in map.Signs)
        {
            var (forward, left) = new Pose(s.X, s.Y, s.Theta).Local(at.X, at.Y);
            if (forward > -0.06 - radius && forward < 1.1 && Math.Abs(left) < 0.07 + radius) return false;
        }
        foreach (var (other, size) in _taken)
            if (Vector2.Distance(at, other) < radius + size) return false;
        return true;
    }
}
