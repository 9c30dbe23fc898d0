using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Backdrops;

/// <summary>A piece of furniture, a plant or a visitor: a box or an upright ellipsoid, seen from the room's middle.</summary>
internal readonly record struct RoomThing(Vector3 Low, Vector3 High, Vector3 Colour, bool IsRound, bool Glows)
{
    /// <summary>Whether a ray from the middle meets it before <paramref name="limit"/> metres.</summary>
    public bool Hit(Vector3 d, float limit, out float near, out Vector3 colour)
    {
        colour = default;
        near = 0;
        var normal = Vector3.Zero;
        if (IsRound)
        {
            var (centre, radii) = ((Low + High) / 2, (High - Low) / 2);
            var (o, q) = (-centre / radii, d / radii);
            var (a, b, c) = (Vector3.Dot(q, q), Vector3.Dot(o, q), Vector3.Dot(o, o) - 1);
            var root = b * b - a * c;
            if (root < 0) return false;
            near = (-b - MathF.Sqrt(root)) / a;
            if (near <= 0 || near >= limit) return false;
            normal = Vector3.Normalize((o + q * near) / radii);
        }
        else
        {
            var (t0, t1) = (Low / d, High / d);
            var (first, last) = (Vector3.Min(t0, t1), Vector3.Max(t0, t1));
            near = MathF.Max(first.X, MathF.Max(first.Y, first.Z));
            if (near <= 0 || near >= limit || near > MathF.Min(last.X, MathF.Min(last.Y, last.Z))) return false;
            normal = near == first.X ? new(-MathF.Sign(d.X), 0, 0) : near == first.Y ? new(0, -MathF.Sign(d.Y), 0) : new(0, 0, -MathF.Sign(d.Z));
        }
        colour = Glows ? Colour : Colour * (0.55f + 0.25f * normal.Z + 0.22f * normal.X);
        return true;
    }

    public static RoomThing[] Scatter(RoomStyle style, Vector2 low, Vector2 high, float eye, ref Dice dice)
    {
        var things = new List<RoomThing>();
        for (var k = 0; k < style.Things; k++)
        {
            // Around the table's own place in the middle, not on it.
            var angle = dice.Between(0f, 6.28f);
            var reach = dice.Between(0.72f, 0.93f);
            var at = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
            var far = MathF.Min((at.X > 0 ? high.X : low.X) / at.X, (at.Y > 0 ? high.Y : low.Y) / at.Y);
            at *= MathF.Abs(far) * reach;
            Add(things, style, at, -eye, ref dice);
        }
        return [.. things];
    }

    private static void Add(List<RoomThing> things, RoomStyle style, Vector2 at, float floor, ref Dice dice)
    {
        var wood = dice.Colour(new(0.10f, 0.05f, 0.03f), new(0.45f, 0.32f, 0.2f));
        var cloth = dice.Chance(0.5) ? style.Accent : dice.Colour(new(0.08f), new(0.5f), 0.3f);
        void Box(float x, float y, float z, float w, float d, float h, Vector3 c, bool glows = false) =>
            things.Add(new(new(at.X + x - w / 2, at.Y + y - d / 2, floor + z), new(at.X + x + w / 2, at.Y + y + d / 2, floor + z + h), c, false, glows));
        void Round(float x, float y, float z, float w, float d, float h, Vector3 c, bool glows = false) =>
            things.Add(new(new(at.X + x - w / 2, at.Y + y - d / 2, floor + z), new(at.X + x + w / 2, at.Y + y + d / 2, floor + z + h), c, true, glows));
        var what = style.Kind == Surroundings.Hall ? dice.Below(3) + 4 : style.Kind == Surroundings.Office ? dice.Of(2, 2, 3, 5, 6) : dice.Below(7);
        switch (what)
        {
            case 0: // a sofa
                Box(0, 0, 0.05f, 1.7f, 0.8f, 0.38f, cloth);
                Box(0, 0, 0.05f, 1.9f, 0.95f, 0.2f, cloth * 0.8f);
                Box(0, at.Y > 0 ? 0.4f : -0.4f, 0.4f, 1.8f, 0.2f, 0.42f, cloth * 0.9f);
                break;
            case 1: // a floor lamp
                Box(0, 0, 0, 0.03f, 0.03f, 1.5f, new Vector3(0.05f));
                Round(0, 0, 1.4f, 0.42f, 0.42f, 0.36f, new Vector3(2.4f, 1.9f, 1.2f), glows: true);
                break;
            case 2: // a desk with a screen
                Box(0, 0, 0.70f, 1.4f, 0.7f, 0.04f, wood * 1.5f);
                Box(-0.62f, 0, 0, 0.05f, 0.6f, 0.7f, new Vector3(0.12f));
                Box(0.62f, 0, 0, 0.05f, 0.6f, 0.7f, new Vector3(0.12f));
                Box(0, 0.1f, 0.92f, 0.62f, 0.03f, 0.36f, new Vector3(0.10f, 0.20f, 0.34f), glows: true);
                Box(0, 0.12f, 0.74f, 0.10f, 0.04f, 0.2f, new Vector3(0.03f));
                break;
            case 3: // a cupboard
                Box(0, 0, 0, 0.9f, 0.5f, dice.Between(0.8f, 1.9f), wood);
                break;
            case 4: // a booth's counter, or a crate
                Box(0, 0, 0, dice.Between(0.6f, 1.6f), dice.Between(0.5f, 0.9f), dice.Between(0.7f, 1.15f), dice.Chance(0.5) ? cloth : new Vector3(0.5f));
                break;
            case 5: // a plant
                Round(0, 0, 0, 0.36f, 0.36f, 0.5f, dice.Colour(new(0.2f, 0.1f, 0.06f), new(0.6f)));
                for (var k = 0; k < 6; k++)
                    Round(dice.Between(-0.25f, 0.25f), dice.Between(-0.25f, 0.25f), dice.Between(0.45f, 1.0f), 0.34f, 0.34f, 0.5f, dice.Colour(new(0.03f, 0.08f, 0.02f), new(0.10f, 0.24f, 0.06f)));
                break;
            default: // a visitor
                var tall = dice.Between(1.15f, 1.8f);
                Round(0, 0, 0, 0.34f, 0.34f, tall * 0.62f, dice.Colour(new(0.02f), new(0.12f), 0.3f));
                Round(0, 0, tall * 0.42f, 0.46f, 0.40f, tall * 0.46f, cloth);
                Round(0, 0, tall * 0.86f, 0.2f, 0.2f, tall * 0.15f, dice.Of(new Vector3(0.62f, 0.40f, 0.28f), new Vector3(0.35f, 0.19f, 0.11f), new Vector3(0.16f, 0.08f, 0.045f)));
                Round(0, 0, tall * 0.92f, 0.21f, 0.21f, tall * 0.10f, dice.Of(new Vector3(0.01f), new Vector3(0.10f, 0.05f, 0.02f), new Vector3(0.35f, 0.25f, 0.12f)));
                break;
        }
    }
}
