namespace Pixelopolis.Motor.Frames;

/// <summary>
/// Consistent overhead byte stuffing (Cheshire and Baker, 1999): bytes without a zero among them, so that a zero can end a frame.
/// </summary>
public static class Cobs
{
    private const int LongestRun = 254;

    /// <summary>The most bytes that <paramref name="length"/> bytes can become.</summary>
    public static int MaxEncodedLength(int length) => length + length / LongestRun + 1;

    /// <summary>Encodes and returns how many bytes were written; the destination holds <see cref="MaxEncodedLength"/>.</summary>
    public static int Encode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var code = 0;
        var write = 1;
        foreach (var b in source)
        {
            // A full run is closed only when more follows: one that ends the data needs no code byte after it.
            if (write - code == LongestRun + 1)
            {
                destination[code] = LongestRun + 1;
                code = write++;
            }

            if (b == 0)
            {
                destination[code] = (byte)(write - code);
                code = write++;
            }
            else
            {
                destination[write++] = b;
            }
        }

        destination[code] = (byte)(write - code);
        return write;
    }

    /// <summary>
    /// Decodes bytes without their delimiter; the destination may be the source itself.
    /// False when a zero is among them, or a code byte points past their end, or the destination is too short.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        var read = 0;
        while (read < source.Length)
        {
            int code = source[read++];
            var run = code - 1;
            if (code == 0 || run > source.Length - read || run > destination.Length - written) return false;
            for (var i = 0; i < run; i++)
            {
                var b = source[read++];
                if (b == 0) return false;
                destination[written++] = b;
            }

            if (code == LongestRun + 1 || read == source.Length) continue;
            if (written == destination.Length) return false;
            destination[written++] = 0;
        }

        return true;
    }
}
