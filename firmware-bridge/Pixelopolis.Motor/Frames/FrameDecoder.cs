using System.Buffers.Binary;

namespace Pixelopolis.Motor.Frames;

/// <summary>
/// Finds frames in a stream of bytes that comes in pieces of any size; whatever it is fed, it finds the next sound frame. Allocates nothing once made.
/// </summary>
/// <example><code>while (decoder.Next(ref bytes, out var frame, out var fault)) if (fault == FrameFault.None) Take(frame);</code></example>
public sealed class FrameDecoder
{
    private readonly byte[] _buffer = new byte[FrameLayout.MaxEncodedLength];
    private int _length;
    private bool _overflowed;
    private bool _heard;
    private uint _lastSequence;
    private FrameCounters _counters;

    public FrameCounters Counters => _counters;

    /// <summary>
    /// Takes bytes from the front of <paramref name="bytes"/> up to the end of the next frame, sound or not.
    /// False when all are taken and no frame has ended; then the rest of the frame is waited for.
    /// </summary>
    public bool Next(ref ReadOnlySpan<byte> bytes, out Frame frame, out FrameFault fault)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf(FrameLayout.Delimiter);
            Hold(end < 0 ? bytes : bytes[..end]);
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (end < 0) break;
            if (_length == 0 && !_overflowed) continue;

            fault = Finish(out frame);
            _counters.Count(fault);
            return true;
        }

        frame = default;
        fault = FrameFault.None;
        return false;
    }

    /// <summary>Forgets a frame begun: what follows comes from another line.</summary>
    public void Reset()
    {
        _length = 0;
        _overflowed = false;
        _heard = false;
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _length)
        {
            _overflowed = true;
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private FrameFault Finish(out Frame frame)
    {
        frame = default;
        var encoded = _buffer.AsSpan(0, _length);
        var overflowed = _overflowed;
        _length = 0;
        _overflowed = false;

        if (overflowed) return FrameFault.TooLong;
        if (!Cobs.TryDecode(encoded, encoded, out var length)) return FrameFault.CobsInvalid;
        if (length < FrameLayout.MinContentLength) return FrameFault.TooShort;
        var content = encoded[..(length - FrameLayout.CrcLength)];
        if (Crc32.Of(content) != BinaryPrimitives.ReadUInt32LittleEndian(encoded[content.Length..])) return FrameFault.CrcMismatch;

        var type = (FrameType)content[0];
        var payload = content[FrameLayout.HeaderLength..];
        var expected = FrameLayout.PayloadLength(type);
        if (expected < 0) return FrameFault.UnknownType;
        if (expected != payload.Length) return FrameFault.LengthMismatch;

        var sequence = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
        Follow(sequence);
        frame = new Frame(type, sequence, payload);
        return FrameFault.None;
    }

    private void Follow(uint sequence)
    {
        if (_heard)
        {
            var ahead = SequenceNumber.Ahead(sequence, _lastSequence);
            if (ahead > 1) _counters.SequenceGap += ahead - 1;
            if (ahead < 1) _counters.SequenceRepeated++;
        }

        _heard = true;
        _lastSequence = sequence;
    }
}
