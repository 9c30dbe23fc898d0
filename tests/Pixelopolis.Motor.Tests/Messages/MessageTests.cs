using CsCheck;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Tests.Frames;

namespace Pixelopolis.Motor.Tests.Messages;

public sealed class MessageTests
{
    [Fact]
    public void A_command_reads_as_it_was_written() =>
        Line.Command.Sample(command => Assert.Equal(command, MotionCommand.Read(Line.Payload(MotionCommand.Length, command.Write))));

    [Fact]
    public void A_status_reads_as_it_was_written() =>
        Line.Status.Sample(status => Assert.Equal(status, BoardStatus.Read(Line.Payload(BoardStatus.Length, status.Write))));

    [Fact]
    public void An_identity_reads_as_it_was_written() =>
        Gen.Select(Gen.Byte, Gen.UInt, Gen.Char['!', '~'].Array[1, Identity.MaxNameLength]).Sample((version, sequence, name) =>
        {
            var identity = new Identity(version, sequence, new FirmwareVersion(1, 2, 3), new string(name));
            Assert.Equal(identity, Identity.Read(Line.Payload(Identity.Length, identity.Write)));
        });

    [Theory]
    [InlineData("nucleo-l432kc", true)]
    [InlineData("sixteen-is-right", true)]
    [InlineData("seventeen-is-not!", false)]
    [InlineData("", false)]
    [InlineData("two words", false)]
    [InlineData("bräd", false)]
    [InlineData(null, false)]
    public void A_boards_name_is_short_and_plain(string? name, bool valid) => Assert.Equal(valid, Identity.IsValidName(name));

    [Theory]
    [InlineData(0, 4096, 2 * Math.PI)]
    [InlineData(10, -1014, -Math.PI / 2)]
    [InlineData(int.MaxValue - 511, int.MinValue + 512, Math.PI / 2)]
    public void Ticks_turn_into_radians_across_the_wrap(int from, int to, double radians) =>
        Assert.Equal(radians, Wheels.Turned(from, to), 12);
}
