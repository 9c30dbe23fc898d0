using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Tests.Frames;

namespace Pixelopolis.Motor.Tests.Host;

public sealed class HostLinkTests
{
    private readonly HostLink _host = new();
    private readonly byte[] _outbox = new byte[HostLink.MaxWriteLength];
    private BoardStateMachine _board = new();
    private double _boardStarted;
    private uint _frame;
    private double _now = 100;

    [Fact]
    public void With_a_board_it_greets_once_and_then_drives()
    {
        Assert.Equal(LinkState.NoBoard, _host.Health(_now).State);
        Assert.Equal(double.PositiveInfinity, _host.Health(_now).StatusAge);
        var targets = Run(0.3);
        Assert.Equal(new WheelTargets(3, 4), targets);
        Assert.Equal("pixelopolis", _host.Board!.BoardName);
        var health = _host.Health(_now);
        Assert.Equal(LinkState.Healthy, health.State);
        Assert.True(health.MayMove);
        Assert.InRange(health.StatusAge, 0, 0.02);
        Assert.Equal(1 + 6u, _host.LastSequence);
    }

    [Fact]
    public void When_the_board_restarts_it_is_greeted_again_and_drives_on()
    {
        Run(0.3);
        _board = new BoardStateMachine(new BoardOptions { BoardName = "reborn" });
        _boardStarted = _now;
        Assert.Equal(new WheelTargets(3, 4), Run(0.3));
        Assert.Equal("reborn", _host.Board!.BoardName);
    }

    [Fact]
    public void When_the_car_restarts_the_board_takes_the_new_session()
    {
        Run(0.3);
        var reborn = new HostLink();
        Assert.Equal(new WheelTargets(3, 4), Run(0.3, reborn, firstFrame: 0));
    }

    [Fact]
    public void A_silent_board_is_stale_and_its_age_grows()
    {
        Run(0.3);
        Assert.Equal(LinkState.Stale, _host.Health(_now + 0.2).State);
        Assert.False(_host.Health(_now + 0.2).MayMove);
    }

    [Fact]
    public void An_unanswered_hello_is_repeated_ten_times_a_second()
    {
        var hellos = 0;
        for (var i = 0; i < 20; i++)
        {
            var bytes = _outbox.AsSpan(0, _host.WriteCommand(_now + i * 0.05, WheelTargets.Stop, 1, Leds.None, _outbox)).ToArray();
            hellos += Line.Read(new FrameDecoder(), bytes).Count(s => s.Type == FrameType.Hello);
        }

        Assert.Equal(10, hellos);
    }

    [Fact]
    public void A_board_of_another_protocol_version_is_named_and_never_commanded()
    {
        _host.Receive(Line.Frame(1, new Identity(2, 1, default, "tomorrow")), _now);
        Assert.Equal(LinkState.WrongProtocol, _host.Health(_now).State);
        var bytes = _outbox.AsSpan(0, _host.WriteCommand(_now, new WheelTargets(1, 1), 1, Leds.None, _outbox)).ToArray();
        Assert.DoesNotContain(Line.Read(new FrameDecoder(), bytes), s => s.Type == FrameType.MotionCommand);
    }

    [Fact]
    public void Faults_of_the_board_and_of_the_line_are_told()
    {
        Run(0.3);
        _host.Receive([1, 2, 3, 0], _now);
        _host.Receive(Line.Frame(1, new BoardStatus { Faults = BoardFaults.BatteryLow, Refusal = CommandRefusal.Expired }), _now);
        var health = _host.Health(_now);
        Assert.Equal(BoardFaults.BatteryLow, health.BoardFaults);
        Assert.Equal(CommandRefusal.Expired, health.Refusal);
        Assert.False(health.MayMove);
        Assert.Equal(1, health.Counters.Rejected);
    }

    [Fact]
    public void A_line_opened_anew_begins_without_memories()
    {
        Run(0.3);
        _host.Reopen();
        Assert.Equal(LinkState.NoBoard, _host.Health(_now).State);
        Assert.Null(_host.Status);
        Assert.Equal(new WheelTargets(3, 4), Run(0.3));
    }

    [Fact]
    public void A_turn_allocates_nothing()
    {
        Run(1);
        var status = Line.Frame(1, new BoardStatus());
        Turns(1000);
        Assert.Equal(0, Allocations.InSteadyState(() => Turns(1000)));

        void Turns(int count)
        {
            for (var i = 0; i < count; i++)
            {
                _host.WriteCommand(_now, new WheelTargets(1, 1), ++_frame, Leds.None, _outbox);
                _host.Receive(status, _now);
                _host.Health(_now);
            }
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(501)]
    public void A_lease_out_of_range_names_itself(int milliseconds) =>
        Assert.Contains($"LeaseMilliseconds is {milliseconds}: 20 to 500", Assert.Throws<ArgumentException>(() =>
            new HostLink(new HostLinkOptions { LeaseMilliseconds = (ushort)milliseconds })).Message, StringComparison.Ordinal);

    private WheelTargets Run(double seconds, HostLink? host = null, uint? firstFrame = null)
    {
        host ??= _host;
        _frame = firstFrame ?? _frame;
        var targets = WheelTargets.Stop;
        for (var i = 0; i < Math.Round(seconds / 0.005); i++, _now += 0.005)
        {
            var boardNow = _now - _boardStarted;
            if (i % 10 == 0) _board.Receive(_outbox.AsSpan(0, host.WriteCommand(_now, new WheelTargets(3, 4), ++_frame, Leds.None, _outbox)), boardNow);
            targets = _board.Step(boardNow, new BoardInputs(0, 0, 0, 0, 7.4));
            var said = new byte[BoardStateMachine.MaxWriteLength];
            host.Receive(said.AsSpan(0, _board.WriteStatus(boardNow, said)), _now);
        }

        return targets;
    }
}
