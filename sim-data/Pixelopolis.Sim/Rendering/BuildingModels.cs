using System.Numerics;
using Pixelopolis.City;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Houses with their light already on them: walls with windows and doors, and a roof.</summary>
internal sealed class BuildingModels(CityMapLight light, Appearance look, double metresPerTexel)
{
    private readonly NoiseTile _noise = new(Dice.For(look.Seed, "walls"));

    public Mesh Of(Building b)
    {
        var style = HouseStyle.Of(b, look);
        var dice = Dice.For(look.Seed, FormattableString.Invariant($"front {b.X:F3} {b.Y:F3}"));
        var (low, high) = (new Vector2((float)(b.X - b.Width / 2), (float)(b.Y - b.Depth / 2)), new Vector2((float)(b.X + b.Width / 2), (float)(b.Y + b.Depth / 2)));
        var top = (float)b.Height;
        var eaves = style.Roof == Roof.Flat ? top : top * 0.66f;
        var mesh = new MeshBuilder().Part();
        Span<Vector2> corners = [new(low.X, low.Y), new(high.X, low.Y), new(high.X, high.Y), new(low.X, high.Y)];
        var ridgeAlongX = b.Width >= b.Depth;
        var entrances = dice.Below(4);
        for (var side = 0; side < 4; side++)
        {
            var (p, q) = (corners[side], corners[(side + 1) & 3]);
            var gable = style.Roof == Roof.Gable && side % 2 == 0 != ridgeAlongX;
            var entrance = side == entrances || side == ((entrances + 2) & 3) || style.GroundFloor != GroundFloor.Door;
            Side(mesh, style, p, q, eaves, gable ? top : eaves, entrance, Dice.For(look.Seed, FormattableString.Invariant($"side {b.X:F3} {b.Y:F3} {side}")));
        }
        if (style.Roof == Roof.Flat) FlatRoof(mesh, style, low, high, top, ref dice);
        else SlopedRoof(mesh, style, low, high, eaves, top, ridgeAlongX);
        return mesh.Build();
    }

    private void Side(MeshBuilder mesh, HouseStyle style, Vector2 p, Vector2 q, float eaves, float peak, bool entrance, Dice dice)
    {
        var width = Vector2.Distance(p, q);
        var along = (q - p) / width;
        var normal = new Vector3(along.Y, -along.X, 0);
        var canvas = new FacadeArt(style, _noise, dice).Paint(width, peak, eaves, metresPerTexel, entrance);
        var texture = canvas.Lit((x, z) => light.On(new Vector3(p + along * x, z), normal) * (0.55f + 0.45f * MathF.Min(1, z / 0.05f)));
        var (a, b) = (new Vector3(p, 0), new Vector3(q, 0));
        if (peak <= eaves)
        {
            mesh.Picture(texture, a, b, b with { Z = eaves }, a with { Z = eaves }, glows: true);
            return;
        }
        var ridge = new Vector3((p + q) / 2, peak);
        var v = 1 - eaves / peak;
        mesh.Textured(texture, [a, b, b with { Z = eaves }, ridge, a with { Z = eaves }], [new(0, 1), new(1, 1), new(1, v), new(0.5f, 0), new(0, v)], glows: true);
    }

    private void FlatRoof(MeshBuilder mesh, HouseStyle style, Vector2 low, Vector2 high, float top, ref Dice dice)
    {
        const float Wide = 0.008f, Tall = 0.010f;
        var canvas = new Canvas(high.X - low.X, high.Y - low.Y, metresPerTexel * 2, style.RoofColour * 0.4f + new Vector3(0.14f));
        canvas.Shade((x, y, i, j) => 1 + 0.12f * _noise.Fractal(x * 25, y * 25, 3) + 0.05f * _noise.Raw(i, j));
        mesh.Picture(canvas.Lit((_, _) => light.On(new Vector3((low + high) / 2, top + 0.02f), Vector3.UnitZ)), new(low, top), new(high.X, low.Y, top), new(high, top), new(low.X, high.Y, top), glows: true);
        var trim = style.Wall == Wall.Glass ? new Vector3(0.2f) : style.Trim * 0.75f;
        mesh.Box(new(low.X - 0.002f, low.Y - 0.002f, top - 0.004f), new(high.X + 0.002f, low.Y + Wide, top + Tall), trim);
        mesh.Box(new(low.X - 0.002f, high.Y - Wide, top - 0.004f), new(high.X + 0.002f, high.Y + 0.002f, top + Tall), trim);
        mesh.Box(new(low.X - 0.002f, low.Y + Wide, top - 0.004f), new(low.X + Wide, high.Y - Wide, top + Tall), trim);
        mesh.Box(new(high.X - Wide, low.Y + Wide, top - 0.004f), new(high.X + 0.002f, high.Y - Wide, top + Tall), trim);
        for (var k = dice.Below(4); k > 0; k--) // air conditioners, stairs' heads
        {
            var size = new Vector2(dice.Between(0.025f, 0.05f), dice.Between(0.025f, 0.05f));
            var room = high - low - size - new Vector2(0.04f);
            if (room.X <= 0 || room.Y <= 0) continue;
            var at = low + new Vector2(0.02f) + room * new Vector2(dice.Between(0f, 1f), dice.Between(0f, 1f));
            mesh.Box(new(at, top), new(at + size, top + dice.Between(0.015f, 0.035f)), dice.Colour(new(0.25f), new(0.6f)));
        }
    }

    private void SlopedRoof(MeshBuilder mesh, HouseStyle style, Vector2 low, Vector2 high, float eaves, float top, bool alongX)
    {
        const float Over = 0.010f;
        var (l, h) = (low - new Vector2(Over), high + new Vector2(Over));
        var (size, middle) = (high - low, (low + high) / 2);
        var inset = style.Roof == Roof.Hip ? MathF.Min(size.X, size.Y) * 0.45f : -Over;
        var (r0, r1) = alongX ? (new Vector3(low.X + inset, middle.Y, top), new Vector3(high.X - inset, middle.Y, top))
            : (new Vector3(middle.X, low.Y + inset, top), new Vector3(middle.X, high.Y - inset, top));
        var z = eaves - 0.006f;
        Vector3 a = new(l, z), b = new(h.X, l.Y, z), c = new(h, z), d = new(l.X, h.Y, z);
        mesh.Part();
        if (alongX)
        {
            Slope(mesh, style, [a, b, r1, r0]);
            Slope(mesh, style, [c, d, r0, r1]);
            Slope(mesh, style, [b, c, r1]);
            Slope(mesh, style, [d, a, r0]);
        }
        else
        {
            Slope(mesh, style, [b, c, r1, r0]);
            Slope(mesh, style, [d, a, r0, r1]);
            Slope(mesh, style, [a, b, r0]);
            Slope(mesh, style, [c, d, r1]);
        }
        mesh.Face(style.RoofColour * 0.3f, d, c, b, a);
    }

    private void Slope(MeshBuilder mesh, HouseStyle style, ReadOnlySpan<Vector3> corners)
    {
        var normal = Vector3.Normalize(Vector3.Cross(corners[1] - corners[0], corners[2] - corners[0]));
        if (normal.Z < 0.02f) return; // a gable's end is the wall's
        var along = Vector3.Normalize(corners[1] - corners[0]);
        var up = Vector3.Cross(normal, along);
        var (width, height) = (Vector3.Distance(corners[0], corners[1]), Vector3.Dot(corners[2] - corners[0], up));
        var canvas = new Canvas(width, height, metresPerTexel * 1.5, style.RoofColour);
        canvas.Shade((x, y, i, j) => (y % 0.011f < 0.0024f ? 0.62f : (x + (int)(y / 0.011f) % 2 * 0.005f) % 0.010f < 0.0016f ? 0.8f : 1) * (1 + 0.14f * _noise.Raw((int)(x / 0.010f), (int)(y / 0.011f)) + 0.05f * _noise.Raw(i, j)));
        var origin = corners[0];
        var texture = canvas.Lit((x, y) => light.On(origin + along * x + up * y + normal * 0.01f, normal));
        Span<Vector2> uvs = stackalloc Vector2[corners.Length];
        for (var k = 0; k < corners.Length; k++) uvs[k] = new Vector2(Vector3.Dot(corners[k] - origin, along) / width, 1 - Vector3.Dot(corners[k] - origin, up) / height);
        mesh.Textured(texture, corners, uvs, glows: true);
    }
}
