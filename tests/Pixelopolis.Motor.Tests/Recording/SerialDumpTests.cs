using CsCheck;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Recording;
using Pixelopolis.Motor.Tests.Frames;

namespace Pixelopolis.Motor.Tests.Recording;

public sealed class SerialDumpTests
{
    [Fact]
    public void Frames_are_told_in_words_and_faults_by_name()
    {
        var command = Line.Frame(42, new MotionCommand(7.5f, -1.25f, 1017, 20480, 150, Leds.Headlights | Leds.IndicatorLeft));
        var status = Line.Frame(9, new BoardStatus(20, 1, -2, 0.5f, 0, 7412, Buttons.Resume, BoardFaults.LeaseExpired, Leds.Brake, CommandRefusal.StaleFrame, 41, 3));
        var dump = new SerialDump();

        Assert.Empty(dump.Add(new SerialLogLine(1.5, Direction.ToBoard, command[..10])));
        Assert.Equal(
            "    1.750000 car > #42 motion 7.500 -1.250 rad/s, frame 1017, status 20480 ms, lease 150 ms, lights Headlights, IndicatorLeft",
            Assert.Single(dump.Add(new SerialLogLine(1.75, Direction.ToBoard, command[10..]))));
        Assert.Equal(
            "    2.000000 board > #9 status 20 ms, ticks 1 -2, 0.500 0.000 rad/s, 7.412 V, buttons Resume, faults LeaseExpired, lights Brake, refused StaleFrame, taken #41, bad frames 3",
            Assert.Single(dump.Add(new SerialLogLine(2, Direction.ToCar, status))));
        Assert.Equal("    3.000000 board > ! TooShort", Assert.Single(dump.Add(new SerialLogLine(3, Direction.ToCar, [2, 1, 0]))));
        Assert.Equal(
            [
                "to the board: 1 frames, 0 missing, 0 repeated; thrown away: 0",
                "to the car: 1 frames, 0 missing, 0 repeated; thrown away: 1 (cobsInvalid 0, crcMismatch 0, tooLong 0, tooShort 1, unknownType 0, lengthMismatch 0)",
            ],
            dump.Summary());
    }

    [Fact]
    public void Bytes_alone_are_decoded_too()
    {
        var dump = new SerialDump();
        Assert.Equal("#1 hello protocol 1", Assert.Single(dump.Add(Line.Frame(1, new Hello(1)))));
        Assert.Equal("#2 identity any, firmware 1.2.3, protocol 1, answers #1", Assert.Single(dump.Add(Line.Frame(2, new Identity(1, 1, new FirmwareVersion(1, 2, 3), "any")))));
        Assert.Equal("no frames", Assert.Single(new SerialDump().Summary()));
    }

    [Fact]
    public void A_line_of_a_recording_reads_as_it_was_written() =>
        Gen.Select(Gen.Int[0, 1_000_000_000], Gen.Bool, Gen.Byte.Array[1, 80]).Sample((micros, toBoard, bytes) =>
        {
            var written = new SerialLogLine(micros / 1e6, toBoard ? Direction.ToBoard : Direction.ToCar, bytes);
            Assert.True(SerialLogLine.TryParse(written.ToString(), out var read, out _));
            Assert.Equal((written.Time, written.Direction), (read.Time, read.Direction));
            Assert.Equal(written.Bytes, read.Bytes);
        });

    [Theory]
    [InlineData("", "expected '<seconds> <direction> <bytes>'")]
    [InlineData("1.0 >", "expected '<seconds> <direction> <bytes>'")]
    [InlineData("now > 00", "'now' is no time in seconds")]
    [InlineData("NaN > 00", "'NaN' is no time in seconds")]
    [InlineData("1.0 - 00", "'-' is no direction: > or <")]
    [InlineData("1.0 > 0", "bytes are two hexadecimal digits each")]
    [InlineData("1.0 > 0G", "bytes are two hexadecimal digits each")]
    public void A_bad_line_names_what_is_wrong(string text, string fault)
    {
        Assert.False(SerialLogLine.TryParse(text, out _, out var said));
        Assert.Equal(fault, said);
    }

    [Fact]
    public void Any_text_is_a_line_or_a_named_fault() =>
        Gen.String[0, 60].Sample(text => Assert.True(SerialLogLine.TryParse(text, out _, out var fault) || fault.Length > 0));
}
