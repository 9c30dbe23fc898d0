using MongoDB.Bson;
using MongoDB.Driver;

namespace Pixelopolis.Fleet.Server.Stores.Mongo;

/// <summary>
/// The city's collections. The parts are written before the map that names their version, and read by that version, so that a
/// server that stops halfway leaves the old city whole.
/// </summary>
internal sealed class MongoMap(IMongoDatabase database)
{
    private static readonly BsonDocument TheMap = new("_id", "city");

    private readonly IMongoCollection<BsonDocument> _maps = database.GetCollection<BsonDocument>("maps");
    private readonly IMongoCollection<BsonDocument> _nodes = database.GetCollection<BsonDocument>("nodes");
    private readonly IMongoCollection<BsonDocument> _edges = database.GetCollection<BsonDocument>("edges");
    private readonly IMongoCollection<BsonDocument> _signs = database.GetCollection<BsonDocument>("signs");

    public async Task<bool> PutAsync(StoredMap map, CancellationToken stop)
    {
        await ReplaceAsync(_nodes, map.Hash, map.Nodes.Select(n => new BsonDocument { { "id", n.Id }, { "x", n.X }, { "y", n.Y } }), stop);
        await ReplaceAsync(_edges, map.Hash, map.Edges.Select(e => new BsonDocument
        {
            { "id", e.Id }, { "startNodeId", e.StartNodeId }, { "endNodeId", e.EndNodeId }, { "maxSpeed", e.MaxSpeed }, { "length", e.Length },
        }), stop);
        await ReplaceAsync(_signs, map.Hash, map.Signs.Select(s => new BsonDocument
        {
            { "id", s.Id }, { "class", s.Class }, { "x", s.X }, { "y", s.Y }, { "theta", s.Theta }, { "nodeId", s.NodeId },
        }), stop);
        var head = new BsonDocument { { "_id", "city" }, { "layoutId", map.LayoutId }, { "version", map.Version }, { "hash", map.Hash }, { "lif", map.Lif } };
        await _maps.ReplaceOneAsync(TheMap, head, new ReplaceOptions { IsUpsert = true }, stop);
        var old = new BsonDocument("hash", new BsonDocument("$ne", map.Hash));
        foreach (var parts in new[] { _nodes, _edges, _signs }) await parts.DeleteManyAsync(old, stop);
        return true;
    }

    public async Task<StoredMap?> GetAsync(CancellationToken stop)
    {
        if (await _maps.Find(TheMap).FirstOrDefaultAsync(stop) is not { } head) return null;
        var hash = head["hash"].AsString;
        return new StoredMap(head["layoutId"].AsString, head["version"].AsString, hash, head["lif"].AsString,
            [.. (await PartsAsync(_nodes, hash, stop)).Select(d => new StoredNode(d["id"].AsString, d["x"].ToDouble(), d["y"].ToDouble()))],
            [.. (await PartsAsync(_edges, hash, stop)).Select(d => new StoredEdge(d["id"].AsString, d["startNodeId"].AsString, d["endNodeId"].AsString, d["maxSpeed"].ToDouble(), d["length"].ToDouble()))],
            [.. (await PartsAsync(_signs, hash, stop)).Select(d => new StoredSign(d["id"].AsString, d["class"].AsString, d["x"].ToDouble(), d["y"].ToDouble(), d["theta"].ToDouble(), d["nodeId"].AsString))]);
    }

    private static async Task ReplaceAsync(IMongoCollection<BsonDocument> collection, string hash, IEnumerable<BsonDocument> parts, CancellationToken stop)
    {
        var documents = parts.Select((part, index) => part.Add("_id", $"{hash}/{index:d6}").Add("hash", hash)).ToList();
        await collection.DeleteManyAsync(new BsonDocument("hash", hash), stop);
        if (documents.Count > 0) await collection.InsertManyAsync(documents, cancellationToken: stop);
    }

    private static Task<List<BsonDocument>> PartsAsync(IMongoCollection<BsonDocument> collection, string hash, CancellationToken stop) =>
        collection.Find(new BsonDocument("hash", hash)).Sort(new BsonDocument("_id", 1)).ToListAsync(stop);
}
