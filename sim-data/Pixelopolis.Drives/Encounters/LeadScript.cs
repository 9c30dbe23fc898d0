using Pixelopolis.Car;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;

namespace Pixelopolis.Drives.Encounters;

/// <summary>A car ahead on the same way: slower, stopping, or standing.</summary>
internal sealed class LeadScript(EncounterKind kind, SimRandom chance) : EncounterScript(chance)
{
    private const double FromTail = 0.14;
    private StageThing _lead = null!;
    private StageCar _car = null!;
    private double _s, _speed, _target, _braking, _aside, _turned, _next;
    private int _act;

    public override void Begin(EncounterStage stage, DriveOptions options, ulong seed)
    {
        _car = stage.AddCar(Wander(stage, 16), 0.05, options, seed);
        var gap = kind switch
        {
            EncounterKind.SlowerCar => Chance.Uniform(0.4, 1.0),
            EncounterKind.StoppingCar => Chance.Uniform(0.30, 0.60),
            _ => Chance.Uniform(1.1, 2.2),
        };
        (_s, _aside) = (0.05 + 0.06 + gap + FromTail, Chance.Normal(0, 0.012));
        if (kind == EncounterKind.StoppedCar) _turned = Chance.Normal(0, 0.15);
        _next = kind switch { EncounterKind.SlowerCar => 0, EncounterKind.StoppingCar => Chance.Uniform(2.5, 6), _ => double.PositiveInfinity };
        if (kind == EncounterKind.StoppingCar) _target = 0.36;
        _braking = Chance.Uniform(0.4, 1.2);
        _lead = stage.AddThing(stage.NewCar(Place()));
        stage.Note = FormattableString.Invariant($"gap {gap:0.00} braking {_braking:0.0}");
    }

    public override void Tick(EncounterStage stage)
    {
        switch (kind)
        {
            case EncounterKind.SlowerCar when stage.Now >= _next:
                (_target, _braking) = (Chance.Chance(0.15) ? 0 : Chance.Uniform(0.08, 0.30), Chance.Uniform(0.3, 0.8));
                _next = stage.Now + Chance.Uniform(1.5, 4);
                break;
            case EncounterKind.StoppingCar when stage.Now >= _next:
                _target = _act % 2 == 0 ? 0 : 0.36;
                if (_act == 1) stage.Opened();
                (_act, _next) = (_act + 1, _act == 0 ? stage.Now + Chance.Uniform(2.5, 5) : double.PositiveInfinity);
                break;
            case EncounterKind.StoppedCar when stage.Stood > 2 && _target == 0:
                _target = 0.3;
                stage.Opened();
                break;
        }
        _speed = _speed < _target ? Math.Min(_target, _speed + 0.5 * EncounterStage.Dt) : Math.Max(_target, _speed - _braking * EncounterStage.Dt);
        _s += _speed * EncounterStage.Dt;
        if (_speed > 0) (_aside, _turned) = (_aside * (1 - _speed * EncounterStage.Dt / 0.3), _turned * (1 - _speed * EncounterStage.Dt / 0.2));
        _lead.PutAt(Place());
    }

    public override bool Finished(EncounterStage stage) => kind == EncounterKind.SlowerCar ? _car.Truth.S > 0.6 : !double.IsNaN(stage.RestartSeconds) || (double.IsNaN(stage.StandingGap) && _car.Speed > 0.03);

    private Pose Place()
    {
        var on = _car.Path.At(_s);
        var (x, y) = on.Ahead(0, _aside);
        return new Pose(x, y, Angle.Wrap(on.Theta + _turned));
    }
}
