using Pixelopolis.Car.Decision;
using Pixelopolis.Drives.Teacher;
using Pixelopolis.Sim;

namespace Pixelopolis.Drives.Encounters;

/// <summary>Who stands where, and what happens when.</summary>
internal abstract class EncounterScript(SimRandom chance)
{
    protected SimRandom Chance { get; } = chance;

    /// <summary>Simulated seconds, at the most.</summary>
    public virtual double Most => 22;

    public abstract void Begin(EncounterStage stage, Pixelopolis.Car.DriveOptions options, ulong seed);

    public abstract void Tick(EncounterStage stage);

    public virtual bool IsOver(EncounterStage stage) => false;

    /// <summary>Whether the cars got through.</summary>
    public abstract bool Finished(EncounterStage stage);

    protected RoutePath Wander(EncounterStage stage, double metres) => new(RandomRoute.Wander(stage.Map, Chance, metres), stage.Intersections);
}
