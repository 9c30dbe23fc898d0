using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Tests.Simulated;

/// <summary>A fleet and its point cars on a virtual clock, with a wire between them that may lose messages.</summary>
internal sealed class Town
{
    private const double TickSeconds = 0.1;
    private readonly Intersections _intersections;
    private readonly Random _chance;
    private readonly double _loss;
    private readonly List<(PointCar Car, FleetEffect Effect)> _down = [];
    private int _ticks;

    public Town(CityMap map, FleetOptions? options = null, int seed = 1, double loss = 0)
    {
        (Map, _loss, _chance, _intersections) = (map, loss, new Random(seed), Intersections.Of(map));
        Fleet = new FleetCoordinator(map, options ?? new FleetOptions(), new SeededIds((ulong)seed));
    }

    public CityMap Map { get; }
    public FleetCoordinator Fleet { get; private set; }
    public List<PointCar> Cars { get; } = [];
    public List<FleetEffect> Effects { get; } = [];
    public DateTimeOffset Now { get; private set; } = new(2026, 3, 18, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Called after every step of the clock.</summary>
    public Action? EachTick { get; set; }

    /// <summary>Whether a car's body reaches into an intersection that it has entered.</summary>
    public bool Inside(PointCar car)
    {
        var edge = Map.Edge(car.CurrentEdge);
        if (_intersections.Containing(edge.Id) is not null) return true;
        var s = car.Distance > 0 ? car.Distance : edge.Length;
        return s < CarFootprint.Reference.Rear && Map.Into(edge.StartNodeId).Any(e => _intersections.Containing(e.Id) is not null);
    }

    public IEnumerable<Decision> Decisions => Effects.OfType<Decided>().Select(d => d.Decision);

    public PointCar Add(string serial, string atEndOfEdge, double speed = 0.35)
    {
        var car = new PointCar(serial, Map, speed);
        Cars.Add(car);
        car.StandAt(atEndOfEdge);
        Tell(new CarConnected(serial, ConnectionState.Online));
        return car;
    }

    public void Tell(FleetEvent happened)
    {
        foreach (var effect in Fleet.Handle(happened, Now))
        {
            Effects.Add(effect);
            var serial = effect switch { OrderPublished o => o.Serial, ActionsPublished a => a.Serial, _ => null };
            if (serial is not null && Cars.FirstOrDefault(c => c.Serial == serial) is { } car && !Lost()) _down.Add((car, effect));
        }
    }

    public string Book(string id, string device, string destination)
    {
        Tell(new BookingAsked(id, device, destination));
        return id;
    }

    public Booking Booking(string id) => Fleet.Booking(id)!;

    public void Run(double seconds)
    {
        for (var i = 0; i < seconds / TickSeconds; i++) Tick();
    }

    /// <summary>Runs until it is so; false when it is not after that many seconds.</summary>
    public bool RunUntil(Func<bool> so, double seconds)
    {
        for (var i = 0; i < seconds / TickSeconds; i++)
        {
            if (so()) return true;
            Tick();
        }
        return so();
    }

    public HashSet<string> Silent { get; } = new(StringComparer.Ordinal);

    /// <summary>The server starts again and remembers only what its store has: the bookings.</summary>
    public void Restart(FleetOptions? options = null)
    {
        var (kept, cars) = (Fleet.Bookings, Fleet.Cars);
        _down.Clear();
        Fleet = new FleetCoordinator(Map, options ?? new FleetOptions(), new SeededIds(77));
        foreach (var car in cars) Tell(new CarRestored(car));
        foreach (var booking in kept) Tell(new BookingRestored(booking));
        foreach (var car in Cars.Where(c => c.Switched)) Tell(new CarConnected(car.Serial, ConnectionState.Online));
    }

    /// <summary>A server that knows nothing of what was.</summary>
    public void Forget()
    {
        Fleet = new FleetCoordinator(Map, new FleetOptions(), new SeededIds(78));
        foreach (var car in Cars) Tell(new CarConnected(car.Serial, ConnectionState.Online));
    }

    private void Tick()
    {
        Now += TimeSpan.FromSeconds(TickSeconds);
        _ticks++;
        (PointCar Car, FleetEffect Effect)[] arriving = [.. _down];
        _down.Clear();
        foreach (var (car, effect) in arriving)
        {
            if (Silent.Contains(car.Serial)) continue;
            if (effect is OrderPublished order) car.Take(order.Order);
            else if (effect is ActionsPublished actions) car.Take(actions.Actions);
        }
        foreach (var car in Cars)
        {
            car.Step(TickSeconds);
            if (car.News(due: _ticks % 10 == 0) is { } state && !Silent.Contains(car.Serial) && !Lost()) Tell(new CarReported(car.Serial, state));
        }
        Tell(new ClockTicked());
        EachTick?.Invoke();
    }

    private bool Lost() => _loss > 0 && _chance.NextDouble() < _loss;
}
