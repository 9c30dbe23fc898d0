using System.Buffers.Binary;

namespace Pixelopolis.Car.App.Camera;

/// <summary>Reads a JPEG's size from its frame header: a few bytes from the network must not make a decoder fill the memory.</summary>
internal static class JpegSize
{
    private const byte Marker = 0xFF, StartOfImage = 0xD8, Temporary = 0x01, FirstRestart = 0xD0, LastRestart = 0xD7, FirstFrame = 0xC0, LastFrame = 0xCF;

    /// <summary>Pixels; null when it is no JPEG or breaks off before it says.</summary>
    public static (int Width, int Height)? Of(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.Length < 4 || jpeg[0] != Marker || jpeg[1] != StartOfImage) return null;
        for (var at = 2; at + 9 <= jpeg.Length;)
        {
            if (jpeg[at] != Marker) return null;
            var kind = jpeg[at + 1];
            if (kind == Marker) { at++; continue; } // fill bytes
            if (kind is Temporary or (>= FirstRestart and <= LastRestart)) { at += 2; continue; }
            // C4, C8 and CC are tables; every other of the sixteen begins a frame.
            if (kind is >= FirstFrame and <= LastFrame and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }
        return null;
    }
}
