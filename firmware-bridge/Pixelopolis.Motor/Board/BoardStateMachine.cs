using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Board;

/// <summary>
/// What the board does: bytes and readings in, wheel velocities and bytes out. <c>now</c> is seconds on the board's own clock and never runs back.
/// Each turn: <see cref="Receive"/> what has come, <see cref="Step"/> with what is read, <see cref="WriteStatus"/>. Allocates nothing in steady state; one thread at a time.
/// </summary>
public sealed class BoardStateMachine
{
    /// <summary>The most bytes one <see cref="WriteStatus"/> gives: an identity and a status.</summary>
    public const int MaxWriteLength = 2 * FrameLayout.MaxFrameLength;

    private readonly BoardOptions _options;
    private readonly FrameDecoder _decoder = new();
    private readonly MotionLease _lease;
    private readonly BatteryGuard _battery;
    private readonly EmergencyLatch _emergency = new();
    private BoardInputs _inputs;
    private BoardFaults _faults = BoardFaults.AwaitingHello | BoardFaults.LeaseExpired | BoardFaults.LineQuiet;
    private CommandRefusal _refusal;
    private Leds _leds;
    private uint _sequence;
    private uint? _helloToAnswer;
    private double _lastHeard = double.NegativeInfinity;
    private double _statusDue = double.NegativeInfinity;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public BoardStateMachine(BoardOptions? options = null)
    {
        _options = (options ?? new BoardOptions()).Validated();
        _lease = new MotionLease(_options);
        _battery = new BatteryGuard(_options);
    }

    public BoardFaults Faults => _faults;

    /// <summary>What the motors were told by the last <see cref="Step"/>.</summary>
    public WheelTargets Targets { get; private set; }

    public FrameCounters Counters => _decoder.Counters;

    public CommandRefusal LastRefusal => _refusal;

    /// <summary>Lights shown now: those of the last command taken, and the brake light while the board holds the motors.</summary>
    public Leds Leds => _faults == BoardFaults.None ? _leds : _leds | Leds.Brake;

    /// <summary>Takes bytes from the car, in pieces of any size, sound or not.</summary>
    public void Receive(ReadOnlySpan<byte> bytes, double now)
    {
        while (_decoder.Next(ref bytes, out var frame, out var fault))
        {
            if (fault != FrameFault.None) continue;
            if (frame.Type == FrameType.MotionCommand) Take(frame.Sequence, MotionCommand.Read(frame.Payload), now);
            else if (frame.Type == FrameType.Hello) Greet(frame.Sequence, Hello.Read(frame.Payload), now);
        }
    }

    /// <summary>Judges what holds now and returns what the motors are to do.</summary>
    public WheelTargets Step(double now, in BoardInputs inputs)
    {
        _inputs = inputs;
        _battery.Update(inputs.BatteryVolts, now);
        _emergency.Update(inputs.Buttons);

        var held = BoardFaults.None;
        if (!_lease.HasSession) held |= BoardFaults.AwaitingHello;
        if (now - _lastHeard > _options.QuietAfter) held |= BoardFaults.LineQuiet;
        if (_battery.IsLow) held |= BoardFaults.BatteryLow;
        if (_emergency.IsSet) held |= BoardFaults.EmergencyStop;
        if (inputs.MotorFault) held |= BoardFaults.MotorFault;

        // When what held the motors is over, only a command given after it may turn them.
        if (held != BoardFaults.None) _lease.Revoke();
        _faults = _lease.IsRunning(now) ? held : held | BoardFaults.LeaseExpired;
        return Targets = _lease.TargetsAt(now);
    }

    /// <summary>Writes what is due (an answer to a hello, a status) and returns its length, 0 when nothing is; the destination holds <see cref="MaxWriteLength"/>.</summary>
    public int WriteStatus(double now, Span<byte> destination)
    {
        var written = 0;
        Span<byte> payload = stackalloc byte[FrameLayout.MaxPayloadLength];
        if (_helloToAnswer is { } hello)
        {
            _helloToAnswer = null;
            new Identity(Hello.CurrentProtocolVersion, hello, _options.Firmware, _options.BoardName).Write(payload);
            written = FrameWriter.Write(FrameType.Identity, ++_sequence, payload[..Identity.Length], destination);
        }

        // A clock in steps of its own may fall short of the due time by a rounding.
        if (now < _statusDue - 1e-9) return written;
        _statusDue = _statusDue + _options.StatusPeriod > now ? _statusDue + _options.StatusPeriod : now + _options.StatusPeriod;
        Status(now).Write(payload);
        return written + FrameWriter.Write(FrameType.BoardStatus, ++_sequence, payload[..BoardStatus.Length], destination[written..]);
    }

    private void Greet(uint sequence, in Hello hello, double now)
    {
        _lastHeard = now;
        _helloToAnswer = sequence;
        if (hello.ProtocolVersion == Hello.CurrentProtocolVersion) _lease.Begin(sequence);
        else _lease.End();
    }

    private void Take(uint sequence, in MotionCommand command, double now)
    {
        _lastHeard = now;
        _refusal = _lease.Offer(sequence, command, now);
        if (_refusal == CommandRefusal.None) _leds = command.Leds;
    }

    private BoardStatus Status(double now) => new(
        BoardClock.Milliseconds(now), _inputs.LeftTicks, _inputs.RightTicks, (float)_inputs.LeftVelocity, (float)_inputs.RightVelocity,
        Millivolts(_inputs.BatteryVolts), _inputs.Buttons, _faults, Leds, _refusal, _lease.LastAccepted, unchecked((ushort)Counters.Rejected));

    private static ushort Millivolts(double volts) => volts > 0 ? (ushort)Math.Min(Math.Round(volts * 1000), ushort.MaxValue) : (ushort)0;
}
