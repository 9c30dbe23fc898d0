using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Pixelopolis.Fleet.Server.Stores.Sqlite;

/// <summary>The table of ended rides.</summary>
internal static class SqliteTrips
{
    public static int Add(SqliteConnection db, Trip trip) => SqliteFile.Run(db,
        "INSERT OR IGNORE INTO trips (booking_id, device_id, destination, result, asked_at, ended_at, car, reason, route) VALUES ($booking, $device, $destination, $result, $asked, $ended, $car, $reason, $route)",
        ("$booking", trip.BookingId), ("$device", trip.DeviceId), ("$destination", trip.Destination), ("$result", StoreJson.Word(trip.Result)),
        ("$asked", trip.AskedAt.ToUnixTimeMilliseconds()), ("$ended", trip.EndedAt.ToUnixTimeMilliseconds()), ("$car", trip.Car), ("$reason", trip.Reason),
        ("$route", JsonSerializer.Serialize(trip.Route)));

    public static List<Trip> Newest(SqliteConnection db, int most) => SqliteFile.Rows(db,
        "SELECT booking_id, device_id, destination, result, asked_at, ended_at, car, reason, route FROM trips ORDER BY ended_at DESC, booking_id LIMIT $most",
        row => new Trip(row.GetString(0), row.GetString(1), row.GetString(2), StoreJson.State(row.GetString(3)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
            row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7), JsonSerializer.Deserialize<string[]>(row.GetString(8))!),
        ("$most", most));
}
