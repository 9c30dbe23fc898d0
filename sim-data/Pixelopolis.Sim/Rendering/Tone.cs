using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pixelopolis.Sim.Rendering;

/// <summary>From light to what a display is sent (IEC 61966-2-1, sRGB), with a soft shoulder instead of a hard clip.</summary>
internal static class Tone
{
    private const int Size = 8192;
    private const float Top = 4f;
    private static readonly byte[] Table = MakeTable();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Channel(float light) => Table[(int)(Math.Clamp(light, 0f, Top - 0.001f) * (Size / Top))];

    public static uint Pixel(Vector3 light, uint alpha = 255) =>
        Channel(light.X) | (uint)Channel(light.Y) << 8 | (uint)Channel(light.Z) << 16 | alpha << 24;

    public static float Light(byte channel)
    {
        var c = channel / 255f;
        return c <= 0.04045f ? c / 12.92f : MathF.Pow((c + 0.055f) / 1.055f, 2.4f);
    }

    /// <summary>Light of a colour written 0xRRGGBB.</summary>
    public static Vector3 Light(uint rgb) => new(Light((byte)(rgb >> 16)), Light((byte)(rgb >> 8)), Light((byte)rgb));

    private static byte[] MakeTable()
    {
        var table = new byte[Size];
        for (var k = 0; k < Size; k++)
        {
            var x = (k + 0.5f) * Top / Size;
            x = x < 0.6f ? x : 0.6f + 0.4f * (1 - MathF.Exp(-(x - 0.6f) / 0.4f));
            var c = x <= 0.0031308f ? 12.92f * x : 1.055f * MathF.Pow(x, 1 / 2.4f) - 0.055f;
            table[k] = (byte)Math.Clamp((int)(c * 255 + 0.5f), 0, 255);
        }
        return table;
    }
}
