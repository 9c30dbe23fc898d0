using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>What sun, rain, children and a wet brush leave on a sign's face.</summary>
internal static class SignWear
{
    private static readonly NoiseTile Noise = new(Dice.For(0x516E, "wear"));
    private static readonly Vector3 Mud = new(96, 82, 62), Iron = new(128, 66, 30), Metal = new(150, 150, 148);

    public static void Apply(SignStyle style, uint[] pixels, int size)
    {
        if (style.WearSeed == 0) return;
        var dice = Dice.For(style.WearSeed, "wear");
        var (shiftX, shiftY) = (dice.Between(0f, 200f), dice.Between(0f, 200f));
        var (across, along) = (dice.Between(-0.8f, 0.8f), dice.Between(0.2f, 0.45f));
        for (var j = 0; j < size; j++)
            for (var i = 0; i < size; i++)
            {
                ref var pixel = ref pixels[j * size + i];
                var (u, v) = ((float)i / size, (float)j / size);
                var c = new Vector3(pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255);
                var grey = new Vector3(0.3f * c.X + 0.59f * c.Y + 0.11f * c.Z);
                c = Vector3.Lerp(c, Vector3.Lerp(grey, new Vector3(205, 203, 196), 0.55f), style.Fading * 0.8f);
                if (style.Flaking > 0 && Noise.Fractal(shiftX + u * 9, shiftY + v * 9, 3) > 0.62f - 0.5f * style.Flaking) c = Metal * (0.9f + 0.1f * v);
                if (style.Rust > 0) c = Vector3.Lerp(c, Iron, style.Rust * Rust(u, v, shiftX, shiftY));
                if (style.Dirt > 0)
                    c = Vector3.Lerp(c, Mud, style.Dirt * Math.Clamp(0.35f * v + 1.2f * Noise.Fractal(shiftX + u * 5, shiftY + v * 5 + 90, 4), 0, 0.85f));
                if (style.Gloss > 0)
                {
                    var band = (u + across * v - along) * 5;
                    c = Vector3.Lerp(c, new Vector3(255), style.Gloss * 0.75f * MathF.Exp(-band * band));
                }
                pixel = Pack(c, pixel);
            }
        for (var k = 0; k < style.Scratches; k++) Scratch(pixels, size, ref dice);
        if (style.Sticker) Sticker(pixels, size, ref dice);
    }

    // Streaks that run down from above.
    private static float Rust(float u, float v, float shiftX, float shiftY) =>
        Math.Clamp(2.2f * Noise.Fractal(shiftX + u * 14, shiftY + v * 1.5f, 3) - 0.25f + 0.3f * MathF.Abs(u - 0.5f), 0, 1);

    private static void Scratch(uint[] pixels, int size, ref Dice dice)
    {
        var (x, y, angle) = (dice.Between(0f, size), dice.Between(0f, size), dice.Between(0f, 6.28f));
        var colour = new Vector3(dice.Chance(0.7) ? 190 : 60);
        var (sin, cos) = MathF.SinCos(angle);
        for (var (k, length) = (0, dice.Between(0.15f, 0.7f) * size); k < length; k++)
        {
            var (i, j) = ((int)(x + k * cos), (int)(y + k * sin));
            if (i < 0 || j < 0 || i >= size || j >= size) return;
            ref var pixel = ref pixels[j * size + i];
            pixel = Pack(Vector3.Lerp(new Vector3(pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255), colour, 0.7f), pixel);
        }
    }

    private static void Sticker(uint[] pixels, int size, ref Dice dice)
    {
        var (x, y, angle) = (dice.Between(0.25f, 0.75f) * size, dice.Between(0.25f, 0.75f) * size, dice.Between(0f, 6.28f));
        var (half, tall, round) = (dice.Between(0.07f, 0.12f) * size, dice.Between(0.05f, 0.12f) * size, dice.Chance(0.5));
        var (paper, print) = (255 * dice.Colour(new(0.15f), new(0.9f), 0.5f), 255 * dice.Colour(new(0.05f), new(0.95f), 0.5f));
        var (sin, cos) = MathF.SinCos(angle);
        for (var j = 0; j < size; j++)
            for (var i = 0; i < size; i++)
            {
                var (a, b) = (((i - x) * cos + (j - y) * sin) / half, (-(i - x) * sin + (j - y) * cos) / tall);
                if (round ? a * a + b * b > 1 : MathF.Abs(a) > 1 || MathF.Abs(b) > 1) continue;
                ref var pixel = ref pixels[j * size + i];
                pixel = Pack(MathF.Abs(b) < 0.3f && MathF.Abs(a) < 0.7f ? print : paper, pixel);
            }
    }

    private static uint Pack(Vector3 c, uint old)
    {
        c = Vector3.Clamp(c, Vector3.Zero, new Vector3(255));
        return (uint)c.X | (uint)c.Y << 8 | (uint)c.Z << 16 | (old & 0xFF000000);
    }
}
