using Microsoft.Data.Sqlite;

namespace Pixelopolis.Fleet.Server.Stores.Sqlite;

/// <summary>
/// One connection to the database file, used by one caller at a time. WAL with synchronous=FULL: a commit that came back is on disk, whatever
/// happens to the process next.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteConnection _connection;

    public SqliteFile(string path)
    {
        Path = path;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString());
    }

    public string Path { get; }

    public Task OpenAsync(CancellationToken stop) => InTurnAsync<object?>(connection =>
    {
        if (connection.State == System.Data.ConnectionState.Open) return null;
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;");
        var version = Convert.ToInt32(Ask(connection, "PRAGMA user_version;"), System.Globalization.CultureInfo.InvariantCulture);
        if (version > SqliteSchema.Version)
            throw new StoreUnavailableException($"{Path} was written by a newer version (schema {version}, this one knows {SqliteSchema.Version}): update, or choose another --data folder");
        Run(connection, SqliteSchema.Create);
        Run(connection, $"PRAGMA user_version={SqliteSchema.Version};");
        return null;
    }, stop);

    /// <summary>Runs <paramref name="work"/> with the connection to itself, in a transaction that is rolled back when it throws.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken stop) => InTurnAsync(connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = work(connection);
        transaction.Commit();
        return result;
    }, stop);

    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken stop) => InTurnAsync(work, stop);

    public static int Run(SqliteConnection connection, string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    public static object? Ask(SqliteConnection connection, string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar();
    }

    public static List<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public void Dispose()
    {
        _connection.Dispose();
        _turn.Dispose();
    }

    private async Task<T> InTurnAsync<T>(Func<SqliteConnection, T> work, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            return work(_connection);
        }
        catch (SqliteException e)
        {
            throw new StoreUnavailableException($"the database {Path} cannot be used: {e.Message}", e);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
