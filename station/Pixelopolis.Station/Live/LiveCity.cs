using System.Text.Json;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Api;
using Pixelopolis.Station.Map;

namespace Pixelopolis.Station.Live;

/// <summary>A car as it was last heard of, and as it is being drawn (null while nobody knows where it is).</summary>
public sealed record LiveCar(CarView View, CarMotion? Motion)
{
    public LiveCar Heard(CarView view, DateTimeOffset now) => new(view, (view.X, view.Y, view.Theta, Motion) switch
    {
        ({ } x, { } y, { } theta, null) => CarMotion.First(x, y, theta, now),
        ({ } x, { } y, { } theta, { } motion) => motion.Next(x, y, theta, now),
        _ => null,
    });
}

/// <summary>
/// Everything that moves, kept up to date from <c>GET /api/events</c>. Changes are told in bundles, at most every
/// <see cref="Bundle"/>, so that a page is drawn once for all cars.
/// </summary>
public sealed class LiveCity(LiveFeed feed, CityApi api, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Bundle = TimeSpan.FromMilliseconds(90);
    private readonly SortedDictionary<string, LiveCar> _cars = new(SerialOrder.Natural);
    private readonly Dictionary<string, Booking> _bookings = new(StringComparer.Ordinal);
    private CancellationTokenSource _stop = new();
    private ITimer? _bundle;
    private bool _pending;

    public event Action? Changed;

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyCollection<LiveCar> Cars => _cars.Values;

    /// <summary>Every booking heard of, the newest first.</summary>
    public IEnumerable<Booking> Bookings => _bookings.Values.OrderByDescending(b => b.CreatedAt);

    public CityStatus? Status { get; private set; }

    public bool Stopped => Status?.Stopped == true;

    public Link Link { get; private set; } = Link.Connecting;

    /// <summary>When the connection was lost, null while it holds.</summary>
    public DateTimeOffset? LostAt { get; private set; }

    public LiveCar? Car(string? serial) => serial is null ? null : _cars.GetValueOrDefault(serial);

    /// <summary>Connects, or connects anew: in another language, or as somebody else.</summary>
    public void Start()
    {
        _stop.Cancel();
        _stop = new CancellationTokenSource();
        _ = feed.Run("api/events", api.Language, OnEvent, OnLink, _stop.Token);
    }

    public void Nudge() => feed.Nudge();

    public void Heard(Booking booking) => _bookings[booking.Id] = booking;

    public void Heard(CityStatus status)
    {
        Status = status;
        Changed?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_bundle is not null) await _bundle.DisposeAsync();
        _stop.Dispose();
    }

    private async Task OnLink(Link link)
    {
        (Link, LostAt) = (link, link == Link.Live ? null : LostAt ?? time.GetUtcNow());
        Changed?.Invoke();
        if (link != Link.Live || (await api.Cars(_stop.Token)).Value is not { } cars) return;
        foreach (var gone in _cars.Keys.Except(cars.Select(c => c.Serial)).ToArray()) _cars.Remove(gone);
        foreach (var car in cars) Heard(car);
        Tell();
    }

    private Task OnEvent(ServerEvent happened)
    {
        try
        {
            if (happened.Name == EventNames.Car && JsonSerializer.Deserialize(happened.Data, HttpJson.Default.CarView) is { } car) Heard(car);
            else if (happened.Name == EventNames.CarGone && JsonSerializer.Deserialize(happened.Data, HttpJson.Default.CarGone) is { } gone) _cars.Remove(gone.Serial);
            else if (happened.Name == EventNames.City && JsonSerializer.Deserialize(happened.Data, HttpJson.Default.CityStatus) is { } city) Status = city;
            else if (happened.Name == EventNames.Booking && JsonSerializer.Deserialize(happened.Data, HttpJson.Default.Booking) is { } booking) Heard(booking);
            else return Task.CompletedTask;
            Tell();
        }
        catch (JsonException) { } // one unreadable event: the next one says it anew
        return Task.CompletedTask;
    }

    private void Heard(CarView car) =>
        _cars[car.Serial] = (_cars.GetValueOrDefault(car.Serial) ?? new LiveCar(car, null)).Heard(car, time.GetUtcNow());

    private void Tell()
    {
        if (_pending) return;
        _pending = true;
        _bundle ??= time.CreateTimer(_ => { _pending = false; Changed?.Invoke(); }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _bundle.Change(Bundle, Timeout.InfiniteTimeSpan);
    }
}
