using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// What a JPEG file of some quality would have kept of the picture: YCbCr 4:2:2, 8 × 8 blocks, the quantization tables of
/// ITU-T T.81 Annex K. No bits are coded; each stripe of eight rows stands for itself.
/// </summary>
internal sealed class JpegArtefacts
{
    private readonly Vector256<float>[] _lumaDivide = new Vector256<float>[8], _lumaMultiply = new Vector256<float>[8];
    private readonly Vector256<float>[] _chromaDivide = new Vector256<float>[8], _chromaMultiply = new Vector256<float>[8];
    private readonly int _stride;

    public JpegArtefacts(int quality, int stride)
    {
        _stride = stride;
        Scale(JpegTables.Luma, quality, _lumaDivide, _lumaMultiply);
        Scale(JpegTables.Chroma, quality, _chromaDivide, _chromaMultiply);
    }

    /// <summary>Rows [<paramref name="from"/>, <paramref name="to"/>), both multiples of 8, in place. RGBA; the width a multiple of 16.</summary>
    public void Apply(uint[] picture, int from, int to)
    {
        Block left = default, right = default, blue = default, red = default;
        for (var row = from; row < to; row += 8)
            for (var column = 0; column < _stride; column += 16)
            {
                var stripe = picture.AsSpan(row * _stride + column);
                Read(stripe, ref left, ref right, ref blue, ref red);
                Through(ref left, _lumaDivide, _lumaMultiply);
                Through(ref right, _lumaDivide, _lumaMultiply);
                Through(ref blue, _chromaDivide, _chromaMultiply);
                Through(ref red, _chromaDivide, _chromaMultiply);
                Write(stripe, ref left, ref right, ref blue, ref red);
            }
    }

    private void Read(Span<uint> stripe, ref Block left, ref Block right, ref Block blue, ref Block red)
    {
        for (var j = 0; j < 8; j++)
        {
            var (r0, g0, b0) = Channels(ref stripe[j * _stride]);
            var (r1, g1, b1) = Channels(ref stripe[j * _stride + 8]);
            var (y0, y1) = (r0 * 0.299f + g0 * 0.587f + b0 * 0.114f, r1 * 0.299f + g1 * 0.587f + b1 * 0.114f);
            left[j] = y0 - Vector256.Create(128f);
            right[j] = y1 - Vector256.Create(128f);
            blue[j] = Pairs(b0 - y0, b1 - y1) * (0.5f * 0.564f);
            red[j] = Pairs(r0 - y0, r1 - y1) * (0.5f * 0.713f);
        }
    }

    private void Write(Span<uint> stripe, ref Block left, ref Block right, ref Block blue, ref Block red)
    {
        var first = Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3);
        var second = Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7);
        for (var j = 0; j < 8; j++)
        {
            var (cb, cr) = (blue[j], red[j]);
            Store(ref stripe[j * _stride], left[j], Vector256.Shuffle(cb, first), Vector256.Shuffle(cr, first));
            Store(ref stripe[j * _stride + 8], right[j], Vector256.Shuffle(cb, second), Vector256.Shuffle(cr, second));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> R, Vector256<float> G, Vector256<float> B) Channels(ref uint pixels)
    {
        var p = Vector256.LoadUnsafe(ref pixels).AsInt32();
        var mask = Vector256.Create(255);
        return (Vector256.ConvertToSingle(p & mask), Vector256.ConvertToSingle((p >>> 8) & mask), Vector256.ConvertToSingle((p >>> 16) & mask));
    }

    // Neighbours added: eight columns of colour for sixteen of brightness.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pairs(Vector256<float> a, Vector256<float> b)
    {
        var order = Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7);
        (a, b) = (Vector256.Shuffle(a, order), Vector256.Shuffle(b, order));
        return Vector256.Create(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref uint pixels, Vector256<float> y, Vector256<float> cb, Vector256<float> cr)
    {
        y += Vector256.Create(128.5f);
        var (zero, max) = (Vector256<float>.Zero, Vector256.Create(255f));
        var r = Vector256.ConvertToInt32(Vector256.Min(Vector256.Max(y + cr * 1.402f, zero), max));
        var g = Vector256.ConvertToInt32(Vector256.Min(Vector256.Max(y - cb * 0.344136f - cr * 0.714136f, zero), max));
        var b = Vector256.ConvertToInt32(Vector256.Min(Vector256.Max(y + cb * 1.772f, zero), max));
        (r | (g << 8) | (b << 16)).AsUInt32().StoreUnsafe(ref pixels);
    }

    // The transform works down columns; between its two turns the block is transposed, and so are the tables.
    private static void Through(ref Block block, Vector256<float>[] divide, Vector256<float>[] multiply)
    {
        CosineTransform.Forward(ref block);
        CosineTransform.Transpose(ref block);
        CosineTransform.Forward(ref block);
        for (var k = 0; k < 8; k++) block[k] = Vector256.Round(block[k] * divide[k]) * multiply[k];
        CosineTransform.Inverse(ref block);
        CosineTransform.Transpose(ref block);
        CosineTransform.Inverse(ref block);
    }

    private static void Scale(ReadOnlySpan<byte> table, int quality, Vector256<float>[] divide, Vector256<float>[] multiply)
    {
        var percent = quality < 50 ? 5000 / Math.Max(1, quality) : 200 - 2 * Math.Min(100, quality);
        for (var u = 0; u < 8; u++)
            for (var v = 0; v < 8; v++)
            {
                var q = Math.Clamp((table[v * 8 + u] * percent + 50) / 100, 1, 255);
                var scale = CosineTransform.Scale[u] * CosineTransform.Scale[v];
                divide[u] = divide[u].WithElement(v, 1 / (q * scale * 8));
                multiply[u] = multiply[u].WithElement(v, q * scale / 8);
            }
    }
}

/// <summary>Eight rows of eight values.</summary>
[InlineArray(8)]
internal struct Block
{
    private Vector256<float> _row;
}
