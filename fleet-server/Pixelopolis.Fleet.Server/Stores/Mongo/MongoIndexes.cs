using MongoDB.Bson;
using MongoDB.Driver;

namespace Pixelopolis.Fleet.Server.Stores.Mongo;

/// <summary>
/// The unique partial indexes that no two stations at once can get past. A collection's are made with one command, and only those
/// that are missing: some servers that speak MongoDB's protocol make indexes on a new collection only.
/// </summary>
internal static class MongoIndexes
{
    private static readonly IndexKeysDefinitionBuilder<BsonDocument> Keys = Builders<BsonDocument>.IndexKeys;

    public static async Task EnsureAsync(IMongoCollection<BsonDocument> bookings, IMongoCollection<BsonDocument> trips, CancellationToken stop)
    {
        await EnsureAsync(bookings,
        [
            Unique("one_active_booking_per_device", "deviceId", new BsonDocument("active", true)),
            Unique("one_active_booking_per_car", "car", new BsonDocument { { "active", true }, { "car", new BsonDocument("$exists", true) } }),
        ], stop);
        await EnsureAsync(trips, [new(Keys.Descending("endedAt"), new CreateIndexOptions { Name = "trips_by_end" })], stop);
    }

    private static async Task EnsureAsync(IMongoCollection<BsonDocument> collection, CreateIndexModel<BsonDocument>[] wanted, CancellationToken stop)
    {
        var there = await NamesAsync(collection, stop);
        var missing = wanted.Where(index => !there.Contains(index.Options.Name)).ToArray();
        if (missing.Length > 0) await collection.Indexes.CreateManyAsync(missing, stop);
    }

    private static async Task<HashSet<string>> NamesAsync(IMongoCollection<BsonDocument> collection, CancellationToken stop)
    {
        using var collections = await collection.Database.ListCollectionNamesAsync(cancellationToken: stop);
        if (!(await collections.ToListAsync(stop)).Contains(collection.CollectionNamespace.CollectionName)) return [];
        using var indexes = await collection.Indexes.ListAsync(stop);
        return (await indexes.ToListAsync(stop)).Select(index => index["name"].AsString).ToHashSet();
    }

    private static CreateIndexModel<BsonDocument> Unique(string name, string field, BsonDocument where) =>
        new(Keys.Ascending(field), new CreateIndexOptions<BsonDocument> { Unique = true, Name = name, PartialFilterExpression = where });
}
