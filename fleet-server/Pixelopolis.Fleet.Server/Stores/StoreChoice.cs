using MongoDB.Driver;
using Pixelopolis.Fleet.Server.Stores.Mongo;
using Pixelopolis.Fleet.Server.Stores.Sqlite;

namespace Pixelopolis.Fleet.Server.Stores;

/// <summary>Which store is used: <c>PIXELOPOLIS_STORE=mongodb://…</c>, or else a SQLite file in the data folder.</summary>
public static class StoreChoice
{
    public const string Variable = "PIXELOPOLIS_STORE";
    public const string FileName = "fleet.db";

    /// <summary>The fault of an address, with what would be right; null if it can be used.</summary>
    public static string? FaultOf(string? address)
    {
        if (string.IsNullOrEmpty(address)) return null;
        if (!IsMongo(address)) return "must begin with mongodb:// or mongodb+srv:// (or be empty, for the SQLite file in the data folder)";
        try
        {
            MongoUrl.Create(address);
            return null;
        }
        catch (MongoConfigurationException e)
        {
            return $"is no MongoDB address: {e.Message}";
        }
    }

    public static IFleetStore Of(string? address, string dataFolder) =>
        string.IsNullOrEmpty(address) ? new SqliteStore(Path.Combine(dataFolder, FileName)) : new MongoStore(MongoUrl.Create(address));

    private static bool IsMongo(string address) =>
        address.StartsWith("mongodb://", StringComparison.Ordinal) || address.StartsWith("mongodb+srv://", StringComparison.Ordinal);
}
