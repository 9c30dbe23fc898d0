using System.Numerics;
using Pixelopolis.Sim.Roads;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Paints the ground once, lit and shaded: asphalt, paint, kerbs, pavement, blocks and the table around.</summary>
internal static class GroundBaker
{
    public static GroundRaster Bake(GroundPlan plan, Appearance look, SceneLight light, ShadowLayer shadows, Bounds table, double step)
    {
        var paint = PaintLayer.Of(plan.Road, plan.Strokes, plan.Bounds, step);
        var materials = new GroundMaterials(plan, look, light, shadows);
        var tile = materials.TableTile();
        var bare = new TextureLevel(new uint[(paint.Width + 1) * (paint.Height + 1)], paint.Width, paint.Height);
        materials.Paint(paint, bare, CrackLayer.Of(look, plan.Bounds, step, paint.Width, paint.Height));
        Texture.Pad(bare, wraps: false);
        var ratio = materials.PaintRatio;
        return new GroundRaster
        {
            Bounds = plan.Bounds,
            Table = table,
            MetresPerPixel = step,
            Bare = bare,
            Painted = Painted(bare, ratio),
            TableTexture = Texture.From(tile, SurfaceArt.Size, SurfaceArt.Size, wraps: true),
            Grain = Grain(look),
            PaintRatio = ratio,
        };
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
        if (cover == 0) return bare | 0xFF000000;
        var c = new Vector4(bare & 255, (bare >> 8) & 255, (bare >> 16) & 255, 0);
        c = Vector4.Lerp(c, Vector4.Min(c * ratio, new Vector4(255)), cover);
        return (uint)(c.X + 0.5f) | (uint)(c.Y + 0.5f) << 8 | (uint)(c.Z + 0.5f) << 16 | 0xFF000000;
    }

    private static byte[] Grain(Appearance look)
    {
        var dice = Dice.For(look.Seed, "grain");
        var strength = 4 + 14 * look.AsphaltTexture;
        var grain = new byte[512 * 512];
        for (var k = 0; k < grain.Length; k++) grain[k] = (byte)Math.Clamp(128 + (int)(dice.Normal() * strength), 64, 192);
        return grain;
    }
}
