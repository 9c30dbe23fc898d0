using System.Collections.Concurrent;
using Pixelopolis.Motor.Board;

namespace Pixelopolis.Motor.Serial.Emulation;

/// <summary>
/// A board without hardware: the board's own state machine behind a pseudo-terminal, on a thread of its own, at least 200 turns a second.
/// </summary>
public sealed class EmulatedBoard : IDisposable
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(5);

    private readonly IBoardPlant _plant;
    private readonly TimeProvider _time;
    private readonly string? _link;
    private readonly BoardOptions _options;
    private readonly ConcurrentQueue<Task> _orders = new();
    private readonly ManualResetEventSlim _stopping = new(false);
    private readonly Thread _thread;
    private readonly byte[] _inbox = new byte[1024];
    private readonly byte[] _outbox = new byte[BoardStateMachine.MaxWriteLength];
    private volatile PseudoTerminal? _terminal;
    private BoardStateMachine _machine;
    private double _started;
    private volatile bool _connected;

    /// <param name="plant">What hangs on the board.</param>
    /// <param name="time">Its monotonic clock is the board's.</param>
    /// <param name="link">A path for the port that stays the same when it is plugged in again; without one it is a new <c>/dev/pts/N</c> each time.</param>
    /// <param name="options">The board's name and limits.</param>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    /// <exception cref="IOException">The system gives no pseudo-terminal, or the link's place is taken.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public EmulatedBoard(IBoardPlant plant, TimeProvider time, string? link = null, BoardOptions? options = null)
    {
        _plant = plant;
        _time = time;
        _link = link;
        _options = options ?? new BoardOptions { BoardName = "emulated" };
        _machine = new BoardStateMachine(_options);
        _started = time.Seconds();
        _terminal = PseudoTerminal.Open(link);
        _thread = new Thread(Run) { Name = "emulated board", IsBackground = true };
        _thread.Start();
    }

    /// <summary>What a car opens; none while it is unplugged.</summary>
    public string? Port => _terminal?.Path;

    /// <summary>Whether anybody has the port open.</summary>
    public bool IsConnected => _connected;

    /// <summary>Pulls the cable. The board itself runs on, as one with a battery does.</summary>
    public void Unplug() => Between(HangUp);

    /// <summary>Plugs the cable in again.</summary>
    public void Plug() => Between(() => _terminal ??= PseudoTerminal.Open(_link));

    /// <summary>Switches the board off and on: sessions, leases and latched stops are forgotten.</summary>
    public void Restart() => Between(() =>
    {
        _machine = new BoardStateMachine(_options);
        _started = _time.Seconds();
    });

    public void Dispose()
    {
        if (_stopping.IsSet) return;
        _stopping.Set();
        _thread.Join();
        while (_orders.TryDequeue(out var order)) order.RunSynchronously();
        HangUp();
    }

    /// <summary>Does it on the board's thread, between two turns, and waits for that.</summary>
    private void Between(Action action)
    {
        ObjectDisposedException.ThrowIf(_stopping.IsSet, this);
        var order = new Task(action);
        _orders.Enqueue(order);
        order.GetAwaiter().GetResult();
    }

    private void HangUp()
    {
        _terminal?.Dispose();
        _terminal = null;
    }

    /// <summary>
    /// A car that was killed leaves the pseudo-terminal marked as its own, and the system would call it busy to the next one: only a new one is free.
    /// </summary>
    private void Renew()
    {
        HangUp();
        try
        {
            _terminal = PseudoTerminal.Open(_link);
        }
        catch (IOException)
        {
            // The system has none to spare: as good as unplugged, until it is plugged in.
        }
    }

    private void Run()
    {
        while (!_stopping.IsSet)
        {
            var connected = TakeTurn();

            // Without a car at the other end the system would not let us wait on the line.
            if (!connected) _stopping.Wait(Turn);
            while (_orders.TryDequeue(out var order)) order.RunSynchronously();
        }
    }

    private bool TakeTurn()
    {
        var connected = false;
        var received = _terminal is { } line && line.Poll(Turn, out connected) ? line.Read(_inbox) : 0;
        if (_connected && !connected && _terminal is not null) Renew();
        _connected = connected;
        var seconds = _time.Seconds();
        var now = seconds - _started;
        _machine.Receive(_inbox.AsSpan(0, received), now);
        _machine.Step(now, _plant.Step(_machine.Targets, seconds));
        var said = _machine.WriteStatus(now, _outbox);
        if (connected) _terminal?.Write(_outbox.AsSpan(0, said));
        return connected;
    }
}
