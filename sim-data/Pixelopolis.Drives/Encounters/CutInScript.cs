using Pixelopolis.Car;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Scoring;
using Pixelopolis.Sim;

namespace Pixelopolis.Drives.Encounters;

/// <summary>A car beside the lane, at the kerb or on the other lane, pulls out when the car comes near.</summary>
internal sealed class CutInScript(SimRandom chance) : EncounterScript(chance)
{
    private StageCar _car = null!;
    private StageThing _cutter = null!;
    private double _s, _from, _side, _when, _speed, _top, _within, _stops;
    private bool _goes;

    public override double Most => 18;

    public override void Begin(EncounterStage stage, DriveOptions options, ulong seed)
    {
        _car = stage.AddCar(Wander(stage, 14), 0.05, options, seed);
        _s = _from = Chance.Uniform(1.4, 2.2);
        (_when, _top, _within, _stops) = (Chance.Uniform(0.40, 0.75), Chance.Uniform(0.15, 0.32), Chance.Uniform(0.25, 0.45), Chance.Chance(0.3) ? Chance.Uniform(0.3, 0.8) : double.PositiveInfinity);
        _side = Chance.Chance(0.5) ? -Chance.Uniform(0.21, 0.26) : 0.25;
        _cutter = stage.AddThing(stage.NewCar(Place()));
        // Where a house stands at the kerb it comes from the other lane.
        if (stage.Map.Buildings.Any(b => Bodies.Touch(Place(), CarFootprint.Reference, b))) _side = 0.25;
        stage.Note = FormattableString.Invariant($"at {_when:0.00} m, {_top:0.00} m/s, from {_side:0.00} within {_within:0.00} m");
    }

    public override void Tick(EncounterStage stage)
    {
        if (_s - 0.14 - (_car.Truth.S + 0.06) < _when) _goes = true;
        if (_goes)
        {
            var target = _s - _from > _stops ? 0 : _top;
            _speed = _speed < target ? Math.Min(target, _speed + 0.5 * EncounterStage.Dt) : Math.Max(target, _speed - 0.6 * EncounterStage.Dt);
        }
        _s += _speed * EncounterStage.Dt;
        _cutter.PutAt(Place());
    }

    public override bool Finished(EncounterStage stage) => _goes && (_car.Truth.S > _from - 0.5 || _speed == 0);

    private Pose Place()
    {
        var share = Math.Clamp((_s - _from) / _within, 0, 1);
        var aside = _side * (1 - share * share * (3 - 2 * share));
        var slope = share is > 0 and < 1 ? -_side * 6 * share * (1 - share) / _within : 0;
        var on = _car.Path.At(_s);
        var (x, y) = on.Ahead(0, aside);
        return new Pose(x, y, Angle.Wrap(on.Theta + Math.Atan(slope)));
    }
}
