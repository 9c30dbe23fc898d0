using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Tests.Frames;

public sealed class FrameWriterTests
{
    [Fact]
    public void A_payload_above_the_limit_is_a_bug_and_says_so() =>
        Assert.Contains("at most 64", Assert.Throws<ArgumentException>(() =>
            FrameWriter.Write(FrameType.Hello, 1, new byte[65], new byte[200])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_destination_too_short_is_a_bug_and_says_so()
    {
        Assert.Equal(13, FrameWriter.Write(FrameType.Hello, 1, [1], new byte[13]));
        Assert.Contains("needs 13 bytes", Assert.Throws<ArgumentException>(() =>
            FrameWriter.Write(FrameType.Hello, 1, [1], new byte[12])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        var payload = new byte[MotionCommand.Length];
        var bytes = new byte[FrameLayout.MaxFrameLength];
        var command = new MotionCommand(1, 2, 3, 4, 150, Leds.None);
        Write(1000);
        Assert.Equal(0, Allocations.InSteadyState(() => Write(1000)));

        void Write(int times)
        {
            for (var i = 0u; i < times; i++)
            {
                command.Write(payload);
                FrameWriter.Write(FrameType.MotionCommand, i, payload, bytes);
            }
        }
    }
}
