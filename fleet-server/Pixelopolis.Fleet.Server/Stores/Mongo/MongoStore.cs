using MongoDB.Bson;
using MongoDB.Driver;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Stores.Mongo;

/// <summary>
/// A MongoDB, stand-alone or replicated: no transactions and no change streams are used. Each promise rests on one document changed by one
/// find-and-modify, and on unique partial indexes.
/// </summary>
public sealed class MongoStore : IFleetStore
{
    public const string DefaultDatabase = "pixelopolis";

    /// <summary>How long a server that is away is waited for; the address may say less (<c>serverSelectionTimeoutMS</c>).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly MongoClient _client;
    private readonly IMongoDatabase _database;
    private readonly IMongoCollection<BsonDocument> _bookings, _cars, _trips, _stops;
    private readonly MongoMap _map;

    public MongoStore(MongoUrl url)
    {
        var settings = MongoClientSettings.FromUrl(url);
        if (settings.ServerSelectionTimeout > Patience) settings.ServerSelectionTimeout = Patience;
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        _client = new MongoClient(settings);
        _database = _client.GetDatabase(url.DatabaseName ?? DefaultDatabase);
        (_bookings, _cars, _trips) = (_database.GetCollection<BsonDocument>("bookings"), _database.GetCollection<BsonDocument>("cars"), _database.GetCollection<BsonDocument>("trips"));
        _stops = _database.GetCollection<BsonDocument>("stops");
        _map = new MongoMap(_database);
        Name = $"mongodb {string.Join(',', url.Servers)}/{_database.DatabaseNamespace.DatabaseName}";
    }

    public string Name { get; }

    public Task PrepareAsync(CancellationToken stop) => GuardAsync(async () =>
    {
        await MongoIndexes.EnsureAsync(_bookings, _trips, stop);
        return true;
    });

    public Task PutMapAsync(StoredMap map, CancellationToken stop) => GuardAsync(() => _map.PutAsync(map, stop));

    public Task<StoredMap?> MapAsync(CancellationToken stop) => GuardAsync(() => _map.GetAsync(stop));

    public Task<AddOutcome> AddBookingAsync(Booking booking, CancellationToken stop) => GuardAsync(async () =>
    {
        while (true)
        {
            try
            {
                await _bookings.InsertOneAsync(MongoBooking.ToDocument(booking), cancellationToken: stop);
                return new AddOutcome(true, null);
            }
            catch (MongoWriteException e) when (e.WriteError?.Category == ServerErrorCategory.DuplicateKey)
            {
                var other = await _bookings.Find(new BsonDocument { { "deviceId", booking.DeviceId }, { "active", true } }).FirstOrDefaultAsync(stop);
                if (other is not null) return other["_id"].AsString == booking.Id ? new AddOutcome(true, null) : new AddOutcome(false, MongoBooking.FromDocument(other));
                if (await _bookings.Find(new BsonDocument("_id", booking.Id)).AnyAsync(stop)) throw new StoreUnavailableException($"booking id {booking.Id} was given to a ride that has ended");
            }
        }
    });

    public Task<PairOutcome> PairAsync(Booking paired, CancellationToken stop) => GuardAsync(async () =>
    {
        var waiting = new BsonDocument { { "_id", paired.Id }, { "state", "requested" }, { "car", new BsonDocument("$exists", false) } };
        return await ReplaceAsync(waiting, paired, stop) switch
        {
            Replaced.Yes => PairOutcome.Paired,
            Replaced.CarTaken => PairOutcome.CarTaken,
            _ => PairOutcome.NotWaiting,
        };
    });

    public Task<SaveOutcome> SaveBookingAsync(Booking booking, CancellationToken stop) => GuardAsync(async () =>
        await ReplaceAsync(new BsonDocument { { "_id", booking.Id }, { "active", true } }, booking, stop) switch
        {
            Replaced.Yes => SaveOutcome.Saved,
            Replaced.CarTaken => SaveOutcome.CarTaken,
            _ => await _bookings.Find(new BsonDocument("_id", booking.Id)).AnyAsync(stop) ? SaveOutcome.Ended : SaveOutcome.Unknown,
        });

    public Task<Booking?> BookingAsync(string id, CancellationToken stop) => GuardAsync(async () =>
        await _bookings.Find(new BsonDocument("_id", id)).FirstOrDefaultAsync(stop) is { } document ? MongoBooking.FromDocument(document) : null);

    public Task<IReadOnlyList<Booking>> ActiveBookingsAsync(CancellationToken stop) => GuardAsync<IReadOnlyList<Booking>>(async () =>
        [.. (await _bookings.Find(new BsonDocument("active", true)).Sort(new BsonDocument { { "created", 1 }, { "_id", 1 } }).ToListAsync(stop)).Select(MongoBooking.FromDocument)]);

    public Task SaveCarAsync(CarView car, CancellationToken stop) => GuardAsync(async () =>
        await _cars.ReplaceOneAsync(new BsonDocument("_id", car.Serial), BsonDocument.Parse(StoreJson.Of(car)).Add("_id", car.Serial), new ReplaceOptions { IsUpsert = true }, stop));

    public Task RemoveCarAsync(string serial, CancellationToken stop) => GuardAsync(async () => await _cars.DeleteOneAsync(new BsonDocument("_id", serial), stop));

    public Task<IReadOnlyList<CarView>> CarsAsync(CancellationToken stop) => GuardAsync<IReadOnlyList<CarView>>(async () =>
        [.. (await _cars.Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync(stop)).Select(d => StoreJson.Car(MongoBooking.JsonOf(d)))]);

    public Task SaveStopsAsync(StoredStops stops, CancellationToken stop) => GuardAsync(async () =>
        await _stops.ReplaceOneAsync(new BsonDocument("_id", "stops"), MongoStops.ToDocument(stops), new ReplaceOptions { IsUpsert = true }, stop));

    public Task<StoredStops> StopsAsync(CancellationToken stop) => GuardAsync(async () =>
        await _stops.Find(new BsonDocument("_id", "stops")).FirstOrDefaultAsync(stop) is { } document ? MongoStops.FromDocument(document) : StoredStops.None);

    public Task AddTripAsync(Trip trip, CancellationToken stop) => GuardAsync(async () =>
        await _trips.UpdateOneAsync(new BsonDocument("_id", trip.BookingId), new BsonDocument("$setOnInsert", MongoTrip.ToDocument(trip)), new UpdateOptions { IsUpsert = true }, stop));

    public Task<IReadOnlyList<Trip>> TripsAsync(int most, CancellationToken stop) => GuardAsync<IReadOnlyList<Trip>>(async () =>
        [.. (await _trips.Find(new BsonDocument()).Sort(new BsonDocument { { "endedAt", -1 }, { "_id", 1 } }).Limit(most).ToListAsync(stop)).Select(MongoTrip.FromDocument)]);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private enum Replaced { Yes, NoMatch, CarTaken }

    private async Task<Replaced> ReplaceAsync(BsonDocument where, Booking booking, CancellationToken stop)
    {
        try
        {
            var before = await _bookings.FindOneAndReplaceAsync<BsonDocument?>(where, MongoBooking.ToDocument(booking), cancellationToken: stop);
            return before is null ? Replaced.NoMatch : Replaced.Yes;
        }
        catch (MongoCommandException)
        {
            // A unique index says no with code 11000 on MongoDB and otherwise elsewhere, so the reason is looked up, not read from the code.
            var holder = new BsonDocument { { "active", true }, { "car", booking.Car }, { "_id", new BsonDocument("$ne", booking.Id) } };
            if (booking.Car is not null && await _bookings.Find(holder).AnyAsync(stop)) return Replaced.CarTaken;
            throw;
        }
    }

    // The driver tells all it knows of the cluster, traces included, in many lines: the reason why a server does not answer is one of them.
    private string Reason(Exception e)
    {
        if (e is not TimeoutException) return e.Message.ReplaceLineEndings(" ");
        var why = _client.Cluster.Description.Servers.Select(server => server.HeartbeatException?.GetBaseException().Message).FirstOrDefault(message => message is not null);
        return $"no server answers there{(why is null ? "" : $": {why.ReplaceLineEndings(" ")}")}";
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw new StoreUnavailableException($"{Name} cannot be used: {Reason(e)}", e);
        }
    }
}
