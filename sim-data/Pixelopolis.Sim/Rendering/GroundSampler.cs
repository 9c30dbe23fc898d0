using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Reads runs of ground pixels from the raster; 16.16 fixed point within a run.</summary>
internal sealed class GroundSampler
{
    private const int One = 1 << 16;
    private readonly GroundRaster _ground;
    private readonly Vector128<float> _ratio;
    private readonly float _tableX0, _tableY0, _tableX1, _tableY1;

    public GroundSampler(GroundRaster ground)
    {
        _ground = ground;
        _ratio = ground.PaintRatio.AsVector128();
        var perTexel = 1 / ground.MetresPerPixel;
        _tableX0 = (float)((ground.Table.X0 - ground.Bounds.X0) * perTexel);
        _tableY0 = (float)((ground.Table.Y0 - ground.Bounds.Y0) * perTexel);
        _tableX1 = (float)((ground.Table.X1 - ground.Bounds.X0) * perTexel);
        _tableY1 = (float)((ground.Table.Y1 - ground.Bounds.Y0) * perTexel);
    }

    /// <summary>Whether every sample of the run lies well within the raster.</summary>
    public bool Holds(in GroundRun run)
    {
        // Room for the samples lengthwise and for the larger texels of the size that is read.
        var margin = 4 + 2 * run.Along * run.Samples + 4 * MathF.Max(run.Across, run.Along);
        var (x, y) = (run.X + run.StepX * GroundPainter.Run, run.Y + run.StepY * GroundPainter.Run);
        return MathF.Min(run.X, x) > margin && MathF.Min(run.Y, y) > margin
            && MathF.Max(run.X, x) < _ground.Bare.Width - 2 - margin && MathF.Max(run.Y, y) < _ground.Bare.Height - 2 - margin;
    }

    public void Paint(in GroundRun run, Span<uint> pixels)
    {
        var size = MathF.Max(run.Across, run.Along);
        if (size < 1.6f) PaintNear(run, pixels);
        else PaintFar(run, pixels, Math.Clamp((int)MathF.Round(MathF.Log2(size)) - 1, 0, _ground.Painted.Length - 1));
    }

    private void PaintNear(in GroundRun run, Span<uint> pixels)
    {
        ref var texels = ref MemoryMarshal.GetArrayDataReference(_ground.Bare.Texels);
        ref var grain = ref MemoryMarshal.GetArrayDataReference(_ground.Grain);
        var stride = _ground.Bare.Stride;
        var shift = BitOperations.Log2((uint)run.Samples);
        var (x, y) = ((int)(run.X * One), (int)(run.Y * One));
        var (stepX, stepY) = ((int)(run.StepX * One), (int)(run.StepY * One));
        var (awayX, awayY) = ((int)(run.AwayX * One), (int)(run.AwayY * One));
        (x, y) = (x - awayX * (run.Samples - 1) / 2, y - awayY * (run.Samples - 1) / 2);
        // Paint covers a pixel by how far the outline is from its middle, in pixels.
        var sharpness = (int)(256 / (GroundRaster.PaintUnit * MathF.Max(0.5f, 0.5f * (run.Across + run.Along))) * 256);
        var grainStrength = (int)(128 * Math.Clamp(1.4f - 0.7f * run.Along * run.Samples, 0f, 1f));
        for (var i = 0; i < GroundPainter.Run; i += 2)
        {
            var sum = Vector256<ushort>.Zero;
            var (sx, sy) = (x, y);
            for (var n = 0; n < run.Samples; n++)
            {
                var c = Texture.Bilinear(ref texels, stride, sx, sy, sx + stepX, sy + stepY);
                var coverA = (((c.GetElement(3) - 128 * 256) * sharpness) >> 16) + 128;
                var coverB = (((c.GetElement(11) - 128 * 256) * sharpness) >> 16) + 128;
                if ((coverA > 0) | (coverB > 0)) c = Vector256.Create(Cover(c.GetLower(), Math.Clamp(coverA, 0, 256)), Cover(c.GetUpper(), Math.Clamp(coverB, 0, 256)));
                sum += c >>> shift;
                (sx, sy) = (sx + awayX, sy + awayY);
            }
            sum >>>= 8;
            pixels[i] = Pack(Grained(sum.GetLower(), x, y, ref grain, grainStrength));
            pixels[i + 1] = Pack(Grained(sum.GetUpper(), x + stepX, y + stepY, ref grain, grainStrength));
            (x, y) = (x + 2 * stepX, y + 2 * stepY);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Grained(Vector128<ushort> channels, int x, int y, ref byte grain, int strength)
    {
        var g = 128 + (((Unsafe.Add(ref grain, ((y >> 14) & 511) * 512 + ((x >> 14) & 511)) - 128) * strength) >> 7);
        return (channels * Vector128.Create((ushort)g)) >>> 7;
    }

    private void PaintFar(in GroundRun run, Span<uint> pixels, int level)
    {
        ref readonly var painted = ref _ground.Painted[level];
        ref var texels = ref MemoryMarshal.GetArrayDataReference(painted.Texels);
        var stride = painted.Stride;
        var shift = BitOperations.Log2((uint)run.Samples);
        var scale = (float)One / (2 << level);
        var offset = 0.5f / (2 << level) - 0.5f; // a smaller texel's middle lies between those it stands for
        var (x, y) = ((int)(run.X * scale + offset * One), (int)(run.Y * scale + offset * One));
        var (stepX, stepY) = ((int)(run.StepX * scale), (int)(run.StepY * scale));
        var (awayX, awayY) = ((int)(run.AwayX * scale), (int)(run.AwayY * scale));
        (x, y) = (x - awayX * (run.Samples - 1) / 2, y - awayY * (run.Samples - 1) / 2);
        for (var i = 0; i < GroundPainter.Run; i += 2)
        {
            var sum = Vector256<ushort>.Zero;
            var (sx, sy) = (x, y);
            for (var n = 0; n < run.Samples; n++)
            {
                sum += Texture.Bilinear(ref texels, stride, sx, sy, sx + stepX, sy + stepY) >>> shift;
                (sx, sy) = (sx + awayX, sy + awayY);
            }
            sum >>>= 8;
            pixels[i] = Pack(sum.GetLower());
            pixels[i + 1] = Pack(sum.GetUpper());
            (x, y) = (x + 2 * stepX, y + 2 * stepY);
        }
    }

    /// <summary>The same where the raster ends: beyond it the table goes on, beyond the table what was there stays.</summary>
    public void PaintBorder(in GroundRun run, Span<uint> pixels)
    {
        Span<uint> inside = stackalloc uint[GroundPainter.Run];
        var (w, h) = (_ground.Bare.Width - 3, _ground.Bare.Height - 3);
        var size = MathF.Max(run.Across, run.Along);
        var level = Math.Clamp((int)MathF.Round(MathF.Log2(MathF.Max(size, 1))), 0, _ground.TableTexture.Levels.Length - 1);
        ref readonly var tile = ref _ground.TableTexture.Levels[level];
        var scale = 1f / (1 << level);
        // How many texels a pixel reaches along x and y: at the table's rim it is mixed with the backdrop by how much of it is table.
        var (reachX, reachY) = (MathF.Abs(run.StepX) + MathF.Abs(run.AwayX) * run.Samples, MathF.Abs(run.StepY) + MathF.Abs(run.AwayY) * run.Samples);
        for (var i = 0; i < GroundPainter.Run; i++)
        {
            var (x, y) = (run.X + i * run.StepX, run.Y + i * run.StepY);
            var cover = MathF.Min(0.5f + MathF.Min(x - _tableX0, _tableX1 - x) / reachX, 0.5f + MathF.Min(y - _tableY0, _tableY1 - y) / reachY);
            if (cover <= 0) continue;
            if (x >= 1 && x <= w && y >= 1 && y <= h)
            {
                pixels[i] = Single(run, x, y);
                continue;
            }
            var (tx, ty) = ((x + 0.5f) * scale - 0.5f, (y + 0.5f) * scale - 0.5f);
            var (fx, fy) = (MathF.Floor(tx), MathF.Floor(ty));
            ref var texel = ref tile.Texels[((int)fy & (tile.Height - 1)) * tile.Stride + ((int)fx & (tile.Width - 1))];
            var table = Pack(Texture.Bilinear(ref texel, tile.Stride, (int)((tx - fx) * 256), (int)((ty - fy) * 256)) >>> 8);
            pixels[i] = cover >= 1 ? table : Mix(pixels[i], table, (uint)(cover * 256));
        }
    }

    private static uint Mix(uint below, uint above, uint cover)
    {
        var (odd, even) = ((below >> 8 & 0x00FF00FF) * (256 - cover) + (above >> 8 & 0x00FF00FF) * cover, (below & 0x00FF00FF) * (256 - cover) + (above & 0x00FF00FF) * cover);
        return (odd & 0xFF00FF00) | (even >> 8 & 0x00FF00FF);
    }

    // One pixel alone, where a run straddles the raster's border.
    private uint Single(in GroundRun run, float x, float y)
    {
        var size = MathF.Max(run.Across, run.Along * 0.7f);
        var level = Math.Clamp((int)MathF.Round(MathF.Log2(MathF.Max(size, 1))) - 1, 0, _ground.Painted.Length - 1);
        ref readonly var painted = ref _ground.Painted[level];
        var scale = 1f / (2 << level);
        var tx = Math.Clamp((x + 0.5f) * scale - 0.5f, 0, painted.Width - 1.01f);
        var ty = Math.Clamp((y + 0.5f) * scale - 0.5f, 0, painted.Height - 1.01f);
        ref var texel = ref painted.Texels[(int)ty * painted.Stride + (int)tx];
        return Pack(Texture.Bilinear(ref texel, painted.Stride, (int)((tx - (int)tx) * 256), (int)((ty - (int)ty) * 256)) >>> 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<ushort> Cover(Vector128<ushort> bare, int cover)
    {
        var ground = Vector128.ConvertToSingle(Vector128.WidenLower(bare));
        var paint = Vector128.Min(ground * _ratio, Vector128.Create(65280f));
        var mixed = ground + (paint - ground) * (cover * (1 / 256f));
        return Vector128.Narrow(Vector128.ConvertToUInt32(mixed), Vector128<uint>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Pack(Vector128<ushort> channels) =>
        Vector128.Narrow(Vector128.Min(channels, Vector128.Create((ushort)255)), Vector128<ushort>.Zero).AsUInt32().ToScalar();
}
