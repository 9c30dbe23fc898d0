using Microsoft.Data.Sqlite;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Stores.Sqlite;

/// <summary>The embedded default: one SQLite file.</summary>
public sealed class SqliteStore(string path) : IFleetStore
{
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    private readonly SqliteFile _file = new(path);

    public string Name => $"sqlite {path}";

    public Task PrepareAsync(CancellationToken stop) => _file.OpenAsync(stop);

    public Task PutMapAsync(StoredMap map, CancellationToken stop) => _file.WriteAsync<object?>(db => SqliteMap.Put(db, map), stop);

    public Task<StoredMap?> MapAsync(CancellationToken stop) => _file.ReadAsync(SqliteMap.Get, stop);

    public Task<AddOutcome> AddBookingAsync(Booking booking, CancellationToken stop) => _file.WriteAsync(db =>
    {
        var other = Documents(db, "SELECT document FROM bookings WHERE active = 1 AND device_id = $device", ("$device", booking.DeviceId)).FirstOrDefault();
        if (other is not null) return other.Id == booking.Id ? new AddOutcome(true, null) : new AddOutcome(false, other);
        SqliteFile.Run(db,
            "INSERT INTO bookings (id, state, active, device_id, destination, car, created_at, document) VALUES ($id, $state, $active, $device, $destination, $car, $created, $document)",
            [.. Values(booking), ("$device", booking.DeviceId), ("$destination", booking.Destination), ("$created", booking.CreatedAt.ToUnixTimeMilliseconds())]);
        return new AddOutcome(true, null);
    }, stop);

    public Task<PairOutcome> PairAsync(Booking paired, CancellationToken stop) => _file.WriteAsync(db =>
    {
        try
        {
            var changed = SqliteFile.Run(db,
                "UPDATE bookings SET state = $state, active = $active, car = $car, document = $document WHERE id = $id AND state = 'requested' AND car IS NULL", Values(paired));
            return changed == 1 ? PairOutcome.Paired : PairOutcome.NotWaiting;
        }
        catch (SqliteException e) when (IsTaken(e))
        {
            return PairOutcome.CarTaken;
        }
    }, stop);

    public Task<SaveOutcome> SaveBookingAsync(Booking booking, CancellationToken stop) => _file.WriteAsync(db =>
    {
        try
        {
            if (SqliteFile.Run(db, "UPDATE bookings SET state = $state, active = $active, car = $car, document = $document WHERE id = $id AND active = 1", Values(booking)) == 1)
                return SaveOutcome.Saved;
            return SqliteFile.Ask(db, "SELECT 1 FROM bookings WHERE id = $id", ("$id", booking.Id)) is null ? SaveOutcome.Unknown : SaveOutcome.Ended;
        }
        catch (SqliteException e) when (IsTaken(e))
        {
            return SaveOutcome.CarTaken;
        }
    }, stop);

    public Task<Booking?> BookingAsync(string id, CancellationToken stop) =>
        _file.ReadAsync(db => Documents(db, "SELECT document FROM bookings WHERE id = $id", ("$id", id)).FirstOrDefault(), stop);

    public Task<IReadOnlyList<Booking>> ActiveBookingsAsync(CancellationToken stop) =>
        _file.ReadAsync<IReadOnlyList<Booking>>(db => Documents(db, "SELECT document FROM bookings WHERE active = 1 ORDER BY created_at, id"), stop);

    public Task SaveCarAsync(CarView car, CancellationToken stop) => _file.WriteAsync(db => SqliteFile.Run(db,
        "INSERT INTO cars (serial, state, document) VALUES ($serial, $state, $document) ON CONFLICT (serial) DO UPDATE SET state = $state, document = $document",
        ("$serial", car.Serial), ("$state", car.State.ToString()), ("$document", StoreJson.Of(car))), stop);

    public Task RemoveCarAsync(string serial, CancellationToken stop) => _file.WriteAsync(db => SqliteFile.Run(db, "DELETE FROM cars WHERE serial = $serial", ("$serial", serial)), stop);

    public Task<IReadOnlyList<CarView>> CarsAsync(CancellationToken stop) =>
        _file.ReadAsync<IReadOnlyList<CarView>>(db => SqliteFile.Rows(db, "SELECT document FROM cars ORDER BY serial", row => StoreJson.Car(row.GetString(0))), stop);

    public Task SaveStopsAsync(StoredStops stops, CancellationToken stop) => _file.WriteAsync(db => SqliteStops.Put(db, stops), stop);

    public Task<StoredStops> StopsAsync(CancellationToken stop) => _file.ReadAsync(SqliteStops.Get, stop);

    public Task AddTripAsync(Trip trip, CancellationToken stop) => _file.WriteAsync(db => SqliteTrips.Add(db, trip), stop);

    public Task<IReadOnlyList<Trip>> TripsAsync(int most, CancellationToken stop) => _file.ReadAsync<IReadOnlyList<Trip>>(db => SqliteTrips.Newest(db, most), stop);

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private static (string, object?)[] Values(Booking booking) =>
    [
        ("$id", booking.Id), ("$state", StoreJson.Word(booking.State)), ("$active", booking.State.IsActive() ? 1 : 0),
        ("$car", booking.Car), ("$document", StoreJson.Of(booking)),
    ];

    private static List<Booking> Documents(SqliteConnection db, string sql, params (string, object?)[] values) =>
        SqliteFile.Rows(db, sql, row => StoreJson.Booking(row.GetString(0)), values);

    private static bool IsTaken(SqliteException e) => e.SqliteExtendedErrorCode is UniqueViolation or PrimaryKeyViolation;
}
