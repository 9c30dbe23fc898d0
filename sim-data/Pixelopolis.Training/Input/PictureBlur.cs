namespace Pixelopolis.Training.Input;

/// <summary>A blur of three taps (1 2 1), along rows or columns: a lens slightly off, or a car that moved.</summary>
internal static class PictureBlur
{
    /// <param name="from">The picture.</param>
    /// <param name="into">As long as the picture.</param>
    /// <param name="step">Bytes between neighbours: 3 along a row, a row's bytes along a column.</param>
    /// <param name="run">Bytes after which neighbours end: a row, or the whole picture.</param>
    public static void Three(ReadOnlySpan<byte> from, Span<byte> into, int step, int run)
    {
        for (var start = 0; start < from.Length; start += run)
        {
            var source = from.Slice(start, run);
            var target = into.Slice(start, run);
            for (var i = 0; i < run; i++)
            {
                var before = source[i >= step ? i - step : i];
                var after = source[i + step < run ? i + step : i];
                target[i] = (byte)((before + 2 * source[i] + after + 2) >> 2);
            }
        }
    }
}
