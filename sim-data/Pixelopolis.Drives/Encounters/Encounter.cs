using Pixelopolis.Car;
using Pixelopolis.City;
using Pixelopolis.Sim;

namespace Pixelopolis.Drives.Encounters;

/// <summary>One scripted encounter by its seed: the same seed, the same encounter.</summary>
/// <param name="Kind">What is met.</param>
/// <param name="Seed">Of the place, the script, the cars and their eyes.</param>
/// <param name="Distance">Of what appears: metres before the nose; null: the stopping distance and 200 ms of driving.</param>
public sealed record Encounter(EncounterKind Kind, ulong Seed, double? Distance = null)
{
    /// <summary>Those of a drive through a city that nobody coordinates, in turn.</summary>
    public static IReadOnlyList<EncounterKind> Usual { get; } =
        [EncounterKind.SlowerCar, EncounterKind.StoppingCar, EncounterKind.StoppedCar, EncounterKind.CutIn, EncounterKind.BlockedLane, EncounterKind.AllWayStop];

    /// <summary>So many of a seed.</summary>
    public static IEnumerable<Encounter> Of(ulong seed, int count) => Enumerable.Range(0, count).Select(i => new Encounter(Usual[i % Usual.Count], SimRandom.Derive(seed, (ulong)i)));

    /// <summary>So many hands and boxes that appear.</summary>
    public static IEnumerable<Encounter> Appearing(ulong seed, int count, double? distance = null) =>
        Enumerable.Range(0, count).Select(i => new Encounter(EncounterKind.Appearing, SimRandom.Derive(seed, 100_000 + (ulong)i), distance));

    public EncounterResult Run(CityMap map, Intersections intersections, StageEyes eyes, DriveOptions options, CarTiming timing, Action<EncounterStage, StageCar>? stepped = null)
    {
        var chance = new SimRandom(SimRandom.Derive(Seed, 3));
        EncounterScript script = Kind switch
        {
            EncounterKind.SlowerCar or EncounterKind.StoppingCar or EncounterKind.StoppedCar => new LeadScript(Kind, chance),
            EncounterKind.CutIn => new CutInScript(chance),
            EncounterKind.BlockedLane => new ObstacleScript(appears: false, null, chance),
            EncounterKind.Appearing => new ObstacleScript(appears: true, Distance, chance),
            _ => new CrossingScript(chance),
        };
        var stage = new EncounterStage(map, intersections, eyes, timing) { Stepped = stepped };
        script.Begin(stage, options, Seed);
        while (stage.Now < script.Most && !script.IsOver(stage))
        {
            script.Tick(stage);
            stage.Advance();
        }
        return new EncounterResult(Kind, Seed, stage.Touched, stage.ImpactSpeed, stage.Stopped, stage.StandingGap, stage.LeastGap, stage.RestartSeconds,
            script.Finished(stage), stage.Now, stage.Note);
    }
}
