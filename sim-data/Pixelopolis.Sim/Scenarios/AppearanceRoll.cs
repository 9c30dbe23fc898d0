using System.Numerics;

namespace Pixelopolis.Sim.Scenarios;

/// <summary>Rolls a world's look: every property on a stream of its own, between the showroom's value and one from all that is known to occur.</summary>
internal static class AppearanceRoll
{
    private static readonly Surface[] Tables =
        [Surface.Wood, Surface.Planks, Surface.Carpet, Surface.Lawn, Surface.Concrete, Surface.Felt, Surface.Cork, Surface.Paper, Surface.CuttingMat, Surface.Tiles, Surface.Cloth];
    private static readonly Surface[] BlockSurfaces =
        [Surface.Lawn, Surface.Lawn, Surface.Paving, Surface.Concrete, Surface.Sand, Surface.Felt, Surface.Wood, Surface.Paper, Surface.Tiles];

    public static Appearance From(ulong seed, float variety)
    {
        var (like, v) = (Appearance.Showroom, Math.Clamp(variety, 0, 1));
        var dice = Dice.For(seed, "appearance");
        var blocks = dice.Chance(v) ? dice.Of<Surface>(BlockSurfaces) : like.Blocks;
        var table = dice.Chance(v) ? dice.Of<Surface>(Tables) : like.Table;
        var surroundings = dice.Chance(v) ? (Surroundings)dice.Below(7) : like.Surroundings;
        var dim = dice.Chance(0.2 * v); // evening: less light, warmer, more noise
        return like with
        {
            Seed = seed,
            Asphalt = Blend(like.Asphalt, dice.Colour(new(0.018f), new(0.15f), 0.08f)),
            AsphaltTexture = Mix(like.AsphaltTexture, dice.Between(0.02f, 1f)),
            WheelTracks = Mix(like.WheelTracks, dice.Chance(0.5) ? 0 : dice.Between(-0.6f, 1f)),
            Cracks = Mix(like.Cracks, dice.Chance(0.6) ? 0 : dice.Between(0f, 5f)),
            Paint = Blend(like.Paint, dice.Chance(0.12) ? dice.Colour(new(0.72f, 0.50f, 0.08f), new(0.85f, 0.66f, 0.20f)) : dice.Colour(new(0.45f), new(0.95f))),
            PaintWear = Mix(like.PaintWear, dice.Between(0f, 0.75f)),
            Kerb = Blend(like.Kerb, dice.Colour(new(0.10f), new(0.75f), 0.15f)),
            KerbHeight = Mix(like.KerbHeight, dice.Chance(0.3) ? 0 : dice.Between(0.002f, 0.010f)),
            Pavement = Blend(like.Pavement, dice.Colour(new(0.08f), new(0.6f), 0.15f)),
            PavementWidth = Mix(like.PavementWidth, dice.Chance(0.15) ? 0 : dice.Between(0.02f, 0.085f)),
            Blocks = blocks,
            BlockColour = Blend(like.Blocks == blocks ? like.BlockColour : ColourOf(blocks, ref dice), ColourOf(blocks, ref dice)),
            Table = table,
            TableColour = Blend(like.Table == table ? like.TableColour : ColourOf(table, ref dice), ColourOf(table, ref dice)),
            TableMargin = Mix(like.TableMargin, dice.Between(0.4f, 1.6f)),
            LampAzimuth = Mix(like.LampAzimuth, dice.Between(-3.14f, 3.14f)),
            LampElevation = Mix(like.LampElevation, dice.Between(0.3f, 1.4f)),
            LampShare = Mix(like.LampShare, dice.Chance(0.3) ? 0 : dice.Between(0.2f, 0.8f)),
            ShadowSoftness = Mix(like.ShadowSoftness, dice.Between(0.004f, 0.06f)),
            LampKelvin = Mix(like.LampKelvin, dim ? dice.Between(2900f, 4500f) : dice.Between(4300f, 8200f)),
            SkyKelvin = Mix(like.SkyKelvin, dim ? dice.Between(3200f, 6000f) : dice.Between(5500f, 11000f)),
            Exposure = Mix(like.Exposure, MathF.Pow(2, dim ? dice.Between(-1.6f, -0.6f) : dice.Between(-0.9f, 0.75f))),
            Surroundings = surroundings,
            BackdropRotation = Mix(like.BackdropRotation, dice.Between(-3.14f, 3.14f)),
            BackdropExposure = Mix(like.BackdropExposure, MathF.Pow(2, dim ? dice.Between(-2.2f, -0.5f) : dice.Between(-1.2f, 0.9f))),
            Greenery = Mix(like.Greenery, dice.Between(0f, 1f)),
            Clutter = Mix(like.Clutter, dice.Between(0f, 1f)),
            LitWindows = Mix(like.LitWindows, dim ? dice.Between(0.2f, 0.7f) : dice.Between(0f, 0.25f)),
            Blur = Mix(like.Blur, dice.Between(0f, 1.2f)),
            Noise = Mix(like.Noise, dim ? dice.Between(2f, 8f) : dice.Between(0f, 5f)),
            JpegQuality = (int)MathF.Round(Mix(like.JpegQuality, dice.Chance(0.15) ? 100 : dice.Between(35f, 97f))),
            Vignetting = Mix(like.Vignetting, dice.Between(0f, 0.5f)),
        };

        float Mix(float from, float to) => from + (to - from) * v;
        Vector3 Blend(Vector3 from, Vector3 to) => Vector3.Lerp(from, to, v);
    }

    private static Vector3 ColourOf(Surface surface, ref Dice dice) => surface switch
    {
        Surface.Wood or Surface.Planks => dice.Colour(new(0.09f, 0.045f, 0.022f), new(0.62f, 0.46f, 0.30f), 0.1f),
        Surface.Carpet => dice.Of(dice.Colour(new(0.04f), new(0.4f), 0.3f), dice.Colour(new(0.03f, 0.05f, 0.12f), new(0.12f, 0.15f, 0.3f)), dice.Colour(new(0.2f, 0.03f, 0.03f), new(0.4f, 0.1f, 0.08f))),
        Surface.Lawn => dice.Colour(new(0.05f, 0.11f, 0.02f), new(0.20f, 0.30f, 0.09f), 0.2f),
        Surface.Felt => dice.Of(dice.Colour(new(0.02f, 0.12f, 0.05f), new(0.08f, 0.3f, 0.12f)), dice.Colour(new(0.03f, 0.06f, 0.25f), new(0.1f, 0.2f, 0.5f)), dice.Colour(new(0.03f), new(0.7f), 0.3f)),
        Surface.Cork => dice.Colour(new(0.30f, 0.17f, 0.08f), new(0.48f, 0.30f, 0.17f)),
        Surface.Paper => dice.Colour(new(0.55f), new(0.85f), 0.05f),
        Surface.CuttingMat => dice.Of(dice.Colour(new(0.01f, 0.09f, 0.06f), new(0.03f, 0.17f, 0.11f)), dice.Colour(new(0.015f, 0.03f, 0.1f), new(0.03f, 0.07f, 0.2f)), dice.Colour(new(0.015f), new(0.04f))),
        Surface.Tiles => dice.Colour(new(0.15f, 0.12f, 0.10f), new(0.75f, 0.73f, 0.70f), 0.15f),
        Surface.Cloth => dice.Colour(new(0.1f), new(0.8f), 0.6f),
        Surface.Sand => dice.Colour(new(0.40f, 0.30f, 0.18f), new(0.62f, 0.50f, 0.34f)),
        _ => dice.Colour(new(0.14f), new(0.55f), 0.08f),
    };
}
