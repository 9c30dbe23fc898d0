using System.Collections.Concurrent;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Live;

/// <summary>
/// How things stand, for any number of readers at once: written by the fleet's loop, and between its turns by cars' poses. Every change goes to the listeners too.
/// </summary>
/// <param name="endedKept">Ended bookings kept at hand; older ones are in the store.</param>
public sealed class LiveBoard(EventHub hub, int endedKept = 200)
{
    private readonly ConcurrentDictionary<string, Booking> _bookings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CarView> _cars = new(StringComparer.Ordinal);
    private readonly Queue<string> _ended = new();

    /// <summary>A pose comes on another thread than the loop's: it must not write back what the loop has changed since it was read.</summary>
    private readonly Lock _moving = new();
    private volatile CityStatus _city = new(false);

    public CityStatus City => _city;

    public IReadOnlyList<CarView> Cars => [.. _cars.Values.OrderBy(car => car.Serial, StringComparer.Ordinal)];

    public IReadOnlyList<Booking> Bookings => [.. _bookings.Values.OrderBy(booking => booking.CreatedAt).ThenBy(booking => booking.Id, StringComparer.Ordinal)];

    public Booking? Booking(string id) => _bookings.GetValueOrDefault(id);

    public CarView? Car(string serial) => _cars.GetValueOrDefault(serial);

    public void Show(CityStatus city)
    {
        _city = city;
        hub.Publish(new LiveEvent(EventNames.City, EventNames.City, city));
    }

    public void Show(CarView car)
    {
        lock (_moving)
        {
            // A car that is not heard of any more is shown where it was last seen.
            if (car is { State: CarActivity.Offline, X: null } && Car(car.Serial) is { X: not null } before)
                car = car with { X = before.X, Y = before.Y, Theta = before.Theta, Battery = car.Battery ?? before.Battery, LastSeen = car.LastSeen ?? before.LastSeen };
            _cars[car.Serial] = car;
            hub.Publish(new LiveEvent(EventNames.Car, car.Serial, car));
        }
    }

    /// <summary>A car that was taken off the table: listeners are told that it is gone.</summary>
    public void Remove(string serial)
    {
        lock (_moving)
        {
            _cars.TryRemove(serial, out _);
            hub.Publish(new LiveEvent(EventNames.CarGone, serial, new CarGone(serial)));
        }
    }

    /// <summary>A pose between two states; a car that never reported stays unknown.</summary>
    public void Move(string serial, double x, double y, double theta, double? speed)
    {
        lock (_moving)
            if (Car(serial) is { } car) Show(car with { X = x, Y = y, Theta = theta, Speed = speed ?? car.Speed });
    }

    public void Show(Booking booking)
    {
        _bookings[booking.Id] = booking;
        if (!booking.State.IsActive())
        {
            _ended.Enqueue(booking.Id);
            if (_ended.Count > endedKept) _bookings.TryRemove(_ended.Dequeue(), out _);
        }
        hub.Publish(new LiveEvent(EventNames.Booking, booking.Id, booking));
    }

    /// <summary>Everything there is, for a listener that begins.</summary>
    public IEnumerable<LiveEvent> Snapshot() =>
    [
        new(EventNames.City, EventNames.City, City),
        .. Cars.Select(car => new LiveEvent(EventNames.Car, car.Serial, car)),
        .. Bookings.Where(booking => booking.State.IsActive()).Select(booking => new LiveEvent(EventNames.Booking, booking.Id, booking)),
    ];
}
