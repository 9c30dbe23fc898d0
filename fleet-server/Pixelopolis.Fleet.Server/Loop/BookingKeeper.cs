using System.Collections.Concurrent;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Loop;

/// <summary>What became of writing a booking down.</summary>
public enum Kept { Yes, CarTaken, DeviceTaken, NotNow }

/// <summary>
/// Writes bookings down as they change: asked, paired, later states, and at the end the trip. What could not be written is tried
/// again later. An ETA alone is not worth a write.
/// </summary>
public sealed class BookingKeeper(IFleetStore store, ServerMetrics metrics, TimeProvider time, ILogger<BookingKeeper> log)
{
    private readonly StorePatience _patience = new(time);
    private readonly Dictionary<string, Booking> _written = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Booking> _owed = new(StringComparer.Ordinal);

    public int Owed => _owed.Count;

    /// <summary>Whether a booking stands otherwise than the store says. May be asked from anywhere.</summary>
    public bool Owes(string id) => _owed.ContainsKey(id);

    /// <summary>The bookings that were active when the server ended.</summary>
    public async Task<IReadOnlyList<Booking>> RestoreAsync(CancellationToken stop)
    {
        var bookings = await store.ActiveBookingsAsync(stop);
        foreach (var booking in bookings) _written[booking.Id] = booking;
        return bookings;
    }

    public async Task<Kept> KeepAsync(Booking booking, CancellationToken stop)
    {
        try
        {
            var kept = await _patience.LimitAsync(limited => WriteAsync(booking, limited), stop);
            _owed.TryRemove(booking.Id, out _);
            return kept;
        }
        catch (StoreUnavailableException e)
        {
            metrics.Failed("store");
            log.LogError("booking {Booking} could not be written down: {Reason}", booking.Id, e.Message);
            if (_written.ContainsKey(booking.Id)) _owed[booking.Id] = booking;
            return Kept.NotNow;
        }
    }

    /// <summary>Tries again what is owed to the store.</summary>
    public async Task RetryAsync(CancellationToken stop)
    {
        if (_owed.IsEmpty || _patience.IsResting) return;
        foreach (var booking in _owed.Values.ToArray())
            if (await KeepAsync(booking, stop) == Kept.NotNow) return;
    }

    private async Task<Kept> WriteAsync(Booking booking, CancellationToken stop)
    {
        if (!_written.TryGetValue(booking.Id, out var before))
        {
            before = booking with { State = BookingState.Requested, Car = null, Route = null, Eta = null, EtaRange = null, WaitingFor = null, Reason = null, ReasonText = null };
            if (!(await store.AddBookingAsync(before, stop)).Added) return Kept.DeviceTaken;
            Written(before);
        }
        if (!IsSame(before, booking))
        {
            var taken = IsPairing(before, booking)
                ? await store.PairAsync(booking, stop) == PairOutcome.CarTaken
                : await store.SaveBookingAsync(booking, stop) == SaveOutcome.CarTaken;
            if (taken) return Kept.CarTaken;
            Written(booking);
        }
        if (booking.State.IsActive()) return Kept.Yes;
        await store.AddTripAsync(new Trip(booking.Id, booking.DeviceId, booking.Destination, booking.State, booking.CreatedAt, booking.AsOf, booking.Car, booking.Reason, booking.Route ?? []), stop);
        _written.Remove(booking.Id);
        return Kept.Yes;
    }

    private void Written(Booking booking)
    {
        if (!_written.TryGetValue(booking.Id, out var before) || before.State != booking.State) metrics.BookingCame(StoreJson.Word(booking.State));
        _written[booking.Id] = booking;
    }

    private static bool IsPairing(Booking before, Booking now) => before is { State: BookingState.Requested, Car: null } && now.Car is not null && now.State.IsActive();

    private static bool IsSame(Booking a, Booking b) =>
        a.State == b.State && a.Car == b.Car && a.Reason == b.Reason && (a.Route ?? []).SequenceEqual(b.Route ?? [], StringComparer.Ordinal);
}
