using System.Threading.Channels;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Server.Loop;

/// <summary>
/// The one thread of thought: what happens, wherever it comes from, is told to the fleet one thing after the other, and what the fleet wants done is done
/// before the next. So the fleet needs no locks, and an answer to a station is never given before it is written down.
/// </summary>
public sealed class FleetLoop
{
    /// <summary>Told to the fleet when nothing else happens.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly FleetCoordinator _fleet;
    private readonly EffectRunner _effects;
    private readonly StopKeeper _stops;
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private readonly ServerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<Told> _told;
    private long _lastTurn;

    public FleetLoop(FleetCoordinator fleet, EffectRunner effects, StopKeeper stops, ServerMetrics metrics, TimeProvider time, int backlog, ILogger<FleetLoop> log)
    {
        (_fleet, _effects, _stops, _metrics, _time, _log) = (fleet, effects, stops, metrics, time, log);
        _told = Channel.CreateBounded<Told>(new BoundedChannelOptions(backlog) { SingleReader = true });
        _lastTurn = time.GetTimestamp();
    }

    /// <summary>Since the loop last finished a turn; more than a few ticks means that it hangs.</summary>
    public TimeSpan Age => _time.GetElapsedTime(Volatile.Read(ref _lastTurn));

    public int Backlog => _told.Reader.Count;

    /// <summary>Something a car said. When the backlog is full it is dropped: the car will say it again.</summary>
    public void Tell(FleetEvent happened)
    {
        if (!_told.Writer.TryWrite(new Told(happened, null))) _metrics.Dropped("car message");
    }

    /// <summary>Something a person wants; the answer is what the fleet made of it, after it was written down.</summary>
    public async Task<Outcome> AskAsync(FleetEvent wanted, CancellationToken stop)
    {
        var answer = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _told.Writer.WriteAsync(new Told(wanted, answer), stop);
        return await answer.Task.WaitAsync(stop);
    }

    /// <summary>Reads of the fleet's own state have to take their turn too.</summary>
    public async Task<T> ReadAsync<T>(Func<FleetCoordinator, T> read, CancellationToken stop)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _told.Writer.WriteAsync(new Told(null, null, fleet => answer.TrySetResult(read(fleet))), stop);
        return await answer.Task.WaitAsync(stop);
    }

    /// <summary>What is told before the loop runs: what was active, and what was stopped, when the server ended.</summary>
    public async Task RestoreAsync(IEnumerable<FleetEvent> before, CancellationToken stop)
    {
        foreach (var happened in before) await HandleAsync(happened, stop);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        using var ticking = new PeriodicTimer(Tick, _time);
        var ticks = TickAsync(ticking, stop);
        await foreach (var told in _told.Reader.ReadAllAsync(stop))
        {
            await TurnAsync(told, stop);
            Volatile.Write(ref _lastTurn, _time.GetTimestamp());
        }
        await ticks;
    }

    private async Task TickAsync(PeriodicTimer ticking, CancellationToken stop)
    {
        while (await ticking.WaitForNextTickAsync(stop)) _told.Writer.TryWrite(new Told(new ClockTicked(), null));
    }

    private async Task TurnAsync(Told told, CancellationToken stop)
    {
        try
        {
            told.Read?.Invoke(_fleet);
            if (told.Happened is not { } happened) return;
            var outcome = await HandleAsync(happened, stop);
            foreach (var undone in outcome.Undone) await HandleAsync(undone, stop);
            if (happened is ClockTicked) await _effects.CatchUpAsync(stop);
            if (happened is CarReported car && _heard.Add(car.Serial) && _stops.WasPaused(car.Serial)) await HandleAsync(new CarPaused(car.Serial), stop);
            told.Answer?.TrySetResult(outcome);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // A bug. The city goes on without this one event.
            _metrics.Failed("fleet loop");
            _log.LogError(e, "the fleet could not take {Event}", told.Happened?.GetType().Name);
            told.Answer?.TrySetException(e);
        }
    }

    private async Task<Outcome> HandleAsync(FleetEvent happened, CancellationToken stop)
    {
        _metrics.FleetTold(happened.GetType().Name);
        var now = _time.GetUtcNow();
        var outcome = await _effects.RunAsync(_fleet.Handle(happened, now), stop);
        await _stops.KeepAsync(happened, outcome.First<OperatorActRefused>() is null, now, stop);
        return outcome;
    }

    private sealed record Told(FleetEvent? Happened, TaskCompletionSource<Outcome>? Answer, Action<FleetCoordinator>? Read = null);
}

/// <summary>What the fleet made of something it was told; <paramref name="Undone"/> is what must be taken back because it could not be written down.</summary>
public sealed record Outcome(IReadOnlyList<FleetEffect> Effects, IReadOnlyList<BookingCalledOff> Undone)
{
    public T? First<T>() where T : FleetEffect => Effects.OfType<T>().FirstOrDefault();
}
