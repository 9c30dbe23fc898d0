using CsCheck;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Tests.Frames;

public sealed class FrameDecoderTests
{
    private static readonly byte[] Sound = Line.Frame(7, new Hello(1));

    [Fact]
    public void Every_single_bit_flip_of_a_frame_is_rejected() =>
        Line.AnyFrame.Sample(frame =>
        {
            for (var bit = 0; bit < frame.Length * 8; bit++)
            {
                var flipped = (byte[])frame.Clone();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                var seen = Line.Read(new FrameDecoder(), [.. flipped, FrameLayout.Delimiter]);

                // A flipped leading delimiter spoils the frame it would have parted; nothing sound may come out either way.
                Assert.All(seen, s => Assert.NotEqual(FrameFault.None, s.Fault));
            }
        }, iter: 200);

    [Fact]
    public void Any_burst_of_noise_inside_a_frame_is_rejected() =>
        Gen.Select(Line.AnyFrame, Gen.Byte[1, 255].Array[1, 4], Gen.Double[0, 1]).Sample((frame, noise, where) =>
        {
            var at = 1 + (int)(where * (frame.Length - 1 - noise.Length));
            for (var i = 0; i < noise.Length; i++) frame[at + i] ^= noise[i];
            Assert.DoesNotContain(Line.Read(new FrameDecoder(), frame), s => s.Fault == FrameFault.None);
        });

    [Fact]
    public void Frames_come_out_the_same_however_the_stream_is_cut() =>
        Gen.Select(Line.AnyFrame.Array[1, 8], Gen.Int[1, 40].Array[1, 30]).Sample((frames, cuts) =>
        {
            byte[] stream = [.. frames.SelectMany(f => f)];
            var whole = Line.Read(new FrameDecoder(), stream);
            Assert.Equal(frames.Length, whole.Count);

            var decoder = new FrameDecoder();
            var pieces = new List<Line.Seen>();
            for (int at = 0, cut = 0; at < stream.Length; cut++)
            {
                var length = Math.Min(cuts[cut % cuts.Length], stream.Length - at);
                pieces.AddRange(Line.Read(decoder, stream.AsSpan(at, length)));
                at += length;
            }

            Assert.Equal(whole, pieces);
        });

    [Fact]
    public void After_any_garbage_the_next_frame_is_found() =>
        Gen.Select(Gen.Byte.Array[0, 500], Line.AnyFrame).Sample((garbage, frame) =>
        {
            var seen = Line.Read(new FrameDecoder(), [.. garbage, .. frame]);
            Assert.Equal(FrameFault.None, seen[^1].Fault);
            Assert.Equal(Line.Read(new FrameDecoder(), frame)[0], seen[^1]);
        });

    [Fact]
    public void A_truncated_frame_costs_only_itself() =>
        Gen.Select(Line.AnyFrame, Line.AnyFrame, Gen.Double[0, 1]).Sample((cut, next, where) =>
        {
            var kept = (int)(where * (cut.Length - 2));
            var seen = Line.Read(new FrameDecoder(), [.. cut[..kept], .. next]);
            Assert.Equal(FrameFault.None, seen[^1].Fault);
            Assert.All(seen.SkipLast(1), s => Assert.NotEqual(FrameFault.None, s.Fault));
        });

    [Fact]
    public void Counters_tell_what_came_out() =>
        Gen.Byte.Array[0, 2000].Sample(garbage =>
        {
            var decoder = new FrameDecoder();
            var seen = Line.Read(decoder, garbage);
            Assert.Equal(seen.Count, decoder.Counters.Good + decoder.Counters.Rejected);
        });

    [Fact]
    public void Every_fault_has_its_name_and_its_counter()
    {
        var decoder = new FrameDecoder();
        byte[] badCrc = Line.Frame(8, new Hello(1));
        badCrc[^3] ^= 1;

        Assert.Equal(FrameFault.CobsInvalid, Fault(decoder, [0, 9, 1, 0]));
        Assert.Equal(FrameFault.CrcMismatch, Fault(decoder, badCrc));
        Assert.Equal(FrameFault.TooLong, Fault(decoder, [0, .. Enumerable.Repeat((byte)1, FrameLayout.MaxEncodedLength + 1), 0]));
        Assert.Equal(FrameFault.TooShort, Fault(decoder, [0, 5, 1, 2, 3, 4, 0]));
        Assert.Equal(FrameFault.UnknownType, Fault(decoder, Line.Frame((FrameType)0x7E, 9, [1, 2])));
        Assert.Equal(FrameFault.LengthMismatch, Fault(decoder, Line.Frame(FrameType.Hello, 10, [1, 2])));
        Assert.Equal(FrameFault.None, Fault(decoder, Sound));

        Assert.Equal(
            new FrameCounters { Good = 1, CobsInvalid = 1, CrcMismatch = 1, TooLong = 1, TooShort = 1, UnknownType = 1, LengthMismatch = 1 },
            decoder.Counters);
    }

    [Fact]
    public void The_longest_frame_passes_and_one_byte_more_is_too_long()
    {
        // No type of today is as long as the limit, so the length is what is told.
        var longest = Line.Frame(FrameType.Hello, 1, new byte[FrameLayout.MaxPayloadLength]);
        Assert.Equal(FrameLayout.MaxFrameLength, longest.Length);
        Assert.Equal(FrameFault.LengthMismatch, Fault(new FrameDecoder(), longest));
        Assert.Equal(FrameFault.TooLong, Fault(new FrameDecoder(), [.. longest[..^1], 1, 0]));
    }

    [Fact]
    public void A_flood_without_an_end_is_one_fault_and_is_got_over()
    {
        var decoder = new FrameDecoder();
        for (var i = 0; i < 1000; i++) Assert.Empty(Line.Read(decoder, Enumerable.Repeat((byte)0x55, 64).ToArray()));
        var seen = Line.Read(decoder, Sound);
        Assert.Equal([FrameFault.TooLong, FrameFault.None], seen.Select(s => s.Fault));
    }

    [Fact]
    public void Missing_and_repeated_sequence_numbers_are_counted_across_the_wrap()
    {
        var decoder = new FrameDecoder();
        foreach (var sequence in (uint[])[uint.MaxValue - 1, uint.MaxValue, 0, 3, 3, 2, 3])
            Line.Read(decoder, Line.Frame(sequence, new Hello(1)));
        Assert.Equal(2, decoder.Counters.SequenceGap);
        Assert.Equal(2, decoder.Counters.SequenceRepeated);
    }

    [Fact]
    public void Idle_delimiters_are_nothing()
    {
        var decoder = new FrameDecoder();
        Assert.Empty(Line.Read(decoder, new byte[100]));
        Assert.Equal(0, decoder.Counters.Rejected);
    }

    [Fact]
    public void A_reset_forgets_half_a_frame()
    {
        var decoder = new FrameDecoder();
        Line.Read(decoder, Sound.AsSpan(0, 6));
        decoder.Reset();
        Assert.Equal(FrameFault.None, Line.Read(decoder, Sound.AsSpan(1)).Single().Fault);
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var decoder = new FrameDecoder();
        var stream = Enumerable.Range(0, 1000).SelectMany(i => Line.Frame((uint)i, new Hello(1))).ToArray();
        Drain(decoder, stream);
        var good = 0;
        Assert.Equal(0, Allocations.InSteadyState(() => good = Drain(decoder, stream)));
        Assert.Equal(1000, good);
    }

    private static int Drain(FrameDecoder decoder, ReadOnlySpan<byte> bytes)
    {
        var good = 0;
        while (decoder.Next(ref bytes, out _, out var fault)) good += fault == FrameFault.None ? 1 : 0;
        return good;
    }

    private static FrameFault Fault(FrameDecoder decoder, byte[] bytes) => Line.Read(decoder, bytes).Single().Fault;
}
