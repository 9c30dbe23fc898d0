using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Loop;

/// <summary>
/// Writes down what an operator stopped, so that a server that was restarted does not let cars go that somebody has a hand on.
/// </summary>
public sealed class StopKeeper(IFleetStore store, ServerMetrics metrics, TimeProvider time, ILogger<StopKeeper> log)
{
    private readonly StorePatience _patience = new(time);
    private readonly SortedSet<string> _paused = new(StringComparer.Ordinal);
    private DateTimeOffset? _stoppedAt;
    private bool _owed;

    /// <summary>What the fleet is to be told before anything else.</summary>
    public async Task<IReadOnlyList<FleetEvent>> RestoreAsync(CancellationToken stop)
    {
        var stops = await store.StopsAsync(stop);
        (_stoppedAt, _owed) = (stops.CityStoppedAt, false);
        _paused.UnionWith(stops.PausedCars);
        return [.. stops.CityStoppedAt is null ? Array.Empty<FleetEvent>() : [new CityStopped(stops.CityStoppedAt)]];
    }

    /// <summary>Cars paused before the restart: each is to be paused again when it is first heard of.</summary>
    public bool WasPaused(string serial) => _paused.Contains(serial);

    /// <summary>Notes what the fleet was told; <paramref name="taken"/>: it did not refuse.</summary>
    public async Task KeepAsync(FleetEvent told, bool taken, DateTimeOffset now, CancellationToken stop)
    {
        if (!taken) return;
        switch (told)
        {
            case CityStopped: _stoppedAt ??= now; break;
            case CityResumed: _stoppedAt = null; break;
            case CarPaused paused: _paused.Add(paused.Serial); break;
            case CarRemoved removed when _paused.Remove(removed.Serial): break;
            case CarResumed resumed: _paused.Remove(resumed.Serial); break;
            case ClockTicked when _owed && !_patience.IsResting: break;
            default: return;
        }
        try
        {
            await _patience.LimitAsync(async limited => { await store.SaveStopsAsync(new StoredStops(_stoppedAt, [.. _paused]), limited); return true; }, stop);
            _owed = false;
        }
        catch (StoreUnavailableException e)
        {
            metrics.Failed("store");
            if (!_owed) log.LogError("what is stopped could not be written down: {Reason}", e.Message);
            _owed = true;
        }
    }
}
