using System.Numerics;
using Pixelopolis.City;
using Pixelopolis.Sim.Roads;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Paints the ground once: asphalt, paint, kerbs, pavement and the table around.</summary>
internal static class GroundBaker
{
    private const int TileSize = 1024;
    private const double Margin = 0.35;

    public static GroundRaster Bake(CityMap map, Appearance look, double metresPerPixel)
    {
        var bounds = Lanes(map).Inflated(Margin);
        var intersections = Intersections.Of(map);
        var road = RoadShape.Of(map, intersections, bounds);
        var strokes = RoadPaint.Of(map, intersections);
        var paint = PaintField(road, strokes, bounds, metresPerPixel);
        var bare = Bare(look, road, paint, bounds, metresPerPixel, out var ratio);
        return new GroundRaster
        {
            Bounds = bounds,
            Table = bounds.Inflated(0.6),
            MetresPerPixel = metresPerPixel,
            Bare = bare,
            Painted = Painted(bare, ratio),
            TableTexture = Texture.From(Table(look), TileSize, TileSize, wraps: true),
            Grain = Grain(look),
            PaintRatio = ratio,
        };
    }

    private static Bounds Lanes(CityMap map)
    {
        var (x0, y0, x1, y1) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var edge in map.Edges)
            for (var s = 0.0; s <= edge.Length; s += 0.02)
            {
                var p = edge.Curve.At(s);
                (x0, y0, x1, y1) = (Math.Min(x0, p.X), Math.Min(y0, p.Y), Math.Max(x1, p.X), Math.Max(y1, p.Y));
            }
        return map.Edges.Count == 0 ? new Bounds(0, 0, 1, 1) : new Bounds(x0, y0, x1, y1).Inflated(map.LaneWidth / 2);
    }

    // Metres from the paint's outline, positive on the paint.
    private static Field PaintField(RoadShape road, List<Stroke> strokes, Bounds bounds, double step)
    {
        var field = new Field(bounds, step, 0);
        for (var j = 0; j < field.Height; j++)
            for (var i = 0; i < field.Width; i++)
                field[i, j] = (float)RoadMarkings.EdgeLineWidth / 2 - Math.Abs(road.Inside.At(field.X0 + i * step, field.Y0 + j * step));
        foreach (var s in strokes)
        {
            var (i0, j0, i1, j1) = field.Range(s.X0, s.Y0, s.X1, s.Y1, s.HalfWidth + 0.012);
            for (var j = j0; j <= j1; j++)
                for (var i = i0; i <= i1; i++)
                    field[i, j] = Math.Max(field[i, j], (float)s.Inside(field.X0 + i * step, field.Y0 + j * step));
        }
        return field;
    }

    private static TextureLevel Bare(Appearance look, RoadShape road, Field paint, Bounds bounds, double step, out Vector4 ratio)
    {
        var noise = new NoiseTile(Dice.For(look.Seed, "ground"));
        var level = new TextureLevel(new uint[(paint.Width + 1) * (paint.Height + 1)], paint.Width, paint.Height);
        var table = Table(look);
        for (var j = 0; j < paint.Height; j++)
            for (var i = 0; i < paint.Width; i++)
            {
                var (x, y) = (bounds.X0 + i * step, bounds.Y0 + j * step);
                var inside = road.Inside.At(x, y);
                var patch = noise.Fractal((float)x * 3, (float)y * 3, 4);
                var fine = noise.At(i * 0.9f, j * 0.9f);
                var sdf = paint[i, j];
                var wear = look.PaintWear * 0.006f * (noise.Fractal((float)x * 90, (float)y * 90, 3) - 0.3f);
                uint alpha = (uint)Math.Clamp((int)(128 + (sdf + (sdf > -0.001f ? wear : 0)) / step * GroundRaster.PaintUnit), 0, 255);
                uint pixel;
                if (inside > -RoadShape.Shoulder)
                {
                    var rough = sdf > -0.003f ? 0.25f : 1f;
                    pixel = Tone.Pixel(look.Asphalt * (1 + look.AsphaltTexture * rough * (0.35f * patch + 0.3f * fine)), alpha);
                }
                else if (inside > -RoadShape.Shoulder - 0.012) pixel = Tone.Pixel(look.Kerb * (1 + 0.1f * fine), 0);
                else if (inside > -RoadShape.Shoulder - 0.012 - look.PavementWidth) pixel = Tone.Pixel(look.Pavement * (1 + 0.12f * fine + 0.1f * patch), 0);
                else pixel = table[(j & (TileSize - 1)) * TileSize + (i & (TileSize - 1))] & 0x00FFFFFF;
                level.Texels[j * level.Stride + i] = pixel;
            }
        Texture.Pad(level, wraps: false);
        Vector4 Display(Vector3 c) => new(Tone.Channel(c.X), Tone.Channel(c.Y), Tone.Channel(c.Z), 1);
        ratio = Display(look.Paint) / Display(look.Asphalt);
        return level;
    }

    private static TextureLevel[] Painted(TextureLevel bare, Vector4 ratio)
    {
        var half = new TextureLevel(new uint[(bare.Width / 2 + 1) * (bare.Height / 2 + 1)], bare.Width / 2, bare.Height / 2);
        for (var j = 0; j < half.Height; j++)
            for (var i = 0; i < half.Width; i++)
            {
                var k = 2 * j * bare.Stride + 2 * i;
                half.Texels[j * half.Stride + i] = Texture.Average(Paint(bare.Texels[k], ratio), Paint(bare.Texels[k + 1], ratio),
                    Paint(bare.Texels[k + bare.Stride], ratio), Paint(bare.Texels[k + bare.Stride + 1], ratio));
            }
        Texture.Pad(half, wraps: false);
        var levels = new List<TextureLevel> { half };
        while (levels.Count < 7 && levels[^1] is { Width: > 8, Height: > 8 } last) levels.Add(Texture.Halved(last, wraps: false));
        return [.. levels];
    }

    private static uint Paint(uint bare, Vector4 ratio)
    {
        var cover = Math.Clamp(0.5f + ((int)(bare >> 24) - 128) / (float)GroundRaster.PaintUnit, 0, 1);
        if (cover == 0) return bare;
        var c = new Vector4(bare & 255, (bare >> 8) & 255, (bare >> 16) & 255, 0);
        c = Vector4.Lerp(c, Vector4.Min(c * ratio, new Vector4(255)), cover);
        return (uint)(c.X + 0.5f) | (uint)(c.Y + 0.5f) << 8 | (uint)(c.Z + 0.5f) << 16;
    }

    private static uint[] Table(Appearance look)
    {
        var noise = new NoiseTile(Dice.For(look.Seed, "table"));
        var pixels = new uint[TileSize * TileSize];
        for (var j = 0; j < TileSize; j++)
            for (var i = 0; i < TileSize; i++)
                pixels[j * TileSize + i] = Tone.Pixel(look.Table * (1 + 0.3f * noise.Fractal(i / 64f, j / 4f, 3)));
        return pixels;
    }

    private static byte[] Grain(Appearance look)
    {
        var dice = Dice.For(look.Seed, "grain");
        var grain = new byte[512 * 512];
        for (var k = 0; k < grain.Length; k++) grain[k] = (byte)Math.Clamp(128 + (int)(dice.Normal() * 14 * look.AsphaltTexture), 64, 192);
        return grain;
    }
}
