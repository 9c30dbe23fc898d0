using System.Buffers.Binary;

namespace Pixelopolis.Car.Perception;

/// <summary>Why a frame's header is not taken.</summary>
public enum FrameWireFault { None, BadMagic, BadSize, BadLength, BadTime }

/// <summary>What is said of a frame before its bytes: number, when its light fell (seconds, CLOCK_MONOTONIC of this machine), size in pixels.</summary>
public readonly record struct FrameHeader(uint Number, double CapturedAt, int Width, int Height)
{
    /// <summary>Of the RGB bytes that follow: 8 bit, interleaved, row-major.</summary>
    public int ByteLength => Width * Height * 3;
}

/// <summary>
/// How raw frames cross a local stream socket: a header of <see cref="HeaderLength"/> bytes, little-endian, then the RGB bytes.
/// <list type="table">
/// <item><term>0</term><description>magic <c>PXF1</c></description></item>
/// <item><term>4</term><description>uint32 frame number</description></item>
/// <item><term>8</term><description>float64 capture time, seconds of CLOCK_MONOTONIC</description></item>
/// <item><term>16</term><description>uint32 width</description></item>
/// <item><term>20</term><description>uint32 height</description></item>
/// <item><term>24</term><description>uint32 byte length, always width × height × 3</description></item>
/// <item><term>28</term><description>uint32 zero</description></item>
/// </list>
/// </summary>
public static class FrameWire
{
    public const int HeaderLength = 32;
    public const int LongestSide = 2048;
    private const uint Magic = 0x31465850; // "PXF1"

    public static void WriteHeader(in FrameHeader header, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], header.Number);
        BinaryPrimitives.WriteDoubleLittleEndian(destination[8..], header.CapturedAt);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], (uint)header.Width);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[20..], (uint)header.Height);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[24..], (uint)header.ByteLength);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[28..], 0);
    }

    /// <summary>Reads <see cref="HeaderLength"/> bytes; after a fault the stream cannot be read on.</summary>
    public static FrameWireFault ReadHeader(ReadOnlySpan<byte> source, out FrameHeader header)
    {
        header = default;
        if (BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic) return FrameWireFault.BadMagic;
        var width = BinaryPrimitives.ReadUInt32LittleEndian(source[16..]);
        var height = BinaryPrimitives.ReadUInt32LittleEndian(source[20..]);
        if (width is 0 or > LongestSide || height is 0 or > LongestSide) return FrameWireFault.BadSize;
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[24..]) != width * height * 3) return FrameWireFault.BadLength;
        var capturedAt = BinaryPrimitives.ReadDoubleLittleEndian(source[8..]);
        if (!double.IsFinite(capturedAt)) return FrameWireFault.BadTime;
        header = new FrameHeader(BinaryPrimitives.ReadUInt32LittleEndian(source[4..]), capturedAt, (int)width, (int)height);
        return FrameWireFault.None;
    }
}
