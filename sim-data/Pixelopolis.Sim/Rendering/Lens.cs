using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// What lens and sensor make of the picture, a row at a time: blur, darker corners, noise. Works on RGBA rows; a row of the
/// result needs <see cref="Margin"/> rows of the picture above and below it.
/// </summary>
internal sealed class Lens
{
    private const int NoiseSize = 1 << 16;
    private const int Pad = 32;

    private readonly int _width, _height;
    private readonly ushort _centre, _first, _second;
    private readonly ushort[] _darkAcross; // of 256, for each channel of each column
    private readonly float _darkDown;
    private readonly sbyte[] _noise;
    private readonly byte[] _line;

    public Lens(Appearance look, int width, int height)
    {
        (_width, _height) = (width, height);
        var (a, b, c) = Kernel(look.Blur);
        (_centre, _first, _second) = (a, b, c);
        Margin = c > 0 ? 2 : b > 0 ? 1 : 0;
        _darkAcross = new ushort[width * 4];
        _darkDown = look.Vignetting * 256 * height * height / (width * width + height * height);
        var across = look.Vignetting * 256 * width * width / (width * width + height * height);
        for (var k = 0; k < _darkAcross.Length; k++)
        {
            var x = (2f * (k / 4) + 1) / width - 1;
            _darkAcross[k] = (ushort)(across * x * x);
        }
        _line = new byte[width * 4 + 2 * Pad];
        _noise = Noise(look, width * 4);
    }

    public int Margin { get; }

    /// <summary>Rows [<paramref name="from"/>, <paramref name="to"/>) of <paramref name="picture"/> into the same rows of <paramref name="into"/>.</summary>
    public void Apply(uint[] picture, uint[] into, int from, int to, ulong noiseSeed)
    {
        for (var row = from; row < to; row++)
        {
            Down(picture, row);
            var y = (2f * row + 1) / _height - 1;
            Across((ushort)(256 - _darkDown * y * y), (int)(Dice.Mix(noiseSeed * 0x9E3779B97F4A7C15UL + (ulong)row) & (NoiseSize - 4)),
                MemoryMarshal.AsBytes(into.AsSpan(row * _width, _width)));
        }
    }

    private void Down(uint[] picture, int row)
    {
        var line = _line.AsSpan(Pad, _width * 4);
        if (Margin == 0) Row(picture, row).CopyTo(line);
        else
        {
            ref var middle = ref MemoryMarshal.GetReference(Row(picture, row));
            ref var above = ref MemoryMarshal.GetReference(Row(picture, row - 1));
            ref var below = ref MemoryMarshal.GetReference(Row(picture, row + 1));
            ref var above2 = ref MemoryMarshal.GetReference(Row(picture, row - 2));
            ref var below2 = ref MemoryMarshal.GetReference(Row(picture, row + 2));
            for (nuint k = 0; k < (nuint)line.Length; k += 32)
                Weigh(ref middle, ref above, ref below, ref above2, ref below2, k).StoreUnsafe(ref line[0], k);
        }
        for (var k = 0; k < 8; k++)
        {
            _line[Pad - 1 - k] = line[3 - (k & 3)];
            _line[Pad + line.Length + k] = line[^(4 - (k & 3))];
        }
    }

    private Span<byte> Row(uint[] picture, int row) => MemoryMarshal.AsBytes(picture.AsSpan(Math.Clamp(row, 0, _height - 1) * _width, _width));

    private void Across(ushort bright, int noiseAt, Span<byte> into)
    {
        ref var line = ref _line[Pad];
        ref var noise = ref _noise[noiseAt];
        ref var dark = ref _darkAcross[0];
        ref var result = ref MemoryMarshal.GetReference(into);
        ref var back = ref Unsafe.Add(ref line, -4);
        ref var on = ref Unsafe.Add(ref line, 4);
        ref var back2 = ref Unsafe.Add(ref line, -8);
        ref var on2 = ref Unsafe.Add(ref line, 8);
        for (nuint k = 0; k < (nuint)into.Length; k += 32)
        {
            var v = Margin == 0 ? Vector256.LoadUnsafe(ref line, k) : Weigh(ref line, ref back, ref on, ref back2, ref on2, k);
            var grain = Vector256.LoadUnsafe(ref noise, k);
            var (low, high) = Vector256.Widen(v);
            var (grainLow, grainHigh) = Vector256.Widen(grain);
            var lit = Vector256.Create(bright);
            low = (low * (lit - Vector256.LoadUnsafe(ref dark, k))) >>> 8;
            high = (high * (lit - Vector256.LoadUnsafe(ref dark, k + 16))) >>> 8;
            var max = Vector256.Create((short)255);
            var first = Vector256.Max(Vector256.Min(low.AsInt16() + grainLow, max), Vector256<short>.Zero);
            var second = Vector256.Max(Vector256.Min(high.AsInt16() + grainHigh, max), Vector256<short>.Zero);
            Vector256.Narrow(first.AsUInt16(), second.AsUInt16()).StoreUnsafe(ref result, k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> Weigh(ref byte middle, ref byte before, ref byte after, ref byte before2, ref byte after2, nuint k)
    {
        var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref middle, k));
        var (a, b) = Vector256.Widen(Vector256.LoadUnsafe(ref before, k));
        var (c, d) = Vector256.Widen(Vector256.LoadUnsafe(ref after, k));
        var (centre, first) = (Vector256.Create(_centre), Vector256.Create(_first));
        low = low * centre + (a + c) * first;
        high = high * centre + (b + d) * first;
        if (_second > 0)
        {
            var second = Vector256.Create(_second);
            (a, b) = Vector256.Widen(Vector256.LoadUnsafe(ref before2, k));
            (c, d) = Vector256.Widen(Vector256.LoadUnsafe(ref after2, k));
            low += (a + c) * second;
            high += (b + d) * second;
        }
        var half = Vector256.Create((ushort)128);
        return Vector256.Narrow((low + half) >>> 8, (high + half) >>> 8);
    }

    // A sampled Gaussian of five taps, in 256ths.
    private static (ushort Centre, ushort First, ushort Second) Kernel(float sigma)
    {
        if (sigma < 0.2f) return (256, 0, 0);
        var (g1, g2) = (MathF.Exp(-1 / (2 * sigma * sigma)), MathF.Exp(-4 / (2 * sigma * sigma)));
        var sum = 1 + 2 * g1 + 2 * g2;
        var first = (ushort)(256 * g1 / sum + 0.5f);
        var second = (ushort)(256 * g2 / sum + 0.5f);
        return ((ushort)(256 - 2 * first - 2 * second), first, second);
    }

    // Brightness flickers most, the colours a little each.
    private static sbyte[] Noise(Appearance look, int row)
    {
        var dice = Dice.For(look.Seed, "noise");
        var noise = new sbyte[NoiseSize + row + 64];
        for (var k = 0; k + 3 < NoiseSize; k += 4)
        {
            var grey = dice.Normal() * 0.8;
            for (var c = 0; c < 3; c++) noise[k + c] = (sbyte)Math.Clamp(Math.Round((grey + dice.Normal() * 0.6) * look.Noise), -100, 100);
        }
        noise.AsSpan(0, noise.Length - NoiseSize).CopyTo(noise.AsSpan(NoiseSize));
        return noise;
    }
}
