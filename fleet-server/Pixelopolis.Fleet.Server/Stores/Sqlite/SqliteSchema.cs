namespace Pixelopolis.Fleet.Server.Stores.Sqlite;

/// <summary>The tables. The two partial unique indexes are what no two stations at once can get past.</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    public const string Create =
        """
        CREATE TABLE IF NOT EXISTS maps  (layout_id TEXT PRIMARY KEY, version TEXT NOT NULL, hash TEXT NOT NULL, lif TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS nodes (id TEXT PRIMARY KEY, x REAL NOT NULL, y REAL NOT NULL);
        CREATE TABLE IF NOT EXISTS edges (id TEXT PRIMARY KEY, start_node_id TEXT NOT NULL, end_node_id TEXT NOT NULL, max_speed REAL NOT NULL, length REAL NOT NULL);
        CREATE TABLE IF NOT EXISTS signs (id TEXT PRIMARY KEY, class TEXT NOT NULL, x REAL NOT NULL, y REAL NOT NULL, theta REAL NOT NULL, node_id TEXT NOT NULL);

        CREATE TABLE IF NOT EXISTS bookings (
            id TEXT PRIMARY KEY, state TEXT NOT NULL, active INTEGER NOT NULL, device_id TEXT NOT NULL, destination TEXT NOT NULL,
            car TEXT, created_at INTEGER NOT NULL, document TEXT NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS one_active_booking_per_device ON bookings (device_id) WHERE active = 1;
        CREATE UNIQUE INDEX IF NOT EXISTS one_active_booking_per_car ON bookings (car) WHERE active = 1 AND car IS NOT NULL;

        CREATE TABLE IF NOT EXISTS cars (serial TEXT PRIMARY KEY, state TEXT NOT NULL, document TEXT NOT NULL);

        CREATE TABLE IF NOT EXISTS stops (what TEXT PRIMARY KEY, since INTEGER NOT NULL);

        CREATE TABLE IF NOT EXISTS trips (
            booking_id TEXT PRIMARY KEY, device_id TEXT NOT NULL, destination TEXT NOT NULL, result TEXT NOT NULL, asked_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL, car TEXT, reason TEXT, route TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS trips_by_end ON trips (ended_at);
        """;
}
