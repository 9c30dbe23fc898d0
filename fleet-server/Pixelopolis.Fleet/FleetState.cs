using Pixelopolis.City;
using Pixelopolis.Fleet.Bookings;
using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet;

/// <summary>What the fleet's parts work on together. Everything is kept in the order of its ids, so that a run can be repeated.</summary>
internal sealed class FleetState
{
    private readonly Queue<Decision> _decisions = new();
    private readonly List<FleetEffect> _effects = [];

    public FleetState(CityMap map, FleetOptions options, IIdSource ids)
    {
        (Map, Options, Ids) = (map, options, ids);
        Network = new RoadNetwork(map, new TravelTimes(options.CarSpeed, options.TurnRate));
        Space = new LaneSpace(Network, options);
        Routes = new RouteFinder(Network);
        Places = new PlaceFinder(Network);
        Names = new PlaceNames(Network);
        Waiting = new WaitingPlaces(Network, Space);
        Bays = new Bays(Network);
        Arrivals = new ArrivalEstimate(this);
    }

    public CityMap Map { get; }
    public FleetOptions Options { get; }
    public IIdSource Ids { get; }
    public RoadNetwork Network { get; }
    public LaneSpace Space { get; }
    public RouteFinder Routes { get; }
    public PlaceFinder Places { get; }
    public PlaceNames Names { get; }
    public WaitingPlaces Waiting { get; }
    public Bays Bays { get; }
    public ArrivalEstimate Arrivals { get; }

    public SortedDictionary<string, FleetCar> Cars { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, Ride> Rides { get; } = new(StringComparer.Ordinal);
    /// <summary>Cars that were seen where none is believed to be.</summary>
    public List<StrangeCar> Strange { get; } = [];

    public bool Stopped { get; set; }
    public DateTimeOffset? StoppedAt { get; set; }
    public DateTimeOffset Now { get; set; }
    public IEnumerable<Decision> Decisions => _decisions;

    public IEnumerable<Ride> ActiveRides => Rides.Values.Where(r => r.Active).OrderBy(r => r.Number);

    /// <summary>The car of this serial number, new if it was never heard of.</summary>
    public FleetCar Car(string serial)
    {
        if (!Cars.TryGetValue(serial, out var car)) Cars.Add(serial, car = new FleetCar(serial) { IdleSince = Now });
        return car;
    }

    public Ride? RideOf(FleetCar car) => car.RideId is { } id ? Rides.GetValueOrDefault(id) : null;

    /// <summary>Metres that every car keeps to itself behind its axle, its own deviation apart: as much as the least certain other needs.</summary>
    public double Room => Space.Room(LargestDeviation);

    public double LargestDeviation { get; set; }

    public IEnumerable<Hold> HoldsOf(FleetCar car) => [.. car.Track?.Holds(Room) ?? [], .. car.Search?.Holds ?? []];

    public void Emit(FleetEffect effect) => _effects.Add(effect);

    public IReadOnlyList<FleetEffect> TakeEffects()
    {
        FleetEffect[] effects = [.. _effects];
        _effects.Clear();
        return effects;
    }

    public void Decide(DecisionKind kind, FleetCar? car, string? rideId, string why, IReadOnlyList<Alternative>? alternatives = null,
        IReadOnlyList<string>? blockers = null, string? nodeId = null)
    {
        var decision = new Decision(Now, kind, car?.Serial, rideId, why, alternatives ?? [], blockers ?? [], nodeId);
        _decisions.Enqueue(decision);
        while (_decisions.Count > Options.DecisionsKept) _decisions.Dequeue();
        Emit(new Decided(decision));
    }
}
