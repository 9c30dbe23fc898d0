using CsCheck;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Tests.Frames;

/// <summary>Frames for tests: written, read back, made up.</summary>
internal static class Line
{
    /// <summary>What was between two delimiters: a frame's type and sequence, or the fault.</summary>
    public readonly record struct Seen(FrameType Type, uint Sequence, FrameFault Fault, string Payload);

    public static readonly Gen<MotionCommand> Command = Gen.Select(
        Gen.Float, Gen.Float, Gen.UInt, Gen.UInt, Gen.UShort, Gen.Byte,
        (left, right, frame, time, lease, leds) => new MotionCommand(left, right, frame, time, lease, (Leds)leds));

    public static readonly Gen<BoardStatus> Status = Gen.Select(
        Gen.Select(Gen.UInt, Gen.Int, Gen.Int), Gen.Select(Gen.Float, Gen.Float), Gen.Select(Gen.UShort, Gen.Byte, Gen.UShort),
        Gen.Select(Gen.Byte, Gen.Byte, Gen.UInt, Gen.UShort),
        (t, v, b, rest) => new BoardStatus(
            t.Item1, t.Item2, t.Item3, v.Item1, v.Item2, b.Item1, (Buttons)b.Item2, (BoardFaults)b.Item3,
            (Leds)rest.Item1, (CommandRefusal)rest.Item2, rest.Item3, rest.Item4));

    public static readonly Gen<byte[]> AnyFrame = Gen.Select(
        Gen.OneOf(
            Command.Select(c => (FrameType.MotionCommand, Payload(MotionCommand.Length, c.Write))),
            Status.Select(s => (FrameType.BoardStatus, Payload(BoardStatus.Length, s.Write))),
            Gen.Byte.Select(v => (FrameType.Hello, Payload(Hello.Length, new Hello(v).Write))),
            Gen.Select(Gen.Byte, Gen.UInt, (v, s) =>
                (FrameType.Identity, Payload(Identity.Length, new Identity(v, s, new FirmwareVersion(1, 2, 3), "any-board").Write)))),
        Gen.UInt,
        (message, sequence) => Frame(message.Item1, sequence, message.Item2));

    public delegate void Writes(Span<byte> payload);

    public static byte[] Payload(int length, Writes write)
    {
        var payload = new byte[length];
        write(payload);
        return payload;
    }

    public static byte[] Frame(FrameType type, uint sequence, ReadOnlySpan<byte> payload)
    {
        var bytes = new byte[FrameLayout.MaxFrameLength];
        return bytes[..FrameWriter.Write(type, sequence, payload, bytes)];
    }

    public static byte[] Frame(uint sequence, in MotionCommand command) =>
        Frame(FrameType.MotionCommand, sequence, Payload(MotionCommand.Length, command.Write));

    public static byte[] Frame(uint sequence, in Hello hello) => Frame(FrameType.Hello, sequence, Payload(Hello.Length, hello.Write));

    public static byte[] Frame(uint sequence, in BoardStatus status) =>
        Frame(FrameType.BoardStatus, sequence, Payload(BoardStatus.Length, status.Write));

    public static byte[] Frame(uint sequence, Identity identity) =>
        Frame(FrameType.Identity, sequence, Payload(Identity.Length, identity.Write));

    public static List<Seen> Read(FrameDecoder decoder, ReadOnlySpan<byte> bytes)
    {
        var seen = new List<Seen>();
        while (decoder.Next(ref bytes, out var frame, out var fault))
            seen.Add(new Seen(frame.Type, frame.Sequence, fault, Convert.ToHexString(frame.Payload)));
        return seen;
    }
}
