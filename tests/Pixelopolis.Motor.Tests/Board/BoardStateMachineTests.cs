using CsCheck;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Tests.Frames;

namespace Pixelopolis.Motor.Tests.Board;

public sealed class BoardStateMachineTests
{
    private const double Tick = 0.005;
    private readonly BoardStateMachine _board = new();
    private readonly FrameDecoder _decoder = new();
    private readonly List<BoardStatus> _statuses = [];
    private readonly List<Identity> _identities = [];
    private BoardInputs _inputs = new(0, 0, 0, 0, 7.4);
    private uint _sequence;
    private long _tick;

    private double Now => _tick * Tick;

    [Fact]
    public void Greeted_and_commanded_it_turns_the_wheels_and_reports_no_fault()
    {
        Greet();
        Assert.Equal(new WheelTargets(3, 4), Drive(1));
        Assert.Equal(BoardFaults.None, _board.Faults);
        Assert.Equal(_sequence, Status().LastAccepted);
    }

    [Fact]
    public void Ungreeted_it_stands_and_says_so()
    {
        Assert.Equal(WheelTargets.Stop, Drive(1));
        Assert.True(Status().Faults.HasFlag(BoardFaults.AwaitingHello));
        Assert.Equal(CommandRefusal.NoSession, Status().Refusal);
    }

    [Fact]
    public void It_stops_when_the_lease_runs_out_and_goes_on_at_the_next_command()
    {
        Greet();
        Drive(Tick);
        Assert.Equal(new WheelTargets(3, 4), Idle(0.14));
        Assert.Equal(WheelTargets.Stop, Idle(2 * Tick));
        Assert.Equal(BoardFaults.LeaseExpired, _board.Faults);
        Assert.Equal(new WheelTargets(3, 4), Drive(1));
    }

    [Fact]
    public void It_stops_when_the_line_goes_quiet_though_the_lease_would_last()
    {
        Greet();
        Send(Line.Frame(++_sequence, Command(1) with { LeaseMilliseconds = 500 }));
        Assert.Equal(new WheelTargets(3, 4), Idle(0.29));
        Assert.Equal(WheelTargets.Stop, Idle(0.02));
        Assert.True(_board.Faults.HasFlag(BoardFaults.LineQuiet));
    }

    [Fact]
    public void Garbage_does_not_keep_the_line_from_being_quiet()
    {
        Greet();
        Send(Line.Frame(++_sequence, Command(1) with { LeaseMilliseconds = 500 }));
        for (var i = 0; i < 62; i++)
        {
            Send([1, 2, 3, 0, 4, 5, 0]);
            Idle(Tick);
        }

        Assert.True(_board.Faults.HasFlag(BoardFaults.LineQuiet));
        Assert.True(Status().BadFrames > 100);
    }

    [Fact]
    public void A_low_battery_stops_it_and_only_a_command_after_recovery_moves_it()
    {
        Greet();
        _inputs = _inputs with { BatteryVolts = 6.2 };
        for (var i = 0; i < 20; i++) Drive(0.05);
        Assert.Equal(BoardFaults.BatteryLow | BoardFaults.LeaseExpired, _board.Faults);
        Assert.Equal(WheelTargets.Stop, Drive(Tick));
        Assert.Equal(6200, Status().BatteryMillivolts);

        // Recovered in the midst of a lease: the command given while it was low stays without effect.
        _inputs = _inputs with { BatteryVolts = 7.2 };
        Drive(0.49);
        Send(Line.Frame(++_sequence, Command(++_frame)));
        Idle(0.06);
        Assert.Equal(BoardFaults.LeaseExpired, _board.Faults);
        Assert.Equal(new WheelTargets(3, 4), Drive(Tick));
    }

    [Fact]
    public void The_emergency_button_holds_until_let_go_and_resumed()
    {
        Greet();
        Drive(0.05);
        Press(Buttons.Emergency);
        Assert.Equal(WheelTargets.Stop, Drive(Tick));
        Press(Buttons.None);
        Assert.Equal(WheelTargets.Stop, Drive(1));
        Assert.True(Status().Faults.HasFlag(BoardFaults.EmergencyStop));
        Press(Buttons.Emergency | Buttons.Resume);
        Assert.Equal(WheelTargets.Stop, Drive(0.05));
        Press(Buttons.None);
        Assert.Equal(WheelTargets.Stop, Drive(0.05));
        Press(Buttons.Resume);
        Assert.Equal(new WheelTargets(3, 4), Drive(0.05));
    }

    [Fact]
    public void A_motors_own_error_stops_both()
    {
        Greet();
        _inputs = _inputs with { MotorFault = true };
        Assert.Equal(WheelTargets.Stop, Drive(Tick));
        Assert.True(_board.Faults.HasFlag(BoardFaults.MotorFault));
    }

    [Fact]
    public void Statuses_come_fifty_times_a_second_and_carry_what_was_read()
    {
        _inputs = new BoardInputs(-7, int.MaxValue, -1.5, 2.5, 7.654, Buttons.Resume);
        Idle(1);
        Assert.Equal(50, _statuses.Count);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (uint)(i * 20)), _statuses.Select(s => s.BoardTime));
        Assert.Equal(
            (-7, int.MaxValue, -1.5f, 2.5f, (ushort)7654, Buttons.Resume),
            (Status().LeftTicks, Status().RightTicks, Status().LeftVelocity, Status().RightVelocity, Status().BatteryMillivolts, Status().Buttons));
        Assert.Equal(0, _decoder.Counters.SequenceGap);
    }

    [Fact]
    public void After_a_pause_of_its_thread_it_sends_one_status_and_not_a_burst()
    {
        Idle(0.1);
        _tick += 200;
        _statuses.Clear();
        Idle(0.02);
        Assert.InRange(_statuses.Count, 1, 2);
    }

    [Fact]
    public void It_answers_a_hello_with_who_it_is()
    {
        Greet();
        Assert.Equal(new Identity(1, _sequence, new FirmwareVersion(0, 1, 0), "pixelopolis"), Assert.Single(_identities));
    }

    [Fact]
    public void A_hello_in_another_version_is_answered_and_ends_the_session()
    {
        Greet();
        Send(Line.Frame(++_sequence, new Hello(2)));
        Idle(Tick);
        Assert.Equal(1, _identities[^1].ProtocolVersion);
        Assert.Equal(WheelTargets.Stop, Drive(0.1));
        Assert.True(_board.Faults.HasFlag(BoardFaults.AwaitingHello));
    }

    [Fact]
    public void Its_own_words_come_back_are_not_taken_for_the_cars()
    {
        Send(Line.Frame(1, new BoardStatus()));
        Send(Line.Frame(2, new Identity(1, 1, default, "echo")));
        Idle(Tick);
        Assert.True(_board.Faults.HasFlag(BoardFaults.LineQuiet));
        Assert.Empty(_identities);
    }

    [Fact]
    public void Lights_follow_the_command_and_the_brake_light_tells_that_the_board_holds()
    {
        Greet();
        Send(Line.Frame(++_sequence, Command(++_frame) with { Leds = Leds.Headlights | Leds.IndicatorLeft }));
        Idle(Tick);
        Assert.Equal(Leds.Headlights | Leds.IndicatorLeft, _board.Leds);
        Idle(0.2);
        Assert.Equal(Leds.Headlights | Leds.IndicatorLeft | Leds.Brake, _board.Leds);
    }

    [Fact]
    public void Any_bytes_at_all_leave_it_working_and_standing() =>
        Gen.Byte.Array[0, 400].Array[1, 5].Sample(chunks =>
        {
            var board = new BoardStateMachine();
            var now = 0.0;
            foreach (var chunk in chunks)
            {
                board.Receive(chunk, now += 0.005);
                Assert.Equal(WheelTargets.Stop, board.Step(now, new BoardInputs(0, 0, 0, 0, 7.4)));
            }

            board.Receive([.. Line.Frame(1, new Hello(1)), .. Line.Frame(2, Command(1, now))], now);
            Assert.Equal(new WheelTargets(3, 4), board.Step(now, new BoardInputs(0, 0, 0, 0, 7.4)));
        });

    [Fact]
    public void A_turn_allocates_nothing()
    {
        var command = new byte[FrameLayout.MaxFrameLength];
        var payload = new byte[MotionCommand.Length];
        var outbox = new byte[BoardStateMachine.MaxWriteLength];
        Greet();
        Turns(1000);
        var moved = 0;
        Assert.Equal(0, Allocations.InSteadyState(() => moved = Turns(1000)));
        Assert.Equal(1000, moved);

        int Turns(int count)
        {
            var moving = 0;
            for (var i = 0; i < count; i++)
            {
                _tick++;
                Command(++_frame).Write(payload);
                var length = FrameWriter.Write(FrameType.MotionCommand, ++_sequence, payload, command);
                _board.Receive(command.AsSpan(0, length), Now);
                if (!_board.Step(Now, _inputs).IsStop) moving++;
                _board.WriteStatus(Now, outbox);
            }

            return moving;
        }
    }

    [Fact]
    public void Options_out_of_range_name_themselves()
    {
        var options = new BoardOptions { BoardName = "two words", BatteryLow = 7, BatteryRecovered = 6, StatusPeriod = double.NaN };
        Assert.Equal(3, options.Faults().Count);
        var message = Assert.Throws<ArgumentException>(() => new BoardStateMachine(options)).Message;
        Assert.Contains("BoardName is 'two words'", message, StringComparison.Ordinal);
        Assert.Contains("StatusPeriod is NaN: 0.001 to 1", message, StringComparison.Ordinal);
        Assert.Contains("BatteryRecovered is 6: 7 to 60", message, StringComparison.Ordinal);
    }

    private uint _frame;

    private MotionCommand Command(uint frame) => Command(frame, Now);

    private static MotionCommand Command(uint frame, double now) => new(3, 4, frame, BoardClock.Milliseconds(now), 150, Leds.None);

    private void Send(byte[] bytes) => _board.Receive(bytes, Now);

    private void Greet()
    {
        Send(Line.Frame(++_sequence, new Hello(1)));
        Idle(Tick);
    }

    private void Press(Buttons buttons) => _inputs = _inputs with { Buttons = buttons };

    /// <summary>Commands at 20 Hz, each on a fresh frame, and returns what the wheels do last.</summary>
    private WheelTargets Drive(double seconds)
    {
        var targets = WheelTargets.Stop;
        for (var i = 0; i < Math.Round(seconds / Tick); i++)
        {
            if (i % 10 == 0) Send(Line.Frame(++_sequence, Command(++_frame)));
            targets = Turn();
        }

        return targets;
    }

    private WheelTargets Idle(double seconds)
    {
        var targets = WheelTargets.Stop;
        for (var i = 0; i < Math.Round(seconds / Tick); i++) targets = Turn();
        return targets;
    }

    private WheelTargets Turn()
    {
        var targets = _board.Step(Now, _inputs);
        var outbox = new byte[BoardStateMachine.MaxWriteLength];
        ReadOnlySpan<byte> bytes = outbox.AsSpan(0, _board.WriteStatus(Now, outbox));
        while (_decoder.Next(ref bytes, out var frame, out _))
        {
            if (frame.Type == FrameType.BoardStatus) _statuses.Add(BoardStatus.Read(frame.Payload));
            else _identities.Add(Identity.Read(frame.Payload));
        }

        _tick++;
        return targets;
    }

    /// <summary>The next status, after all that was sent.</summary>
    private BoardStatus Status()
    {
        var known = _statuses.Count;
        while (_statuses.Count == known) Turn();
        return _statuses[^1];
    }
}
