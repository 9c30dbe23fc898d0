using Pixelopolis.Car;
using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives.Scoring;
using Pixelopolis.Drives.Teacher;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Drives.Encounters;

/// <summary>
/// Cars with their whole programs, and things that follow a script, on one virtual clock; without a fleet and without reservations. The judge watches the
/// bodies by the simulator's truth; the cars have their eyes.
/// </summary>
public sealed class EncounterStage(CityMap map, Intersections intersections, StageEyes eyes, CarTiming timing)
{
    public const double Dt = 0.005;
    private static readonly uint[] Colours = [0xE0483E, 0x2F7DD1, 0xF2B632, 0x3FA66B, 0x8E5BC8, 0xF07C2B];
    private readonly List<StageCar> _cars = [];
    private readonly List<StageThing> _things = [];
    private double _openedAt = double.NaN, _stoodSince = double.NaN;

    public CityMap Map => map;

    public Intersections Intersections => intersections;

    public IReadOnlyList<StageCar> Cars => _cars;

    public double Now { get; private set; }

    public bool Touched { get; private set; }

    public double ImpactSpeed { get; private set; }

    public string Note { get; set; } = "";

    public bool Stopped { get; private set; }

    public double StandingGap { get; private set; } = double.NaN;

    public double LeastGap { get; private set; } = double.PositiveInfinity;

    public double RestartSeconds { get; private set; } = double.NaN;

    /// <summary>Seconds that the first car has stood for something in its way, without a break.</summary>
    public double Stood => double.IsNaN(_stoodSince) ? 0 : Now - _stoodSince;

    /// <summary>Told of every drive step, for whoever watches.</summary>
    public Action<EncounterStage, StageCar>? Stepped { get; init; }

    public StageCar AddCar(RoutePath path, double s, DriveOptions options, ulong seed)
    {
        var start = path.At(s);
        var truth = new TeacherRoute(path, s);
        truth.Follow(start);
        StageCar? car = null;
        var index = _cars.Count;
        var seat = new StageSeat(seed, truth, () => MapSteering(car!), () => Others(index));
        var lane = eyes.Lane(seat);
        var body = new Vehicle(VehicleParameters.Reference, VehicleTolerances.FromSeed(seed), start, seed);
        var simulated = new SimulatedCar($"car-{index + 1}", body, lane, options, timing, new SimRandom(SimRandom.Derive(seed, 7)).Uniform(0, timing.FramePeriod),
            eyes.Sight(seat, lane), map, intersections);
        simulated.Drive.Localizer.PutDown(start);
        simulated.Drive.Localizer.Reset(s, 0, 0, 0.01, 0.02);
        simulated.Route = new ActiveRoute(path, path.Length - 0.05);
        car = new StageCar(simulated, path, truth);
        _cars.Add(car);
        return car;
    }

    public StageThing AddThing(SceneActor actor)
    {
        var thing = new StageThing(actor);
        _things.Add(thing);
        return thing;
    }

    public SceneActor NewCar(City.Geometry.Pose pose) => new(ActorKind.Car, pose, Colours[(_cars.Count + _things.Count) % Colours.Length]);

    /// <summary>The way is open from now on: what the car stood for moves off, or is taken away.</summary>
    public void Opened()
    {
        if (double.IsNaN(_openedAt)) _openedAt = Now;
    }

    public void Advance()
    {
        Now += Dt;
        foreach (var car in _cars)
        {
            if (car.IsGone || !car.Car.Advance(Now, Dt)) continue;
            car.Truth.Follow(car.Pose);
            Stepped?.Invoke(this, car);
        }
        Judge();
    }

    private void Judge()
    {
        for (var i = 0; i < _cars.Count; i++)
        {
            var car = _cars[i];
            if (car.IsGone) continue;
            foreach (var thing in _things)
                if (thing.IsPresent) Compare(car, Bodies.Gap(car.Pose, CarFootprint.Reference, thing.Actor.Pose, thing.Footprint), Math.Abs(car.Speed));
            for (var j = 0; j < i; j++)
                if (!_cars[j].IsGone) Compare(car, Bodies.Gap(car.Pose, CarFootprint.Reference, _cars[j].Pose, CarFootprint.Reference), Math.Max(Math.Abs(car.Speed), Math.Abs(_cars[j].Speed)));
        }
        var first = _cars[0];
        if (!first.StandsForSomething) _stoodSince = double.NaN;
        else if (double.IsNaN(_stoodSince)) _stoodSince = Now;
        foreach (var car in _cars) Stopped |= !car.IsGone && car.StandsForSomething;
        if (Stood > 0.3 && double.IsNaN(StandingGap)) StandingGap = GapOfFirst();
        if (!double.IsNaN(_openedAt) && double.IsNaN(RestartSeconds) && !double.IsNaN(StandingGap) && first.Speed > 0.03) RestartSeconds = Now - _openedAt;
    }

    private double GapOfFirst()
    {
        var gap = double.PositiveInfinity;
        foreach (var thing in _things)
            if (thing.IsPresent) gap = Math.Min(gap, Bodies.Gap(_cars[0].Pose, CarFootprint.Reference, thing.Actor.Pose, thing.Footprint));
        for (var i = 1; i < _cars.Count; i++)
            if (!_cars[i].IsGone) gap = Math.Min(gap, Bodies.Gap(_cars[0].Pose, CarFootprint.Reference, _cars[i].Pose, CarFootprint.Reference));
        return gap;
    }

    private void Compare(StageCar car, double gap, double speed)
    {
        LeastGap = Math.Min(LeastGap, gap);
        if (gap > 0 || Touched) return;
        (Touched, ImpactSpeed) = (true, speed);
        Note = FormattableString.Invariant($"{Note} touched at {Now:0.00} s, {car.Car.Serial} at {car.Truth.S:0.00} m, {car.Speed:0.00} m/s, {car.Car.Last.Hold}");
    }

    private ReadOnlyMemory<SceneActor> Others(int index)
    {
        var all = new List<SceneActor>(_cars.Count + _things.Count);
        for (var i = 0; i < _cars.Count; i++)
            if (i != index && !_cars[i].IsGone) all.Add(new SceneActor(ActorKind.Car, _cars[i].Pose, Colours[i % Colours.Length]));
        foreach (var thing in _things)
            if (thing.IsPresent) all.Add(thing.Actor);
        return all.ToArray();
    }

    private static double MapSteering(StageCar car)
    {
        var at = car.Car.Drive.Localizer.Estimate;
        return SteeringScale.Steering(car.Path.PursuitCurvature(at.S, at.Left, at.Heading));
    }
}
