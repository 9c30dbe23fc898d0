using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Pixelopolis.City;
using Pixelopolis.City.Lif;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Station.Tests.Fakes;

/// <summary>
/// A city whose every move a test decides. It has the server's shapes and words, and none of its mind: cars go where they are put.
/// </summary>
public sealed class FakeCity
{
    public const string Token = "let-me-in";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CarView> _cars = [];
    private readonly Dictionary<string, Booking> _bookings = [];
    private readonly ConcurrentDictionary<Channel<string>, string?> _listeners = new();
    private int _made;

    public FakeCity(string lif)
    {
        Lif = lif;
        Map = LifReader.Read(lif).Map ?? throw new InvalidOperationException(LifReader.Read(lif).Report);
    }

    public static FakeCity Default() => new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cities", "pixelopolis.lif.json")));

    public string Lif { get; }
    public CityMap Map { get; }
    public CityStatus Status { get; private set; } = new(false);

    /// <summary>The next booking is refused with this problem type.</summary>
    public string? Refuse { get; set; }

    /// <summary>No call is answered, and whoever listens is cut off.</summary>
    public bool Down { get; private set; }

    public bool NoDestinations { get; set; }

    /// <summary>Cars whose picture does not come.</summary>
    public HashSet<string> Blind { get; } = [];

    /// <summary>Cars whose picture is being sent, once for each who watches.</summary>
    public ConcurrentDictionary<Guid, string> Watching { get; } = new();

    /// <summary>Accept-Language of the last booking and the last listener.</summary>
    public string? LastLanguage { get; set; }

    public List<string> Acts { get; } = [];
    public IReadOnlyList<CarView> Cars { get { lock (_lock) return [.. _cars.Values]; } }
    public IReadOnlyList<Booking> Bookings { get { lock (_lock) return [.. _bookings.Values]; } }

    public CarView Car(string serial) { lock (_lock) return _cars[serial]; }

    public Booking? Booking(string id) { lock (_lock) return _bookings.GetValueOrDefault(id); }

    public Booking Latest { get { lock (_lock) return _bookings.Values.OrderBy(b => b.CreatedAt).Last(); } }

    public void Set(CarView car)
    {
        lock (_lock) _cars[car.Serial] = car;
        Send(EventNames.Car, JsonSerializer.Serialize(car, HttpJson.Default.CarView), null);
    }

    /// <summary>A car standing, or driving, <paramref name="along"/> metres up an edge.</summary>
    public CarView Put(string serial, string edgeId, double along, CarActivity state = CarActivity.Ready, Func<CarView, CarView>? more = null)
    {
        var pose = Map.Edge(edgeId).Curve.At(along);
        var car = new CarView(serial, "Pixelopolis", state, pose.X, pose.Y, pose.Theta, state == CarActivity.Driving ? 0.31 : 0, 84, false, LastNodeId: Map.Edge(edgeId).StartNodeId,
            LocalizationScore: 0.93, DeviationRange: 0.02, OperatingMode: "AUTOMATIC", Connection: "ONLINE", LastSeen: DateTimeOffset.UtcNow, Stream: $"/api/cars/{serial}/stream");
        car = more?.Invoke(car) ?? car;
        Set(car);
        return car;
    }

    public void Remove(string serial)
    {
        lock (_lock) _cars.Remove(serial);
        Send(EventNames.CarGone, JsonSerializer.Serialize(new CarGone(serial), HttpJson.Default.CarGone), null);
    }

    public Booking Book(string deviceId, string destination)
    {
        var now = DateTimeOffset.UtcNow;
        lock (_lock)
        {
            var booking = new Booking($"b-{++_made}", BookingState.Requested, deviceId, destination, now, now, WaitingFor: new(WaitingKind.FreeCar));
            _bookings[booking.Id] = booking;
            return booking;
        }
    }

    public Booking Change(string id, Func<Booking, Booking> change)
    {
        Booking booking;
        lock (_lock) _bookings[id] = booking = change(_bookings[id]) with { AsOf = DateTimeOffset.UtcNow };
        Send(EventNames.Booking, JsonSerializer.Serialize(booking, HttpJson.Default.Booking), id);
        return booking;
    }

    /// <summary>Gives a booking its car, its way from where that car stands, and a time.</summary>
    public Booking Assign(string id, string serial, BookingState state = BookingState.Assigned, double seconds = 48)
    {
        var now = DateTimeOffset.UtcNow;
        var route = FakeRoutes.Shortest(Map, Car(serial).LastNodeId!, Map.Station(Booking(id)!.Destination).NodeId);
        return Change(id, b => b with
        {
            State = state, Car = serial, Route = route, WaitingFor = null, Eta = now.AddSeconds(seconds),
            EtaRange = new EtaRange(now.AddSeconds(seconds * 0.8), now.AddSeconds(seconds * 1.5)),
        });
    }

    /// <summary>Puts a booking's car a fraction of the way along its route.</summary>
    public void DriveTo(string id, double fraction)
    {
        var booking = Booking(id)!;
        var left = fraction * booking.Route!.Sum(e => Map.Edge(e).Length);
        foreach (var edge in booking.Route!)
        {
            if (left <= Map.Edge(edge).Length + 1e-6)
            {
                Put(booking.Car!, edge, left, CarActivity.Driving, c => c with { BookingId = id, Route = booking.Route });
                return;
            }
            left -= Map.Edge(edge).Length;
        }
    }

    public void Say(CityStatus status)
    {
        Status = status;
        Send(EventNames.City, JsonSerializer.Serialize(status, HttpJson.Default.CityStatus), null);
    }

    public void GoDown()
    {
        Down = true;
        foreach (var listener in _listeners.Keys) listener.Writer.TryComplete();
    }

    public void ComeBack() => Down = false;

    /// <summary>Everything new as server-sent events; for one booking, or for the whole city.</summary>
    public Channel<string> Listen(string? bookingId)
    {
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
        _listeners[channel] = bookingId;
        if (bookingId is null)
        {
            channel.Writer.TryWrite(Line(EventNames.City, JsonSerializer.Serialize(Status, HttpJson.Default.CityStatus)));
            foreach (var booking in Bookings) channel.Writer.TryWrite(Line(EventNames.Booking, JsonSerializer.Serialize(booking, HttpJson.Default.Booking)));
        }
        else if (Booking(bookingId) is { } one)
            channel.Writer.TryWrite(Line(EventNames.Booking, JsonSerializer.Serialize(one with { AsOf = DateTimeOffset.UtcNow }, HttpJson.Default.Booking)));
        return channel;
    }

    public void Leave(Channel<string> channel) => _listeners.TryRemove(channel, out _);

    private void Send(string name, string data, string? bookingId)
    {
        foreach (var (listener, only) in _listeners)
            if (only is null || only == bookingId) listener.Writer.TryWrite(Line(name, data));
    }

    private static string Line(string name, string data) => $"event: {name}\ndata: {data}\n\n";
}
