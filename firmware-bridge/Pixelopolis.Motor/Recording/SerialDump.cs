using System.Globalization;
using Pixelopolis.Motor.Frames;

namespace Pixelopolis.Motor.Recording;

/// <summary>Bytes of a line in words: one line for each frame, good or bad, then the counts.</summary>
public sealed class SerialDump
{
    private readonly FrameDecoder _toBoard = new();
    private readonly FrameDecoder _toCar = new();

    /// <summary>Decodes one piece of a recording; a frame that it cuts comes out with a later piece.</summary>
    public IEnumerable<string> Add(SerialLogLine line)
    {
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{line.Time,12:0.000000} {(line.Direction == Direction.ToBoard ? "car >" : "board >")} ");
        return Decode(line.Direction == Direction.ToBoard ? _toBoard : _toCar, stamp, line.Bytes);
    }

    /// <summary>Decodes bytes of unknown time and direction.</summary>
    public IEnumerable<string> Add(ReadOnlySpan<byte> bytes) => Decode(_toCar, "", bytes);

    public IEnumerable<string> Summary()
    {
        if (_toBoard.Counters != default) yield return $"to the board: {Of(_toBoard.Counters)}";
        if (_toCar.Counters != default) yield return (_toBoard.Counters != default ? "to the car: " : "") + Of(_toCar.Counters);
        if (_toBoard.Counters == default && _toCar.Counters == default) yield return "no frames";
    }

    private static List<string> Decode(FrameDecoder decoder, string stamp, ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        while (decoder.Next(ref bytes, out var frame, out var fault))
            lines.Add(stamp + (fault == FrameFault.None ? FrameText.Of(frame) : $"! {fault}"));
        return lines;
    }

    private static string Of(FrameCounters c) =>
        $"{c.Good} frames, {c.SequenceGap} missing, {c.SequenceRepeated} repeated; thrown away: {c.Rejected}"
        + (c.Rejected == 0 ? "" : $" (cobsInvalid {c.CobsInvalid}, crcMismatch {c.CrcMismatch}, tooLong {c.TooLong}, tooShort {c.TooShort}, unknownType {c.UnknownType}, lengthMismatch {c.LengthMismatch})");
}
