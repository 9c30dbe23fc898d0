using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pixelopolis.Car.Perception;

/// <summary>
/// Makes an RGB picture smaller: each target pixel is the mean of the source it covers, parts of pixels by their share (in 1/256 each way).
/// Whole-number arithmetic, so that every machine gives the same bytes. Not for two threads at once.
/// </summary>
internal sealed class AreaResize
{
    private const int One = 256;
    private readonly int _sourceWidth, _sourceHeight, _width, _height;
    private readonly (int From, int To, int First, int Last)[] _columns;
    private readonly (int From, int To, int First, int Last)[] _rows;
    private readonly int[] _sums;
    private readonly bool _halves;

    /// <exception cref="ArgumentException">The target is larger than the source.</exception>
    public AreaResize(int sourceWidth, int sourceHeight, int width, int height)
    {
        if (width < 1 || height < 1 || sourceWidth < width || sourceHeight < height)
            throw new ArgumentException($"{sourceWidth} × {sourceHeight} pixels cannot be averaged to {width} × {height}: the source must be at least as large");
        (_sourceWidth, _sourceHeight, _width, _height) = (sourceWidth, sourceHeight, width, height);
        (_columns, _rows) = (Spans(sourceWidth, width), Spans(sourceHeight, height));
        _sums = new int[sourceWidth * 3];
        _halves = sourceWidth == 2 * width && sourceHeight == 2 * height;
    }

    /// <summary>From rows <paramref name="stride"/> bytes apart.</summary>
    public void Apply(ReadOnlySpan<byte> source, int stride, Span<byte> target)
    {
        for (var row = 0; row < _height; row++)
        {
            var line = target.Slice(row * _width * 3, _width * 3);
            if (_halves) Halve(source[(2 * row * stride)..], stride, line);
            else Average(source, stride, _rows[row], line);
        }
    }

    private static void Halve(ReadOnlySpan<byte> source, int stride, Span<byte> line)
    {
        var upper = source[..(line.Length * 2)];
        var lower = source.Slice(stride, line.Length * 2);
        for (var i = HalveWide(upper, lower, line); i < line.Length; i += 3)
        {
            var k = 2 * i;
            line[i] = (byte)((upper[k] + upper[k + 3] + lower[k] + lower[k + 3] + 2) >> 2);
            line[i + 1] = (byte)((upper[k + 1] + upper[k + 4] + lower[k + 1] + lower[k + 4] + 2) >> 2);
            line[i + 2] = (byte)((upper[k + 2] + upper[k + 5] + lower[k + 2] + lower[k + 5] + 2) >> 2);
        }
    }

    /// <summary>Two target pixels at a time: four of each row are sorted into left and right neighbours. Eight bytes are written, of which the next turn overwrites two.</summary>
    /// <returns>How many bytes of the line are done.</returns>
    private static int HalveWide(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<byte> line)
    {
        if (!Vector128.IsHardwareAccelerated) return 0;
        var left = Vector128.Create((byte)0, 1, 2, 6, 7, 8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        var right = Vector128.Create((byte)3, 4, 5, 9, 10, 11, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        ref var up = ref MemoryMarshal.GetReference(upper);
        ref var low = ref MemoryMarshal.GetReference(lower);
        ref var to = ref MemoryMarshal.GetReference(line);
        var i = 0;
        for (; i + 8 <= line.Length && 2 * i + 16 <= upper.Length; i += 6)
        {
            var (above, below) = (Vector128.LoadUnsafe(ref up, (nuint)(2 * i)), Vector128.LoadUnsafe(ref low, (nuint)(2 * i)));
            var sum = Vector128.WidenLower(Vector128.ShuffleNative(above, left)) + Vector128.WidenLower(Vector128.ShuffleNative(above, right))
                + Vector128.WidenLower(Vector128.ShuffleNative(below, left)) + Vector128.WidenLower(Vector128.ShuffleNative(below, right));
            var mean = Vector128.ShiftRightLogical(sum + Vector128.Create((ushort)2), 2);
            Vector128.Narrow(mean, mean).GetLower().StoreUnsafe(ref to, (nuint)i);
        }
        return i;
    }

    private void Average(ReadOnlySpan<byte> source, int stride, (int From, int To, int First, int Last) rows, Span<byte> line)
    {
        Array.Clear(_sums);
        var down = 0;
        for (var y = rows.From; y < rows.To; y++)
        {
            var weight = y == rows.From ? rows.First : y == rows.To - 1 ? rows.Last : One;
            down += weight;
            var pixels = source.Slice(y * stride, _sourceWidth * 3);
            for (var i = 0; i < pixels.Length; i++) _sums[i] += pixels[i] * weight;
        }
        for (var column = 0; column < _width; column++)
        {
            var (from, to, first, last) = _columns[column];
            long red = 0, green = 0, blue = 0;
            var across = 0;
            for (var x = from; x < to; x++)
            {
                var weight = x == from ? first : x == to - 1 ? last : One;
                across += weight;
                red += (long)_sums[3 * x] * weight;
                green += (long)_sums[3 * x + 1] * weight;
                blue += (long)_sums[3 * x + 2] * weight;
            }
            var all = (long)down * across;
            line[3 * column] = (byte)((red + all / 2) / all);
            line[3 * column + 1] = (byte)((green + all / 2) / all);
            line[3 * column + 2] = (byte)((blue + all / 2) / all);
        }
    }

    /// <summary>For each target pixel: the source pixels it covers, and how much of the first and of the last.</summary>
    private static (int, int, int, int)[] Spans(int source, int target)
    {
        var spans = new (int, int, int, int)[target];
        for (var i = 0; i < target; i++)
        {
            var (low, high) = ((double)source * i / target, (double)source * (i + 1) / target);
            var (from, to) = ((int)Math.Floor(low + 1e-9), (int)Math.Ceiling(high - 1e-9));
            spans[i] = (from, to, (int)Math.Round((Math.Min(high, from + 1) - low) * One), (int)Math.Round((high - (to - 1)) * One));
        }
        return spans;
    }
}
