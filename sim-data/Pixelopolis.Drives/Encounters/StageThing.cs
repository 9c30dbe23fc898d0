using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Drives.Encounters;

/// <summary>Something on the stage that follows the script: a car without a program, a box, a hand.</summary>
public sealed class StageThing(SceneActor actor)
{
    public SceneActor Actor { get; private set; } = actor;

    public bool IsPresent { get; set; } = true;

    public CarFootprint Footprint { get; } = ActorPoints.Footprint(actor);

    public void PutAt(Pose pose) => Actor = Actor with { Pose = pose };
}
