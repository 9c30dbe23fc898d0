using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Loop;

/// <summary>
/// Writes down where each car was when it last came to something new: another node, another state, another booking; and strikes out
/// what was taken off the table. What could not be struck out is tried again later, or a restart would bring the car back.
/// </summary>
public sealed class CarKeeper(IFleetStore store, ServerMetrics metrics, TimeProvider time, ILogger<CarKeeper> log)
{
    private readonly StorePatience _patience = new(time);
    private readonly Dictionary<string, CarView> _written = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leaving = new(StringComparer.Ordinal);
    private bool _failing;

    /// <summary>The cars as they were when the server ended; none of them has been heard of yet.</summary>
    public async Task<IReadOnlyList<CarView>> RestoreAsync(CancellationToken stop) =>
        [.. (await store.CarsAsync(stop)).Select(car => car with { State = CarActivity.Offline, BookingId = null, Route = null, WaitingFor = null, Speed = null, Stream = null })];

    public async Task KeepAsync(CarView car, CancellationToken stop)
    {
        _leaving.Remove(car.Serial);
        if (_patience.IsResting) return;
        if (_written.TryGetValue(car.Serial, out var before) && (before.State, before.LastNodeId, before.BookingId) == (car.State, car.LastNodeId, car.BookingId)) return;
        // Without the address of its pictures, which may hold its token and is told anew.
        if (await TryAsync(car.Serial, limited => store.SaveCarAsync(car with { Stream = null }, limited), stop)) _written[car.Serial] = car;
    }

    /// <summary>A car that was taken off the table.</summary>
    public Task ForgetAsync(string serial, CancellationToken stop)
    {
        _written.Remove(serial);
        _leaving.Add(serial);
        return RetryAsync(stop);
    }

    /// <summary>Tries again to strike out what is gone.</summary>
    public async Task RetryAsync(CancellationToken stop)
    {
        if (_leaving.Count == 0 || _patience.IsResting) return;
        foreach (var serial in _leaving.ToArray())
        {
            if (!await TryAsync(serial, limited => store.RemoveCarAsync(serial, limited), stop)) return;
            _leaving.Remove(serial);
        }
    }

    private async Task<bool> TryAsync(string serial, Func<CancellationToken, Task> write, CancellationToken stop)
    {
        try
        {
            await _patience.LimitAsync(async limited => { await write(limited); return true; }, stop);
            _failing = false;
            return true;
        }
        catch (StoreUnavailableException e)
        {
            metrics.Failed("store");
            if (!_failing) log.LogError("{Car} could not be written down: {Reason}", serial, e.Message);
            _failing = true;
            return false;
        }
    }
}
