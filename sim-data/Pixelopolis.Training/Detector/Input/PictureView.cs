using Pixelopolis.Training.Detector.Data;

namespace Pixelopolis.Training.Detector.Input;

/// <summary>Reads a view of a kept frame, bilinearly; beyond the frame its edge goes on. Not for several threads at once.</summary>
internal sealed class PictureView(KeptFrame frame)
{
    private const int One = 256;
    private readonly (int Low, int High, int Share)[] _columns = new (int, int, int)[frame.View.Width];

    /// <param name="kept">A kept frame, RGB.</param>
    /// <param name="x">The view's left edge in it.</param>
    /// <param name="y">Its upper edge.</param>
    /// <param name="zoom">The view's pixels for one of the kept frame's.</param>
    /// <param name="into">As large as what the network sees, RGB.</param>
    public void Read(ReadOnlySpan<byte> kept, double x, double y, double zoom, Span<byte> into)
    {
        var (width, height) = (frame.View.Width, frame.View.Height);
        if (zoom == 1 && x == 0 && y == Math.Floor(y) && y >= 0 && y + height <= frame.Height)
        {
            kept.Slice((int)y * frame.Width * 3, into.Length).CopyTo(into);
            return;
        }
        for (var column = 0; column < width; column++)
        {
            var (low, high, share) = Tap(x, column, zoom, frame.Width);
            _columns[column] = (low * 3, high * 3, share);
        }
        for (var row = 0; row < height; row++)
        {
            var (low, high, down) = Tap(y, row, zoom, frame.Height);
            var upper = kept.Slice(low * frame.Width * 3, frame.Width * 3);
            var lower = kept.Slice(high * frame.Width * 3, frame.Width * 3);
            var line = into.Slice(row * width * 3, width * 3);
            for (var column = 0; column < width; column++)
            {
                var (left, right, across) = _columns[column];
                for (var channel = 0; channel < 3; channel++)
                {
                    var above = upper[left + channel] * (One - across) + upper[right + channel] * across;
                    var below = lower[left + channel] * (One - across) + lower[right + channel] * across;
                    line[3 * column + channel] = (byte)((above * (One - down) + below * down + One * One / 2) >> 16);
                }
            }
        }
    }

    // Pixels have their middles at halves.
    private static (int Low, int High, int Share) Tap(double start, int at, double zoom, int size)
    {
        var place = Math.Clamp(start + (at + 0.5) / zoom - 0.5, 0, size - 1);
        var low = (int)place;
        return (low, Math.Min(low + 1, size - 1), (int)((place - low) * One));
    }
}
