using Pixelopolis.Car;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Drives.Encounters;

/// <summary>
/// Something on the lane that does not belong there: from the beginning, and taken away when the car has stood for it; or suddenly, at a distance before the
/// nose. Without a distance that is the stopping distance and 200 ms of driving, at the speed that it drives steadily then.
/// </summary>
internal sealed class ObstacleScript(bool appears, double? distance, SimRandom chance) : EncounterScript(chance)
{
    private StageCar _car = null!;
    private StageThing? _thing;
    private double _at, _aside, _steady, _steadySince;
    private SceneActor _actor;
    private double _turned;
    private bool _taken;

    public override double Most => appears ? 25 : 30;

    public override void Begin(EncounterStage stage, DriveOptions options, ulong seed)
    {
        _car = stage.AddCar(Wander(stage, 12), 0.05, options, seed);
        (_at, _aside) = (Chance.Uniform(1.1, 2.2), Chance.Uniform(-0.05, 0.05));
        var kind = appears ? Chance.Chance(0.5) ? ActorKind.Hand : ActorKind.Box : (ActorKind)Chance.Below(4);
        _turned = kind == ActorKind.Hand ? (Chance.Chance(0.5) ? 1 : -1) * Math.PI / 2 + Chance.Normal(0, 0.3) : Chance.Uniform(-Math.PI, Math.PI);
        _actor = new SceneActor(kind, default, (uint)Chance.Below(30));
        if (kind == ActorKind.Car) _actor = _actor with { Colour = 0x2F7DD1 };
        if (!appears) Put(stage, _at);
        stage.Note = $"{kind}";
    }

    public override void Tick(EncounterStage stage)
    {
        if (appears)
        {
            const double Driving = 0.15, Steady = 0.02, For = 0.3;
            if (Math.Abs(_car.Speed - _steady) > Steady) (_steady, _steadySince) = (_car.Speed, stage.Now);
            if (_thing is not null || _car.Truth.S < _at || _car.Speed < Driving || stage.Now - _steadySince < For || Math.Abs(_car.Car.Last.Speed - _car.Speed) > Steady) return;
            var gap = distance ?? StoppingDistance(_car.Speed) + 0.2 * _car.Speed;
            var at = WhereItIsReachedAfter(gap, out var isReachedEarlier);
            Put(stage, at);
            stage.Note = FormattableString.Invariant($"{stage.Note} at {gap:0.000} m before {_car.Speed:0.00} m/s, {stage.Now:0.00} s{(isReachedEarlier ? ", reached earlier: no place on this path is so far" : "")}");
            return;
        }
        if (_taken || stage.Stood < 3) return;
        (_thing!.IsPresent, _taken) = (false, true);
        stage.Opened();
    }

    public override bool IsOver(EncounterStage stage) => appears ? (_thing is not null && stage.Stood > 0.8) || stage.Touched : !double.IsNaN(stage.RestartSeconds);

    /// <summary>A stop for nothing before the thing is there passes nothing.</summary>
    public override bool Finished(EncounterStage stage) => appears ? _thing is not null && stage.Stood > 0.5 && !stage.Touched : !double.IsNaN(stage.RestartSeconds);

    /// <summary>Of the reference car: 150 ms, and 1 m/s².</summary>
    public static double StoppingDistance(double speed) => 0.15 * speed + speed * speed / 2;

    private void Put(EncounterStage stage, double s) => _thing = stage.AddThing(_actor with { Pose = PoseAt(s) });

    private Pose PoseAt(double s)
    {
        var on = _car.Path.At(s);
        var (x, y) = on.Ahead(0, _aside);
        return new Pose(x, y, Angle.Wrap(on.Theta + _turned));
    }

    /// <summary>
    /// The nearest place on the path that the car touches only after driving so many metres on: in a bend a corner gets there before the nose. Where
    /// there is none to this side of the lane's middle, to the other; where there is none at all, the farthest, which it reaches earlier.
    /// </summary>
    private double WhereItIsReachedAfter(double gap, out bool isReachedEarlier)
    {
        const double Step = 0.004, Farthest = 0.3;
        var nearest = _car.Truth.S + 0.06 + gap + HalfAlong();
        isReachedEarlier = false;
        for (var side = 0; side < 2; side++, _aside = -_aside)
            for (var s = nearest; s < nearest + Farthest; s += Step)
                if (!IsTouchedWithin(gap, CarBox.At(PoseAt(s), ActorPoints.Footprint(_actor)))) return s;
        isReachedEarlier = true;
        return nearest + Farthest;
    }

    private bool IsTouchedWithin(double gap, CarBox thing)
    {
        const double Step = 0.002;
        for (var driven = 0.0; driven < gap; driven += Step)
        {
            var on = _car.Path.At(_car.Truth.S + driven);
            var (x, y) = on.Ahead(0, _car.Truth.Left);
            if (CarBox.At(new Pose(x, y, on.Theta), CarFootprint.Reference).Overlaps(thing)) return true;
        }
        return false;
    }

    private double HalfAlong()
    {
        var body = ActorPoints.Footprint(_actor);
        return Math.Abs(Math.Cos(_turned)) * Math.Max(body.Front, body.Rear) + Math.Abs(Math.Sin(_turned)) * body.HalfWidth;
    }
}
