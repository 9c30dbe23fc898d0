using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Scoring;
using Pixelopolis.Fleet;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Drives.Session;

/// <summary>Makes the eye of a session's car: told the car's number, its true path (for experiments only) and the other cars to draw.</summary>
public delegate ILaneEye EyeMaker(EyeRequest request);

/// <summary>Makes what sees signs, cars and obstacles for a session's car; null for a car without a detector.</summary>
public delegate ISightEye? SightMaker(EyeRequest request, ILaneEye eye);

/// <summary>What an eye may be made of.</summary>
public sealed record EyeRequest(int Index, ulong Seed, Func<TeacherRouteView> Truth, Func<ReadOnlyMemory<SceneActor>> Others, Func<double> MapSteering);

/// <summary>The true route of a car, or none.</summary>
public readonly record struct TeacherRouteView(Teacher.TeacherRoute? Route);

/// <summary>
/// The closed loop: cars with the real drive step and order follower, the real fleet coordinator, stations that hail them one trip
/// after the other, all in lockstep on one virtual clock. The same seed gives the same session.
/// </summary>
public sealed partial class DriveSession
{
    private const double Dt = 0.005;
    private const double FleetPeriod = 0.05;
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly uint[] Colours = [0xE0483E, 0x2F7DD1, 0xF2B632, 0x3FA66B, 0x8E5BC8, 0xF07C2B];
    private readonly CityMap _map;
    private readonly Intersections _intersections;
    private readonly SessionOptions _options;
    private readonly FleetCoordinator _fleet;
    private readonly TripChooser _chooser;
    private readonly SimRandom _chance;
    private readonly List<SessionCar> _cars = [];
    private readonly List<TripScore> _scores = [];
    private readonly List<double> _laneErrors = [];
    private readonly List<double> _turnErrors = [];
    private readonly Dictionary<string, string> _hailed = [];
    private readonly Queue<FleetEffect> _mail = new();
    private double _now, _nextFleet, _metres, _lastEnd;
    private int _begun, _collisionsBetween, _departuresBetween, _putBack;
    private bool _givingUp;

    public DriveSession(CityMap map, SessionOptions options, EyeMaker eye, SightMaker? sight = null)
    {
        (_map, _options, _intersections) = (map, options, Intersections.Of(map));
        _chance = new SimRandom(SimRandom.Derive(options.Seed, 5));
        _fleet = new FleetCoordinator(map, options.Fleet, new SeededIds(options.Seed));
        _chooser = new TripChooser(map, _intersections, new RoadNetwork(map, new TravelTimes(options.Fleet.CarSpeed, options.Fleet.TurnRate)), options.LeastTurns);
        _moves.AddRange(options.Moves);
        var bays = StartPlaces(map, options.Cars);
        for (var i = 0; i < options.Cars; i++) _cars.Add(NewCar(i, bays[i], eye, sight));
    }

    /// <summary>Told of every finished trip.</summary>
    public Action<TripScore>? TripEnded { get; init; }

    /// <summary>Told of everything the fleet decides, and when, seconds.</summary>
    public Action<double, Decision>? Decided { get; init; }

    /// <summary>Told of every drive step of every car: its number, where it truly is, and what it reports. For judges; no car hears of it.</summary>
    public Action<int, Pose, Pixelopolis.Car.Reporting.DriveReport>? Stepped { get; init; }

    /// <summary>Records the first car: what it was told, and every drive step.</summary>
    public Tape.DriveTape? Tape { get; init; }

    public double Now => _now;

    public SessionScore Run(CancellationToken cancel = default)
    {
        while (_scores.Count < _options.Trips && _now < _options.MostSeconds && _now - _lastEnd < _options.Patience && !cancel.IsCancellationRequested)
        {
            _now += Dt;
            for (var i = 0; i < _cars.Count; i++) Advance(i);
            if (_now < _nextFleet) continue;
            _nextFleet += FleetPeriod;
            Hail();
            Report();
            Tell(new ClockTicked());
            Deliver();
            Watch();
            MoveCars();
        }
        if (!cancel.IsCancellationRequested) GiveUp();
        foreach (var car in _cars.Where(c => c.Trip is null)) CloseBetweenTrips(car);
        return new SessionScore(_map.Id, _options.Seed, _scores, _metres, LaneJudge.Percentile(_laneErrors, 0.95), LaneJudge.Percentile(_turnErrors, 0.95),
            _now, _cars.Sum(c => (long)c.Car.Frames)) { CollisionsBetweenTrips = _collisionsBetween, DeparturesBetweenTrips = _departuresBetween, PutBack = _putBack };
    }

    private SessionCar NewCar(int index, string nodeId, EyeMaker eye, SightMaker? sight)
    {
        var seed = SimRandom.Derive(_options.Seed, 100 + (ulong)index);
        var chance = new SimRandom(seed);
        var lane = _map.Into(nodeId)[0].Curve.End;
        // An operator's hands: a centimetre and a degree.
        var (x, y) = lane.Ahead(chance.Normal(0, 0.008), chance.Normal(0, 0.008));
        var start = new Pose(x, y, Angle.Wrap(lane.Theta + chance.Normal(0, 0.02)));
        var body = new Vehicle(VehicleParameters.Reference, VehicleTolerances.FromSeed(seed, _options.EncoderError), start, seed,
            _options.BatteryCharge, ChargingContacts.Of(_map));
        SessionCar? car = null;
        var request = new EyeRequest(index, seed, () => new TeacherRouteView(Truth(car!)), () => Others(index), () => MapSteering(car!));
        var laneEye = eye(request);
        var simulated = new SimulatedCar($"car-{index + 1}", body, laneEye, _options.Drive, _options.Timing,
            index * _options.Timing.FramePeriod / Math.Max(1, _options.Cars), sight?.Invoke(request, laneEye), _map, _intersections);
        car = new SessionCar(simulated, _map, _intersections, lane);
        Tell(new CarConnected(car.Car.Serial, ConnectionState.Online));
        car.Orders.InitPosition(lane, _map.Id, nodeId);
        return car;
    }

    private static Teacher.TeacherRoute? Truth(SessionCar car)
    {
        car.FollowTruth();
        return car.Truth;
    }

    private static double MapSteering(SessionCar car)
    {
        if (car.Orders.Route is not { } route) return 0;
        var at = car.Car.Drive.Localizer.Estimate;
        return Pixelopolis.Car.Perception.SteeringScale.Steering(route.Path.PursuitCurvature(at.S, at.Left, at.Heading));
    }

    private ReadOnlyMemory<SceneActor> Others(int index)
    {
        var actors = new SceneActor[_cars.Count - 1];
        for (int i = 0, n = 0; i < _cars.Count; i++)
            if (i != index) actors[n++] = new SceneActor(ActorKind.Car, _cars[i].Pose, Colours[i % Colours.Length]);
        return actors;
    }

    /// <summary>Parking bays first, then destinations.</summary>
    private static string[] StartPlaces(CityMap map, int cars)
    {
        var places = map.Stations.OrderBy(s => s.Kind switch { StationKind.Parking => 0, StationKind.Destination => 1, _ => 2 }).Select(s => s.NodeId).Distinct().ToArray();
        if (places.Length < cars) throw new ArgumentException($"{cars} cars need as many stations to start from; {map.Id} has {places.Length}");
        return places;
    }

    private void Advance(int index)
    {
        var car = _cars[index];
        if (index == 0 && Tape is not null && car.Car.Stepped is null) BeginTape(car);
        var before = car.Car.Body.Speed;
        if (car.Trip is { } trip) trip.Metres += Math.Abs(before) * Dt;
        _metres += Math.Abs(before) * Dt;
        if (car.AstraySince is not null) car.Crawled += Math.Abs(before) * Dt;
        if (!car.Advance(_now, Dt)) return;
        Stepped?.Invoke(index, car.Pose, car.Last);
        Judge(car);
    }

    private void BeginTape(SessionCar car)
    {
        Tape!.Put(car.Put, _map.Id, car.Orders.Snapshot.LastNodeId);
        car.Car.Stepped = (input, output) => Tape.Step(input, output);
    }

    private void Tell(FleetEvent happened)
    {
        foreach (var effect in _fleet.Handle(happened, Epoch.AddSeconds(_now))) _mail.Enqueue(effect);
    }
}
