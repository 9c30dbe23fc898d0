using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Stores;

/// <summary>
/// What the server remembers over its own end: the map, bookings, cars, trips. When a call that writes comes back, the write is
/// on disk. Two implementations, SQLite and MongoDB, keep the same promises (one contract test suite):
/// a device has at most one active booking, a car at most one, and an ended booking never comes back to life.
/// Any method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IFleetStore : IAsyncDisposable
{
    /// <summary>What it is and where, for logs and <c>/health</c>; never a password.</summary>
    string Name { get; }

    /// <summary>Makes tables and indexes where they are missing.</summary>
    Task PrepareAsync(CancellationToken stop);

    /// <summary>Replaces the map.</summary>
    Task PutMapAsync(StoredMap map, CancellationToken stop);
    Task<StoredMap?> MapAsync(CancellationToken stop);

    /// <summary>Step two of a booking: a station asks. The same booking again is the same booking.</summary>
    Task<AddOutcome> AddBookingAsync(Booking booking, CancellationToken stop);

    /// <summary>Step three: the booking, still waiting, and the car, still free, are paired in one atomic act. Both device ids are on it from then on.</summary>
    Task<PairOutcome> PairAsync(Booking paired, CancellationToken stop);

    /// <summary>A booking's later states.</summary>
    Task<SaveOutcome> SaveBookingAsync(Booking booking, CancellationToken stop);
    Task<Booking?> BookingAsync(string id, CancellationToken stop);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<Booking>> ActiveBookingsAsync(CancellationToken stop);

    /// <summary>Step one: a car says it is ready, or whatever else it is.</summary>
    Task SaveCarAsync(CarView car, CancellationToken stop);

    /// <summary>A car that was taken off the table. One that is not there is no fault.</summary>
    Task RemoveCarAsync(string serial, CancellationToken stop);
    Task<IReadOnlyList<CarView>> CarsAsync(CancellationToken stop);

    /// <summary>What an operator stopped stays stopped over a restart.</summary>
    Task SaveStopsAsync(StoredStops stops, CancellationToken stop);
    Task<StoredStops> StopsAsync(CancellationToken stop);

    /// <summary>A ride that has ended; the same booking again changes nothing.</summary>
    Task AddTripAsync(Trip trip, CancellationToken stop);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Trip>> TripsAsync(int most, CancellationToken stop);
}

/// <summary>Whether a booking was added; where it was not, the active one that its device has already.</summary>
public sealed record AddOutcome(bool Added, Booking? Other);

public enum PairOutcome { Paired, CarTaken, NotWaiting }

public enum SaveOutcome { Saved, CarTaken, Ended, Unknown }

/// <summary>The city stopped by an operator, and since when; the cars paused one by one.</summary>
public sealed record StoredStops(DateTimeOffset? CityStoppedAt, IReadOnlyList<string> PausedCars)
{
    public static StoredStops None { get; } = new(null, []);
}

/// <summary>A ride from hailing to its end.</summary>
public sealed record Trip(string BookingId, string DeviceId, string Destination, BookingState Result, DateTimeOffset AskedAt, DateTimeOffset EndedAt,
    string? Car, string? Reason, IReadOnlyList<string> Route);

/// <summary>The store cannot be reached or cannot write. The message says which and why.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
