using System.Buffers.Binary;

namespace Pixelopolis.Datasets.Voc;

/// <summary>A JPEG's or PNG's pixels across and down, from its header alone.</summary>
internal static class PictureSize
{
    /// <summary>Null if it is neither, or its header cannot be read.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (int Width, int Height)? Of(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[24];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read == 24 && head[..8].SequenceEqual(Png) && head[12..16].SequenceEqual("IHDR"u8))
            return (BinaryPrimitives.ReadInt32BigEndian(head[16..]), BinaryPrimitives.ReadInt32BigEndian(head[20..]));
        return read > 4 && head[0] == 0xFF && head[1] == 0xD8 ? Jpeg(file) : null;
    }

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    // Segment after segment up to the frame header (ITU-T T.81, B.2.2).
    private static (int, int)? Jpeg(FileStream file)
    {
        file.Position = 2;
        Span<byte> bytes = stackalloc byte[9];
        while (file.ReadAtLeast(bytes[..4], 4, throwOnEndOfStream: false) == 4)
        {
            if (bytes[0] != 0xFF) return null;
            if (bytes[1] == 0xFF) { file.Position -= 3; continue; } // a fill byte
            var (marker, length) = (bytes[1], BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return file.ReadAtLeast(bytes[..5], 5, throwOnEndOfStream: false) == 5
                    ? (BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[1..])) : null;
            if (length < 2 || marker is 0xDA or 0xD9) return null;
            file.Position += length - 2;
        }
        return null;
    }
}
