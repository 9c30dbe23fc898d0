using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>One size of a texture: RGBA texels (red in the low byte), row-major, with one more column and row so that a bilinear read never leaves it.</summary>
internal readonly record struct TextureLevel(uint[] Texels, int Width, int Height)
{
    public int Stride => Width + 1;
}

/// <summary>A picture in halving sizes (Williams 1983), for sampling at any distance. Texel (i, j) of level 0 lies at (i, j).</summary>
internal sealed class Texture
{
    private static readonly Vector128<ushort>[] Weights = MakeWeights();

    public Texture(TextureLevel[] levels) => Levels = levels;

    public TextureLevel[] Levels { get; }

    /// <param name="pixels">RGBA, width × height.</param>
    /// <param name="wraps">Whether the picture goes on from its other side, or ends.</param>
    public static Texture From(ReadOnlySpan<uint> pixels, int width, int height, bool wraps)
    {
        var levels = new List<TextureLevel> { Padded(pixels, width, height, wraps) };
        while (levels[^1] is { Width: > 1, Height: > 1 } last) levels.Add(Halved(last, wraps));
        return new Texture([.. levels]);
    }

    public static TextureLevel Padded(ReadOnlySpan<uint> pixels, int width, int height, bool wraps)
    {
        var level = new TextureLevel(new uint[(width + 1) * (height + 1)], width, height);
        for (var j = 0; j < height; j++) pixels.Slice(j * width, width).CopyTo(level.Texels.AsSpan(j * level.Stride));
        Pad(level, wraps);
        return level;
    }

    /// <summary>Copies what the additional column and row repeat.</summary>
    public static void Pad(TextureLevel level, bool wraps)
    {
        var t = level.Texels;
        for (var j = 0; j < level.Height; j++) t[j * level.Stride + level.Width] = t[j * level.Stride + (wraps ? 0 : level.Width - 1)];
        t.AsSpan(wraps ? 0 : (level.Height - 1) * level.Stride, level.Stride).CopyTo(t.AsSpan(level.Height * level.Stride));
    }

    public static TextureLevel Halved(TextureLevel from, bool wraps)
    {
        var level = new TextureLevel(new uint[(from.Width / 2 + 1) * (from.Height / 2 + 1)], from.Width / 2, from.Height / 2);
        for (var j = 0; j < level.Height; j++)
            for (var i = 0; i < level.Width; i++)
            {
                var k = 2 * j * from.Stride + 2 * i;
                level.Texels[j * level.Stride + i] = Average(from.Texels[k], from.Texels[k + 1], from.Texels[k + from.Stride], from.Texels[k + from.Stride + 1]);
            }
        Pad(level, wraps);
        return level;
    }

    public static uint Average(uint a, uint b, uint c, uint d)
    {
        var even = (a & 0x00FF00FF) + (b & 0x00FF00FF) + (c & 0x00FF00FF) + (d & 0x00FF00FF) + 0x00020002;
        var odd = ((a >> 8) & 0x00FF00FF) + ((b >> 8) & 0x00FF00FF) + ((c >> 8) & 0x00FF00FF) + ((d >> 8) & 0x00FF00FF) + 0x00020002;
        return ((even >> 2) & 0x00FF00FF) | (((odd >> 2) & 0x00FF00FF) << 8);
    }

    /// <summary>The four channels between four texels, each in 8.8 fixed point in the low four lanes; fractions in 1/256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ushort> Bilinear(ref uint texel, int stride, int fx, int fy)
    {
        var top = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<uint, byte>(ref texel))).AsByte());
        var bottom = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<uint, byte>(ref Unsafe.Add(ref texel, stride)))).AsByte());
        var v = (top * Vector128.Create((ushort)(256 - fy)) + bottom * Vector128.Create((ushort)fy) + Vector128.Create((ushort)128)) >>> 8;
        v *= Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Weights), fx);
        return v + Vector128.Create(v.GetUpper(), v.GetUpper());
    }

    /// <summary>The same for two places at once, the second one's channels in the upper half's low four lanes; whole parts in the high bits of 16.16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ushort> Bilinear(ref uint texels, int stride, int xA, int yA, int xB, int yB)
    {
        ref var a = ref Unsafe.As<uint, byte>(ref Unsafe.Add(ref texels, (yA >> 16) * stride + (xA >> 16)));
        ref var b = ref Unsafe.As<uint, byte>(ref Unsafe.Add(ref texels, (yB >> 16) * stride + (xB >> 16)));
        var top = Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref a), Unsafe.ReadUnaligned<ulong>(ref b)).AsByte();
        var bottom = Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref a, 4 * stride)), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref b, 4 * stride))).AsByte();
        var down = Vector256.Create(Vector128.Create((ushort)((yA >> 8) & 255)), Vector128.Create((ushort)((yB >> 8) & 255)));
        var v = (Vector256.WidenLower(top.ToVector256Unsafe()) * (Vector256.Create((ushort)256) - down) + Vector256.WidenLower(bottom.ToVector256Unsafe()) * down
            + Vector256.Create((ushort)128)) >>> 8;
        ref var weights = ref MemoryMarshal.GetArrayDataReference(Weights);
        v *= Vector256.Create(Unsafe.Add(ref weights, (xA >> 8) & 255), Unsafe.Add(ref weights, (xB >> 8) & 255));
        return v + Vector256.Shuffle(v.AsUInt64(), Vector256.Create(1UL, 1, 3, 3)).AsUInt16();
    }

    private static Vector128<ushort>[] MakeWeights()
    {
        var weights = new Vector128<ushort>[256];
        for (var f = 0; f < 256; f++) weights[f] = Vector128.Create(Vector64.Create((ushort)(256 - f)), Vector64.Create((ushort)f));
        return weights;
    }
}
