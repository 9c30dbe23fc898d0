using Microsoft.Data.Sqlite;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Stores;
using Pixelopolis.Fleet.Server.Stores.Sqlite;

namespace Pixelopolis.Fleet.Server.Tests.Stores;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-store-").FullName;

    private string File => Path.Combine(_folder, "fleet.db");

    protected override IFleetStore Open() => new SqliteStore(File);

    protected override async Task CleanAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_written_is_there_after_opening_again()
    {
        var booking = new Booking("b1", BookingState.Requested, "phone", "museum", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        await Store.AddBookingAsync(booking, Stop);
        await using var again = Open();
        await again.PrepareAsync(Stop);
        Assert.Equal(booking, await again.BookingAsync("b1", Stop));
    }

    [Fact]
    public async Task The_file_is_in_write_ahead_mode()
    {
        await using var connection = new SqliteConnection($"Data Source={File}");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode;";
        Assert.Equal("wal", await command.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        var path = Path.Combine(_folder, "other.db");
        await System.IO.File.WriteAllTextAsync(path, new string('x', 4096), Stop);
        await using var store = new SqliteStore(path);
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PrepareAsync(Stop));
        Assert.Contains(path, fault.Message);
    }

    [Fact]
    public async Task A_file_from_a_newer_version_is_refused()
    {
        await using (var connection = new SqliteConnection($"Data Source={File}"))
        {
            await connection.OpenAsync(Stop);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=99;";
            await command.ExecuteNonQueryAsync(Stop);
        }
        await using var store = new SqliteStore(File);
        Assert.Contains("newer version", (await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PrepareAsync(Stop))).Message);
    }
}
