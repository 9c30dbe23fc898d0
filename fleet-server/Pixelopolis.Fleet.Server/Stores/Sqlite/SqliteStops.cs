using Microsoft.Data.Sqlite;

namespace Pixelopolis.Fleet.Server.Stores.Sqlite;

/// <summary>The table of what an operator stopped: the city, and cars by <c>car/</c> and their serial number.</summary>
internal static class SqliteStops
{
    private const string City = "city";
    private const string Car = "car/";

    public static int Put(SqliteConnection db, StoredStops stops)
    {
        SqliteFile.Run(db, "DELETE FROM stops");
        if (stops.CityStoppedAt is { } since) Insert(City, since.ToUnixTimeMilliseconds());
        foreach (var car in stops.PausedCars) Insert(Car + car, 0);
        return 0;

        void Insert(string what, long at) => SqliteFile.Run(db, "INSERT INTO stops (what, since) VALUES ($what, $since)", ("$what", what), ("$since", at));
    }

    public static StoredStops Get(SqliteConnection db)
    {
        var rows = SqliteFile.Rows(db, "SELECT what, since FROM stops ORDER BY what", row => (What: row.GetString(0), Since: row.GetInt64(1)));
        var city = rows.Where(row => row.What == City).Select(row => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(row.Since)).FirstOrDefault();
        return new StoredStops(city, [.. rows.Where(row => row.What.StartsWith(Car, StringComparison.Ordinal)).Select(row => row.What[Car.Length..])]);
    }
}
