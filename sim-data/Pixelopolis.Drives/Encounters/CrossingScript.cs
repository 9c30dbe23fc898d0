using Pixelopolis.Car;
using Pixelopolis.Car.Decision;
using Pixelopolis.City;
using Pixelopolis.Sim;

namespace Pixelopolis.Drives.Encounters;

/// <summary>Two to four cars come to one intersection, each from its own side and each with its own way through.</summary>
internal sealed class CrossingScript(SimRandom chance) : EncounterScript(chance)
{
    private readonly List<double> _through = [];

    public override double Most => 120;

    public override void Begin(EncounterStage stage, DriveOptions options, ulong seed)
    {
        var most = Chance.Below(3) + 2;
        var crossings = stage.Intersections.All.Where(i => Approaches(stage, i).Length >= most).ToArray();
        if (crossings.Length == 0) crossings = [.. stage.Intersections.All.OrderByDescending(i => i.EntryNodeIds.Count).Take(3)];
        var crossing = crossings[Chance.Below(crossings.Length)];
        var approaches = Approaches(stage, crossing);
        for (var i = approaches.Length - 1; i > 0; i--)
        {
            var j = Chance.Below(i + 1);
            (approaches[i], approaches[j]) = (approaches[j], approaches[i]);
        }
        foreach (var approach in approaches.Take(most)) Add(stage, approach, options, SimRandom.Derive(seed, (ulong)stage.Cars.Count));
        stage.Note = $"{stage.Cars.Count} cars at {string.Join(", ", stage.Cars.Select(c => c.Path.Legs[1].Edge.Id))}";
    }

    public override void Tick(EncounterStage stage)
    {
        for (var i = 0; i < stage.Cars.Count; i++)
            if (!stage.Cars[i].IsGone && stage.Cars[i].Truth.S > _through[i]) stage.Cars[i].IsGone = true;
    }

    public override bool IsOver(EncounterStage stage) => stage.Cars.All(c => c.IsGone);

    public override bool Finished(EncounterStage stage) => IsOver(stage);

    private void Add(EncounterStage stage, Edge approach, DriveOptions options, ulong seed)
    {
        var turns = stage.Map.From(approach.EndNodeId);
        var turn = turns[Chance.Below(turns.Count)];
        var edges = new List<Edge> { approach, turn };
        for (var length = 0.0; length < 1.5; length += edges[^1].Length)
        {
            var next = stage.Map.From(edges[^1].EndNodeId);
            edges.Add(next[Chance.Below(next.Count)]);
        }
        var path = new RoutePath(edges, stage.Intersections);
        var start = Math.Max(0.02, approach.Length - Chance.Uniform(0.15, 0.8));
        // Phones' clocks agree to some tenths of a second.
        var clock = new SimRandom(SimRandom.Derive(seed, 0xC10C)).Uniform(-0.2, 0.2);
        stage.AddCar(path, start, options with { Traffic = options.Traffic with { AllWayStop = true, Seed = seed, ClockOffset = clock } }, seed);
        // It leaves the stage when its tail has long left the intersection.
        _through.Add(Math.Max(path.Legs[1].To + 0.25, Math.Min(path.Legs[1].To + 0.6, path.Legs[2].To - 0.1)));
    }

    private static Edge[] Approaches(EncounterStage stage, Intersection crossing) =>
        [.. crossing.EntryNodeIds.SelectMany(stage.Map.Into).Where(e => !crossing.EdgeIds.Contains(e.Id) && e.Length > 0.2 && stage.Intersections.StopLineAtEndOf(e.Id) is not null)];
}
