using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Loop;

/// <summary>Writes down where each car was when it last came to something new: another node, another state, another booking.</summary>
public sealed class CarKeeper(IFleetStore store, ServerMetrics metrics, TimeProvider time, ILogger<CarKeeper> log)
{
    private readonly StorePatience _patience = new(time);
    private readonly Dictionary<string, CarView> _written = new(StringComparer.Ordinal);
    private bool _failing;

    /// <summary>The cars as they were when the server ended; none of them has been heard of yet.</summary>
    public async Task<IReadOnlyList<CarView>> RestoreAsync(CancellationToken stop) =>
        [.. (await store.CarsAsync(stop)).Select(car => car with { State = CarActivity.Offline, BookingId = null, Route = null, WaitingFor = null, Speed = null, Stream = null })];

    public async Task KeepAsync(CarView car, CancellationToken stop)
    {
        if (_patience.IsResting) return;
        if (_written.TryGetValue(car.Serial, out var before) && (before.State, before.LastNodeId, before.BookingId) == (car.State, car.LastNodeId, car.BookingId)) return;
        try
        {
            await _patience.LimitAsync(async limited => { await store.SaveCarAsync(car, limited); return true; }, stop);
            (_written[car.Serial], _failing) = (car, false);
        }
        catch (StoreUnavailableException e)
        {
            metrics.Failed("store");
            if (!_failing) log.LogError("{Car} could not be written down: {Reason}", car.Serial, e.Message);
            _failing = true;
        }
    }
}
