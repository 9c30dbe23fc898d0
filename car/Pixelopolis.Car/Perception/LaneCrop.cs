namespace Pixelopolis.Car.Perception;

/// <summary>What part of the frame a lane model looks at.</summary>
public enum CropRegion { BottomQuarter, FullFrame }

/// <summary>
/// The one crop and resize between a camera frame and a lane model: the region is averaged by area to 120 × 40 RGB.
/// The car, the data generator and the trainer all call this.
/// </summary>
public sealed class LaneCrop
{
    public const int Width = 120;
    public const int Height = 40;
    public const int Bytes = Width * Height * 3;
    private const int One = 1 << 12;
    private readonly int _frameWidth;
    private readonly int _top;
    private readonly (int From, int To, int First, int Last)[] _columns;
    private readonly (int From, int To, int First, int Last)[] _rows;
    private readonly int _columnSum;
    private readonly long _sum;
    private readonly int[] _line;

    public LaneCrop(int frameWidth, int frameHeight, CropRegion region = CropRegion.BottomQuarter)
    {
        if (frameWidth < Width || frameHeight < Height * 4)
            throw new ArgumentException($"a frame of {frameWidth} × {frameHeight} is too small: at least {Width} × {Height * 4} is needed");
        (_frameWidth, FrameHeight) = (frameWidth, frameHeight);
        _top = region == CropRegion.BottomQuarter ? frameHeight - frameHeight / 4 : 0;
        _columns = Spans(frameWidth, Width);
        _rows = Spans(frameHeight - _top, Height);
        _columnSum = (int)Math.Round((double)frameWidth / Width * One);
        _sum = (long)Math.Round((double)(frameHeight - _top) / Height * _columnSum);
        _line = new int[Width * 3];
    }

    public int FrameHeight { get; }

    /// <summary>The first frame row that is read.</summary>
    public int FirstRow => _top;

    /// <summary>Reads a frame of RGB bytes, writes <see cref="Bytes"/> of RGB. Allocates nothing; not for two threads at once.</summary>
    public void Read(ReadOnlySpan<byte> frame, Span<byte> crop)
    {
        Span<long> cell = stackalloc long[Width * 3];
        for (var row = 0; row < Height; row++)
        {
            cell.Clear();
            var (from, to, first, last) = _rows[row];
            for (var y = from; y < to; y++)
            {
                var weight = y == from ? first : y == to - 1 ? last : One;
                Line(frame.Slice((_top + y) * _frameWidth * 3, _frameWidth * 3));
                for (var i = 0; i < cell.Length; i++) cell[i] += (long)_line[i] * weight;
            }
            var target = crop.Slice(row * Width * 3, Width * 3);
            for (var i = 0; i < target.Length; i++) target[i] = (byte)Math.Min(255, ((cell[i] >> 12) + _sum / 2) / _sum);
        }
    }

    private void Line(ReadOnlySpan<byte> pixels)
    {
        for (var column = 0; column < Width; column++)
        {
            var (from, to, first, last) = _columns[column];
            var p = from * 3;
            int r = pixels[p] * first, g = pixels[p + 1] * first, b = pixels[p + 2] * first;
            int red = 0, green = 0, blue = 0;
            for (p += 3; p < (to - 1) * 3; p += 3) { red += pixels[p]; green += pixels[p + 1]; blue += pixels[p + 2]; }
            r += red << 12; g += green << 12; b += blue << 12;
            if (to - 1 > from) { r += pixels[p] * last; g += pixels[p + 1] * last; b += pixels[p + 2] * last; }
            (_line[column * 3], _line[column * 3 + 1], _line[column * 3 + 2]) = (r, g, b);
        }
    }

    /// <summary>For each target cell: the source cells it covers, and how much of the first and the last, in 1/4096.</summary>
    private static (int, int, int, int)[] Spans(int source, int target)
    {
        var spans = new (int, int, int, int)[target];
        for (var i = 0; i < target; i++)
        {
            var (low, high) = ((double)source * i / target, (double)source * (i + 1) / target);
            var from = (int)Math.Floor(low + 1e-9);
            var to = (int)Math.Ceiling(high - 1e-9);
            var first = Math.Min(high, from + 1) - low;
            var last = high - (to - 1);
            spans[i] = (from, to, (int)Math.Round(first * One), (int)Math.Round(last * One));
        }
        return spans;
    }
}
