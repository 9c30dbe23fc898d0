using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Frames;

/// <summary>One frame as it left the line, checked; its payload is valid until the decoder is asked for the next.</summary>
public readonly ref struct Frame(FrameType type, uint sequence, ReadOnlySpan<byte> payload)
{
    public FrameType Type { get; } = type;

    public uint Sequence { get; } = sequence;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}

/// <summary>
/// A frame's shape on the line: 0x00, COBS(type u8, sequence u32, payload, CRC-32 u32), 0x00; little-endian.
/// The leading zero parts a frame from whatever noise came before it, the trailing one ends it.
/// </summary>
public static class FrameLayout
{
    public const byte Delimiter = 0;
    public const int HeaderLength = 5;
    public const int CrcLength = 4;
    public const int MaxPayloadLength = 64;
    public const int MinContentLength = HeaderLength + CrcLength;
    public const int MaxContentLength = HeaderLength + MaxPayloadLength + CrcLength;

    /// <summary>The most bytes between two delimiters: content of up to 254 bytes grows by one in COBS.</summary>
    public const int MaxEncodedLength = MaxContentLength + 1;

    /// <summary>The most bytes a frame takes on the line, both delimiters included.</summary>
    public const int MaxFrameLength = MaxEncodedLength + 2;

    /// <summary>The exact payload length of a known type, −1 for an unknown one.</summary>
    public static int PayloadLength(FrameType type) => type switch
    {
        FrameType.MotionCommand => MotionCommand.Length,
        FrameType.Hello => Hello.Length,
        FrameType.BoardStatus => BoardStatus.Length,
        FrameType.Identity => Identity.Length,
        _ => -1,
    };
}
