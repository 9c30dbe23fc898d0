using MongoDB.Bson;
using MongoDB.Bson.IO;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Stores.Mongo;

/// <summary>A booking as BSON: the fields of its JSON, with <c>active</c> and <c>created</c> to ask and sort by.</summary>
internal static class MongoBooking
{
    private static readonly JsonWriterSettings Plain = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };

    public static BsonDocument ToDocument(Booking booking)
    {
        var document = BsonDocument.Parse(StoreJson.Of(booking));
        document.Remove("id");
        document.InsertAt(0, new("_id", booking.Id));
        document.Add("active", booking.State.IsActive());
        document.Add("created", new BsonDateTime(booking.CreatedAt.ToUnixTimeMilliseconds()));
        return document;
    }

    public static Booking FromDocument(BsonDocument document)
    {
        var copy = document.DeepClone().AsBsonDocument;
        copy.Add("id", copy["_id"]);
        copy.Remove("created");
        return StoreJson.Booking(JsonOf(copy));
    }

    /// <summary>JSON that System.Text.Json reads to the same record; fields it does not know are passed over.</summary>
    public static string JsonOf(BsonDocument document) => document.ToJson(Plain);
}

/// <summary>A trip as BSON.</summary>
internal static class MongoTrip
{
    public static BsonDocument ToDocument(Trip trip)
    {
        var document = new BsonDocument
        {
            { "deviceId", trip.DeviceId }, { "destination", trip.Destination }, { "result", StoreJson.Word(trip.Result) },
            { "askedAt", new BsonDateTime(trip.AskedAt.ToUnixTimeMilliseconds()) }, { "endedAt", new BsonDateTime(trip.EndedAt.ToUnixTimeMilliseconds()) },
            { "route", new BsonArray(trip.Route) },
        };
        if (trip.Car is { } car) document.Add("car", car);
        if (trip.Reason is { } reason) document.Add("reason", reason);
        return document;
    }

    public static Trip FromDocument(BsonDocument document) => new(document["_id"].AsString, document["deviceId"].AsString, document["destination"].AsString,
        StoreJson.State(document["result"].AsString), Time(document["askedAt"]), Time(document["endedAt"]),
        document.GetValue("car", BsonNull.Value) is BsonString car ? car.Value : null,
        document.GetValue("reason", BsonNull.Value) is BsonString reason ? reason.Value : null,
        [.. document["route"].AsBsonArray.Select(edge => edge.AsString)]);

    private static DateTimeOffset Time(BsonValue value) => DateTimeOffset.FromUnixTimeMilliseconds(value.AsBsonDateTime.MillisecondsSinceEpoch);
}

/// <summary>What an operator stopped, as BSON.</summary>
internal static class MongoStops
{
    public static BsonDocument ToDocument(StoredStops stops) => new()
    {
        { "_id", "stops" },
        { "cityStoppedAt", stops.CityStoppedAt is { } since ? new BsonDateTime(since.ToUnixTimeMilliseconds()) : BsonNull.Value },
        { "pausedCars", new BsonArray(stops.PausedCars) },
    };

    public static StoredStops FromDocument(BsonDocument document) => new(
        document["cityStoppedAt"] is BsonDateTime since ? DateTimeOffset.FromUnixTimeMilliseconds(since.MillisecondsSinceEpoch) : null,
        [.. document["pausedCars"].AsBsonArray.Select(car => car.AsString)]);
}
