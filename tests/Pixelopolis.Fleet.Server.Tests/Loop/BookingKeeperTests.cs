using Microsoft.Extensions.Logging.Abstractions;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Loop;
using Pixelopolis.Fleet.Server.Stores;
using Pixelopolis.Fleet.Server.Stores.Sqlite;

namespace Pixelopolis.Fleet.Server.Tests.Loop;

public sealed class BookingKeeperTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 9, 5, 7, TimeSpan.Zero);
    private static readonly Booking Asked = new("b1", BookingState.Requested, "phone", "museum", Now, Now);

    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-store-").FullName;
    private readonly ServerMetrics _metrics = new();
    private readonly FakeTime _time = new();
    private FailingStore _store = null!;
    private BookingKeeper _keeper = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = new FailingStore(new SqliteStore(Path.Combine(_folder, "fleet.db")));
        await _store.PrepareAsync(Stop);
        _keeper = new BookingKeeper(_store, _metrics, _time, NullLogger<BookingKeeper>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _metrics.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_booking_that_is_given_a_car_at_once_is_written_in_both_steps()
    {
        Assert.Equal(Kept.Yes, await _keeper.KeepAsync(Asked with { State = BookingState.Assigned, Car = "car-1" }, Stop));
        Assert.Equal(["add", "pair"], _store.Written);
        Assert.Equal("car-1", (await _store.BookingAsync("b1", Stop))!.Car);
    }

    [Fact]
    public async Task A_new_eta_alone_is_not_written()
    {
        await _keeper.KeepAsync(Asked, Stop);
        await _keeper.KeepAsync(Asked with { Eta = Now.AddSeconds(9), AsOf = Now.AddSeconds(1) }, Stop);
        Assert.Equal(["add"], _store.Written);
    }

    [Fact]
    public async Task A_booking_that_could_not_even_be_asked_is_not_owed()
    {
        _store.Fails = true;
        Assert.Equal(Kept.NotNow, await _keeper.KeepAsync(Asked, Stop));
        Assert.Equal(0, _keeper.Owed);
    }

    [Fact]
    public async Task An_arrival_that_could_not_be_written_is_written_when_the_store_is_back()
    {
        var driving = Asked with { State = BookingState.Driving, Car = "car-1" };
        await _keeper.KeepAsync(driving, Stop);
        _store.Fails = true;
        Assert.Equal(Kept.NotNow, await _keeper.KeepAsync(driving with { State = BookingState.Arrived }, Stop));
        Assert.Equal(1, _keeper.Owed);
        _store.Fails = false;
        await _keeper.RetryAsync(Stop);
        Assert.Equal(1, _keeper.Owed); // It rests first.
        _time.Now += TimeSpan.FromSeconds(6);
        await _keeper.RetryAsync(Stop);
        Assert.Equal(0, _keeper.Owed);
        Assert.Equal(BookingState.Arrived, (await _store.BookingAsync("b1", Stop))!.State);
        Assert.Single(await _store.TripsAsync(10, Stop));
    }

    [Fact]
    public async Task A_trip_that_could_not_be_written_is_written_later_though_the_booking_was()
    {
        await _keeper.KeepAsync(Asked, Stop);
        _store.TripsFail = true;
        Assert.Equal(Kept.NotNow, await _keeper.KeepAsync(Asked with { State = BookingState.Cancelled }, Stop));
        _store.TripsFail = false;
        _time.Now += TimeSpan.FromSeconds(6);
        await _keeper.RetryAsync(Stop);
        Assert.Single(await _store.TripsAsync(10, Stop));
    }

    [Fact]
    public async Task A_car_that_is_taken_is_told()
    {
        await _keeper.KeepAsync(Asked with { State = BookingState.Assigned, Car = "car-1" }, Stop);
        Assert.Equal(Kept.CarTaken, await _keeper.KeepAsync(Asked with { Id = "b2", DeviceId = "other", State = BookingState.Assigned, Car = "car-1" }, Stop));
    }

    private sealed class FakeTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = BookingKeeperTests.Now;
        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>A real store that can be told to fail.</summary>
    private sealed class FailingStore(IFleetStore inner) : IFleetStore
    {
        public bool Fails { get; set; }
        public bool TripsFail { get; set; }
        public List<string> Written { get; } = [];
        public string Name => inner.Name;

        public Task PrepareAsync(CancellationToken stop) => inner.PrepareAsync(stop);
        public Task PutMapAsync(StoredMap map, CancellationToken stop) => inner.PutMapAsync(map, stop);
        public Task<StoredMap?> MapAsync(CancellationToken stop) => inner.MapAsync(stop);
        public Task<AddOutcome> AddBookingAsync(Booking booking, CancellationToken stop) => Do("add", Fails, () => inner.AddBookingAsync(booking, stop));
        public Task<PairOutcome> PairAsync(Booking paired, CancellationToken stop) => Do("pair", Fails, () => inner.PairAsync(paired, stop));
        public Task<SaveOutcome> SaveBookingAsync(Booking booking, CancellationToken stop) => Do("save", Fails, () => inner.SaveBookingAsync(booking, stop));
        public Task<Booking?> BookingAsync(string id, CancellationToken stop) => inner.BookingAsync(id, stop);
        public Task<IReadOnlyList<Booking>> ActiveBookingsAsync(CancellationToken stop) => inner.ActiveBookingsAsync(stop);
        public Task SaveCarAsync(CarView car, CancellationToken stop) => inner.SaveCarAsync(car, stop);
        public Task RemoveCarAsync(string serial, CancellationToken stop) => inner.RemoveCarAsync(serial, stop);
        public Task<IReadOnlyList<CarView>> CarsAsync(CancellationToken stop) => inner.CarsAsync(stop);
        public Task SaveStopsAsync(StoredStops stops, CancellationToken stop) => inner.SaveStopsAsync(stops, stop);
        public Task<StoredStops> StopsAsync(CancellationToken stop) => inner.StopsAsync(stop);
        public Task AddTripAsync(Trip trip, CancellationToken stop) => Do("trip", Fails || TripsFail, async () => { await inner.AddTripAsync(trip, stop); return true; });
        public Task<IReadOnlyList<Trip>> TripsAsync(int most, CancellationToken stop) => inner.TripsAsync(most, stop);
        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private Task<T> Do<T>(string what, bool fails, Func<Task<T>> work)
        {
            if (fails) throw new StoreUnavailableException("told to fail");
            Written.Add(what);
            return work();
        }
    }
}
