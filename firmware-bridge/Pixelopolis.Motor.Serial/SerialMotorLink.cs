using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Serial.Ports;

namespace Pixelopolis.Motor.Serial;

/// <summary>
/// The car's motor link over a real serial port. Two threads of its own keep the line: one opens it, reads, and opens it again when it is lost;
/// one writes. The drive loop only leaves a command here and looks at the newest status: it never waits for the line and allocates nothing.
/// </summary>
public sealed class SerialMotorLink : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly SerialLinkOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<LinkNote>? _notes;
    private readonly ISerialTap? _tap;
    private readonly Lock _gate = new();
    private readonly HostLink _host;
    private readonly byte[] _pending = new byte[FrameLayout.MaxFrameLength];
    private readonly AutoResetEvent _toWrite = new(false);
    private readonly ManualResetEventSlim _stopping = new(false);
    private readonly Thread _keeper;
    private readonly Thread _writer;
    private int _pendingLength;
    private double _pendingSince;
    private long _dropped;
    private SerialLine? _line;
    private string? _broken;
    private PortFault? _fault;
    private LinkNote _lastNote;

    /// <summary>Starts at once; a port that is not there yet is waited for.</summary>
    /// <param name="options">Which port.</param>
    /// <param name="time">Its monotonic clock is the link's <c>now</c>.</param>
    /// <param name="notes">What a log should say; called on the link's thread.</param>
    /// <param name="tap">Hears every byte.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SerialMotorLink(SerialLinkOptions options, TimeProvider time, Action<LinkNote>? notes = null, ISerialTap? tap = null)
    {
        _options = options.Validated();
        _time = time;
        _notes = notes;
        _tap = tap;
        _host = new HostLink(_options.Host);
        _keeper = new Thread(Keep) { Name = "motor link", IsBackground = true };
        _writer = new Thread(Write) { Name = "motor link writer", IsBackground = true };
        _keeper.Start();
        _writer.Start();
    }

    /// <summary>Why the port is not open; none when it is, or was not tried yet.</summary>
    public PortFault? Fault => Volatile.Read(ref _fault);

    /// <summary>Commands that a newer one overtook before the line took them, or that grew older than their lease.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Who answered; none while there is no board.</summary>
    public Identity? Board
    {
        get
        {
            lock (_gate) return _host.Board;
        }
    }

    /// <summary>Leaves a command for the line; it replaces one the line has not taken yet. False when there is no line: then it is forgotten.</summary>
    /// <param name="wheels">rad/s.</param>
    /// <param name="cameraFrame">The frame it was decided on; without a newer one there is no new lease.</param>
    /// <param name="leds">Lights to show.</param>
    public bool Send(in WheelTargets wheels, uint cameraFrame, Leds leds)
    {
        lock (_gate)
        {
            if (_line is null) return false;
            Replace(_host.WriteMotion(wheels, cameraFrame, leds, _pending));
        }

        _toWrite.Set();
        return true;
    }

    /// <summary>As the other, with a command made elsewhere: what its maker wrote is what goes over the line, lease and status time too.</summary>
    public bool Send(in MotionCommand command)
    {
        lock (_gate)
        {
            if (_line is null) return false;
            Replace(_host.WriteMotion(command, _pending));
        }

        _toWrite.Set();
        return true;
    }

    /// <summary>The newest status and when it came (seconds); false before the first on this line.</summary>
    public bool TryGetStatus(out BoardStatus status, out double received)
    {
        lock (_gate)
        {
            status = _host.Status.GetValueOrDefault();
            received = _host.StatusReceived;
            return _host.Status.HasValue;
        }
    }

    public LinkHealth Health()
    {
        lock (_gate) return _host.Health(_time.Seconds());
    }

    public void Dispose()
    {
        if (_stopping.IsSet) return;
        _stopping.Set();
        _toWrite.Set();

        // Whoever hears a note or a byte may end the link from there, on its own thread.
        if (Thread.CurrentThread != _keeper) _keeper.Join();
        if (Thread.CurrentThread != _writer) _writer.Join();
    }

    private void Replace(int length)
    {
        if (_pendingLength > 0) Interlocked.Increment(ref _dropped);
        _pendingLength = length;
        _pendingSince = _time.Seconds();
    }

    private void Keep()
    {
        var retry = _options.FirstRetry;
        while (!_stopping.IsSet)
        {
            var heard = false;
            var line = SerialLine.Open(_options.Port, _options.BaudRate, out var fault);
            Volatile.Write(ref _fault, fault);
            if (line is null)
            {
                Note(LinkNoteKind.CannotOpen, fault!.Message);
            }
            else
            {
                using (line)
                {
                    Attach(line);
                    heard = ReadUntilLost(line);
                    Attach(null);
                }
            }

            retry = heard ? _options.FirstRetry : retry;
            _stopping.Wait(retry);
            retry = retry * 2 < _options.LongestRetry ? retry * 2 : _options.LongestRetry;
        }
    }

    private void Attach(SerialLine? line)
    {
        lock (_gate)
        {
            _line = line;
            _broken = null;
            _pendingLength = 0;
            _host.Reopen();
        }

        _toWrite.Set();
    }

    /// <summary>True when a board spoke on the line.</summary>
    private bool ReadUntilLost(SerialLine line)
    {
        var board = default(Identity);
        var spoke = _time.Seconds();
        try
        {
            while (!_stopping.IsSet)
            {
                var bytes = line.Read(Glance);
                var now = _time.Seconds();
                if (Volatile.Read(ref _broken) is { } why) throw new IOException(why);
                if (bytes.IsEmpty)
                {
                    if (now - spoke > _options.SilenceLimit.TotalSeconds) throw new IOException("silent");
                    continue;
                }

                spoke = now;
                _tap?.Received(bytes, now);
                Identity? answered;
                lock (_gate)
                {
                    _host.Receive(bytes, now);
                    answered = _host.Board;
                }

                if (answered is not null && answered != board) Greeted(board = answered);
            }
        }
        catch (IOException e)
        {
            if (board is null) Note(LinkNoteKind.Silent, $"{_options.Port} is open, but no board answers on it ({e.Message})");
            else Note(LinkNoteKind.Lost, $"{_options.Port} lost: {e.Message}");
        }

        return board is not null;
    }

    private void Greeted(Identity board)
    {
        if (board.ProtocolVersion == Hello.CurrentProtocolVersion)
            Note(LinkNoteKind.Connected, $"{_options.Port}: board {board.BoardName}, firmware {board.Firmware}");
        else
            Note(LinkNoteKind.WrongProtocol, $"{_options.Port}: board {board.BoardName} speaks protocol {board.ProtocolVersion}, this car {Hello.CurrentProtocolVersion}; not driven");
    }

    private void Write()
    {
        var bytes = new byte[HostLink.MaxWriteLength];
        while (!_stopping.IsSet)
        {
            _toWrite.WaitOne(Glance);
            var line = Compose(bytes, out var length);
            if (line is null || length == 0) continue;
            try
            {
                line.Write(bytes.AsSpan(0, length), _options.WriteLimit);
                _tap?.Sent(bytes.AsSpan(0, length), _time.Seconds());
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
            {
                lock (_gate)
                {
                    if (_line == line) _broken = e.Message;
                }
            }
        }
    }

    private SerialLine? Compose(Span<byte> bytes, out int length)
    {
        lock (_gate)
        {
            length = 0;
            if (_line is null || _broken is not null) return null;
            var now = _time.Seconds();
            length = _host.WriteHelloWhenDue(now, bytes);
            if (_pendingLength == 0) return _line;
            if (now - _pendingSince < _options.Host.LeaseMilliseconds / 1000.0)
            {
                _pending.AsSpan(0, _pendingLength).CopyTo(bytes[length..]);
                length += _pendingLength;
            }
            else
            {
                Interlocked.Increment(ref _dropped);
            }

            _pendingLength = 0;
            return _line;
        }
    }

    private void Note(LinkNoteKind kind, string text)
    {
        var note = new LinkNote(kind, text);
        if (note == _lastNote) return;
        _lastNote = note;
        _notes?.Invoke(note);
    }
}
