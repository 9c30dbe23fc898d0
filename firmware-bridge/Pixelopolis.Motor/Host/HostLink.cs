using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Host;

/// <summary>
/// The car's end of the line: wheel velocities in, bytes out; bytes in, the newest status out. <c>now</c> is seconds on the car's monotonic clock.
/// It greets the board by itself, again when the board has restarted. Allocates nothing in steady state; one thread at a time.
/// </summary>
public sealed class HostLink
{
    /// <summary>The most bytes one <see cref="WriteCommand"/> gives: a hello and a command.</summary>
    public const int MaxWriteLength = 2 * FrameLayout.MaxFrameLength;

    private readonly HostLinkOptions _options;
    private readonly FrameDecoder _decoder = new();
    private uint _sequence;
    private double _helloDue = double.NegativeInfinity;
    private double _statusReceived = double.NegativeInfinity;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public HostLink(HostLinkOptions? options = null) => _options = (options ?? new HostLinkOptions()).Validated();

    /// <summary>Who answered the hello; none before it did.</summary>
    public Identity? Board { get; private set; }

    /// <summary>The newest status since the line was opened; none before the first.</summary>
    public BoardStatus? Status { get; private set; }

    /// <summary>When it came, seconds.</summary>
    public double StatusReceived => _statusReceived;

    public uint LastSequence => _sequence;

    /// <summary>
    /// Writes a command, with a hello before it when the board has yet to answer one, and returns the length; the destination holds <see cref="MaxWriteLength"/>.
    /// </summary>
    /// <param name="now">Seconds.</param>
    /// <param name="wheels">rad/s.</param>
    /// <param name="cameraFrame">The frame it was decided on. A moving command on an old frame gets no new lease.</param>
    /// <param name="leds">Lights to show.</param>
    /// <param name="destination">Bytes for the line.</param>
    public int WriteCommand(double now, in WheelTargets wheels, uint cameraFrame, Leds leds, Span<byte> destination)
    {
        var written = WriteHelloWhenDue(now, destination);
        return written + WriteMotion(wheels, cameraFrame, leds, destination[written..]);
    }

    /// <summary>As the other, with a command made elsewhere: every byte of its payload is the maker's, lease and status time too.</summary>
    public int WriteCommand(double now, in MotionCommand command, Span<byte> destination)
    {
        var written = WriteHelloWhenDue(now, destination);
        return written + WriteMotion(command, destination[written..]);
    }

    /// <summary>As <see cref="WriteCommand(double, in WheelTargets, uint, Leds, Span{byte})"/>, without a hello: for a line whose writer greets by itself. 0 when the board speaks another protocol version.</summary>
    public int WriteMotion(in WheelTargets wheels, uint cameraFrame, Leds leds, Span<byte> destination) =>
        WriteMotion(
            new MotionCommand((float)wheels.Left, (float)wheels.Right, cameraFrame, Status?.BoardTime ?? 0, _options.LeaseMilliseconds, leds), destination);

    /// <summary>As the other, with a command made elsewhere.</summary>
    public int WriteMotion(in MotionCommand command, Span<byte> destination)
    {
        if (Board is { ProtocolVersion: not Hello.CurrentProtocolVersion }) return 0;
        Span<byte> payload = stackalloc byte[MotionCommand.Length];
        command.Write(payload);
        return FrameWriter.Write(FrameType.MotionCommand, ++_sequence, payload, destination);
    }

    /// <summary>Writes a hello when one is due and returns its length, 0 when none is.</summary>
    public int WriteHelloWhenDue(double now, Span<byte> destination)
    {
        if (Board is { ProtocolVersion: Hello.CurrentProtocolVersion } || now < _helloDue) return 0;
        _helloDue = now + _options.HelloPeriod;
        Span<byte> payload = stackalloc byte[Hello.Length];
        new Hello(Hello.CurrentProtocolVersion).Write(payload);
        return FrameWriter.Write(FrameType.Hello, ++_sequence, payload, destination);
    }

    /// <summary>Takes bytes from the board, in pieces of any size, sound or not. True when a new status was among them.</summary>
    public bool Receive(ReadOnlySpan<byte> bytes, double now)
    {
        var fresh = false;
        while (_decoder.Next(ref bytes, out var frame, out var fault))
        {
            if (fault != FrameFault.None) continue;
            if (frame.Type == FrameType.Identity)
            {
                Board = Identity.Read(frame.Payload);
            }
            else if (frame.Type == FrameType.BoardStatus)
            {
                var status = BoardStatus.Read(frame.Payload);
                Status = status;
                _statusReceived = now;
                fresh = true;

                // The board has restarted, or lost the session: greet it again.
                if ((status.Faults & BoardFaults.AwaitingHello) != 0 && Board is { ProtocolVersion: Hello.CurrentProtocolVersion }) Board = null;
            }
        }

        return fresh;
    }

    /// <summary>The line was opened anew: what was heard on the old one is forgotten. Sequence numbers go on.</summary>
    public void Reopen()
    {
        _decoder.Reset();
        _helloDue = double.NegativeInfinity;
        _statusReceived = double.NegativeInfinity;
        Board = null;
        Status = null;
    }

    public LinkHealth Health(double now)
    {
        var age = now - _statusReceived;
        var state = Board is { ProtocolVersion: not Hello.CurrentProtocolVersion } ? LinkState.WrongProtocol
            : Status is null ? LinkState.NoBoard
            : age > _options.StaleAfter ? LinkState.Stale
            : Board is null ? LinkState.Greeting
            : LinkState.Healthy;
        return new LinkHealth(state, age, Status?.Faults ?? BoardFaults.None, Status?.Refusal ?? CommandRefusal.None, _decoder.Counters);
    }
}

/// <summary>How the car keeps its end of the line. Seconds, milliseconds where named.</summary>
public sealed record HostLinkOptions
{
    public ushort LeaseMilliseconds { get; init; } = MotionCommand.DefaultLeaseMilliseconds;

    /// <summary>Between two hellos that go unanswered.</summary>
    public double HelloPeriod { get; init; } = 0.1;

    /// <summary>A status older than this is no longer driven by.</summary>
    public double StaleAfter { get; init; } = 0.15;

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public HostLinkOptions Validated()
    {
        if (LeaseMilliseconds is < 20 or > 500)
            throw new ArgumentException($"{nameof(LeaseMilliseconds)} is {LeaseMilliseconds}: 20 to 500");
        if (!(HelloPeriod is >= 0.01 and <= 5))
            throw new ArgumentException(FormattableString.Invariant($"{nameof(HelloPeriod)} is {HelloPeriod}: 0.01 to 5"));
        if (!(StaleAfter is >= 0.02 and <= 5))
            throw new ArgumentException(FormattableString.Invariant($"{nameof(StaleAfter)} is {StaleAfter}: 0.02 to 5"));
        return this;
    }
}
