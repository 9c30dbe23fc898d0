using Pixelopolis.Car;
using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Safety;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Teacher;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Drives.Trials;

/// <summary>How a trial ended.</summary>
public enum MovedOutcome
{
    /// <summary>The car knows its place again, and still did two metres later.</summary>
    RightAgain,

    /// <summary>So it does, but before that it believed a place that was not the right one, and set out from there.</summary>
    RightAgainAfterWrong,

    /// <summary>In the end it believes the right place, and has not driven two metres on it.</summary>
    Unfinished,

    /// <summary>It says that it is lost: it searches, or stands for that reason and no other.</summary>
    Lost,

    /// <summary>It drove on, sure of a place where it is not: until time was up, or off the road.</summary>
    Wrong,

    /// <summary>It left the road while it searched.</summary>
    LeftRoad,
}

/// <summary>What became of a car that was lifted and put down elsewhere; metres and seconds.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Unaware">Metres driven after the move before the car noticed.</param>
/// <param name="Crawled">Metres crawled in search of its place.</param>
/// <param name="Seconds">From the move to knowing again.</param>
/// <param name="WrongFinds">How often a place was found that was not the right one.</param>
/// <param name="Misled">Metres driven in the belief of a place that was found and is not where it is.</param>
public sealed record MovedResult(MovedOutcome Outcome, double Unaware, double Crawled, double Seconds, int WrongFinds, double Misled);

/// <summary>
/// One car alone drives along, is lifted by a hand and put down on another lane, without anybody telling it. Whoever watches knows the truth; the car
/// has its frames, its wheels and the map. Where it asks to search, it is let.
/// </summary>
public sealed class MovedTrial
{
    private const double Dt = 0.005;
    private const double Patience = 150;
    private const double Right = 0.15;
    private readonly CityMap _map;
    private readonly Intersections _intersections;
    private readonly SimulatedCar _car;
    private readonly SimRandom _chance;
    private RoutePath _path;
    private double _now;

    /// <param name="map">Of the city.</param>
    /// <param name="intersections">Of the map.</param>
    /// <param name="options">Of the car.</param>
    /// <param name="encoderError">Largest scale error and mismatch of its wheels.</param>
    /// <param name="seed">Of the drive, the wheels and the move.</param>
    /// <param name="eye">Reads lanes; told nothing of the truth.</param>
    /// <param name="sight">Sees signs.</param>
    public MovedTrial(CityMap map, Intersections intersections, DriveOptions options, double encoderError, ulong seed, ILaneEye eye, ISightEye? sight)
    {
        (_map, _intersections, _chance) = (map, intersections, new SimRandom(SimRandom.Derive(seed, 41)));
        _path = new RoutePath(RandomRoute.Wander(map, _chance, 60), intersections);
        var start = _path.At(0.02);
        var body = new Vehicle(VehicleParameters.Reference, VehicleTolerances.FromSeed(seed, encoderError), start, seed);
        _car = new SimulatedCar("moved", body, eye, options, new CarTiming(), 0, sight, map, intersections);
        _car.Drive.Localizer.PutDown(start);
        _car.Drive.Localizer.Reset(0.02, 0, 0, 0.015, 0.03);
        _car.Route = new ActiveRoute(_path, _path.Length - 0.5);
    }

    private Localizer Believed => _car.Drive.Localizer;

    public MovedResult Run()
    {
        Drive(_chance.Uniform(1.0, 4.0));
        var from = _car.Body.Pose;
        Carry(from, Elsewhere(from));
        var moved = _now;
        double unaware = 0, crawled = 0, misled = 0;
        var wrong = 0;
        double right = 0, rightAt = double.NaN;
        while (_now - moved < Patience)
        {
            var before = _car.Body.Pose;
            Tick();
            var far = Distance(before, _car.Body.Pose);
            if (OffRoad()) return Ended(Believed.IsSearching ? MovedOutcome.LeftRoad : MovedOutcome.Wrong, _now - moved);
            if (Believed.IsSearching)
            {
                crawled += far;
                if (_car.Last.Command.IsStop && Believed.SearchRoom <= 0) Believed.GrantSearch(1);
                if (Believed.Found is not { } place) continue;
                if (!IsRight(place.Pose)) wrong++;
                TakeUp(place);
                (right, rightAt) = (0, _now - moved);
                continue;
            }
            if (double.IsNaN(rightAt)) unaware += far;
            if (!IsRight(Belief()))
            {
                if (!double.IsNaN(rightAt)) misled += far;
                right = 0;
                continue;
            }
            right += far;
            if (right > 2) return Ended(wrong > 0 ? MovedOutcome.RightAgainAfterWrong : MovedOutcome.RightAgain, double.IsNaN(rightAt) ? 0 : rightAt);
        }
        var isLost = Believed.IsSearching || _car.Last.Hold == HoldReason.Lost;
        return Ended(isLost ? MovedOutcome.Lost : IsRight(Belief()) ? MovedOutcome.Unfinished : MovedOutcome.Wrong, _now - moved);

        MovedResult Ended(MovedOutcome outcome, double seconds) => new(outcome, unaware, crawled, seconds, wrong, misled);
    }

    /// <summary>Told when the car is lifted (true) and put down; null moves it in no time.</summary>
    public Action<bool>? Aloft { get; init; }

    private void Drive(double metres)
    {
        for (var far = 0.0; far < metres && _now < 60; far += Math.Abs(_car.Body.Speed) * Dt) Tick();
    }

    /// <summary>Through the air, if there is an eye for it: the wheels turn freely meanwhile, and the camera looks down from the hand.</summary>
    private void Carry(Pose from, Pose to)
    {
        var seconds = Aloft is null ? 0 : _chance.Uniform(1.0, 2.5);
        Aloft?.Invoke(true);
        for (var begun = _now; _now - begun < seconds;)
        {
            Tick();
            var share = (_now - begun) / seconds;
            _car.Body.PutAt(new Pose(from.X + share * (to.X - from.X), from.Y + share * (to.Y - from.Y), Angle.Wrap(from.Theta + share * Angle.Difference(to.Theta, from.Theta))));
        }
        Aloft?.Invoke(false);
        _car.Body.PutAt(to);
    }

    private void Tick()
    {
        _now += Dt;
        _car.Advance(_now, Dt);
    }

    /// <summary>Onto some lane's middle, as well as a hand does it: a few centimetres and degrees off, at least half a metre away.</summary>
    private Pose Elsewhere(Pose from)
    {
        while (true)
        {
            var edge = _map.Edges[_chance.Below(_map.Edges.Count)];
            if (_intersections.IntentOf(edge.Id) != Intent.Follow || edge.Length < 0.3) continue;
            var on = edge.Curve.At(_chance.Uniform(0, edge.Length));
            var (x, y) = on.Ahead(0, _chance.Normal(0, 0.02));
            var pose = new Pose(x, y, Angle.Wrap(on.Theta + _chance.Normal(0, 0.08)));
            if (Distance(from, pose) > 0.5) return pose;
        }
    }

    private void TakeUp(GraphPlace place)
    {
        _path = new RoutePath(RandomRoute.Wander(_map, _chance, 60, place.Edge), _intersections);
        Believed.TakeUp(place);
        Believed.Reset(place.S, place.Left, place.Heading, place.Deviation, place.HeadingDeviation);
        _car.Route = new ActiveRoute(_path, _path.Length - 0.5);
    }

    private Pose Belief() => Believed.PoseNow(_path);

    private bool IsRight(Pose believed) => Distance(believed, _car.Body.Pose) < Right && Math.Abs(Angle.Difference(believed.Theta, _car.Body.Pose.Theta)) < 0.3;

    private bool OffRoad()
    {
        var pose = _car.Body.Pose;
        foreach (var edge in _map.Edges)
            if (edge.Curve.Project(pose.X, pose.Y).Distance < 0.22) return false;
        return true;
    }

    private static double Distance(Pose a, Pose b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
