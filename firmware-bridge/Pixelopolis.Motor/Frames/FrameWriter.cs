using System.Buffers.Binary;

namespace Pixelopolis.Motor.Frames;

/// <summary>Puts a payload on the line as a frame. Allocates nothing.</summary>
public static class FrameWriter
{
    /// <summary>Writes one frame, both delimiters included, and returns its length; <paramref name="destination"/> holds <see cref="FrameLayout.MaxFrameLength"/>.</summary>
    /// <exception cref="ArgumentException">The payload or the destination has the wrong length: a bug in the caller.</exception>
    public static int Write(FrameType type, uint sequence, ReadOnlySpan<byte> payload, Span<byte> destination)
    {
        if (payload.Length > FrameLayout.MaxPayloadLength)
            throw new ArgumentException($"a payload has at most {FrameLayout.MaxPayloadLength} bytes, not {payload.Length}", nameof(payload));
        var length = FrameLayout.MinContentLength + payload.Length;
        if (destination.Length < length + 3)
            throw new ArgumentException($"the frame needs {length + 3} bytes, the destination has {destination.Length}", nameof(destination));

        Span<byte> content = stackalloc byte[FrameLayout.MaxContentLength];
        content[0] = (byte)type;
        BinaryPrimitives.WriteUInt32LittleEndian(content[1..], sequence);
        payload.CopyTo(content[FrameLayout.HeaderLength..]);
        var checkedLength = FrameLayout.HeaderLength + payload.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(content[checkedLength..], Crc32.Of(content[..checkedLength]));

        destination[0] = FrameLayout.Delimiter;
        var encoded = Cobs.Encode(content[..length], destination[1..]);
        destination[encoded + 1] = FrameLayout.Delimiter;
        return encoded + 2;
    }
}
