using System.CommandLine;
using System.Globalization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives.Encounters;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Lab.Drive;
using Pixelopolis.Lab.Encounters;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>evaluate encounters</c>: whether cars keep apart from what they see, without reservations.</summary>
internal static class EvaluateEncounters
{
    /// <summary>Metres before the nose, nearer than the stopping distance and 200 ms of driving.</summary>
    private static readonly double[] Nearer = [0.18, 0.15, 0.12, 0.09, 0.06, 0.03];

    private const string Geometric = "geometric", Camera = "camera";

    public static Command Create()
    {
        var city = new Option<string>("--city") { Description = "The city map (LIF JSON).", DefaultValueFactory = _ => LabPaths.DefaultCity };
        var count = new Option<int>("--count") { Description = "Encounters by seed: following, stopped cars, cut-ins, blocked lanes, all-way stops, in turn.", DefaultValueFactory = _ => 300 };
        var scenes = new Option<int>("--scenes") { Description = "Scenes in which a hand or a box appears at the stopping distance and 200 ms; a fifth as many for each nearer distance.", DefaultValueFactory = _ => 100 };
        var trips = new Option<int>("--trips") { Description = "Trips of ordinary traffic with reservations, in which nobody should stop for nothing; 0: none.", DefaultValueFactory = _ => 20 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same encounters and the same figures.", DefaultValueFactory = _ => 51 };
        var only = new Option<string?>("--only") { Description = $"One kind alone: {string.Join(", ", Enum.GetNames<EncounterKind>())}." };
        var replay = new Option<ulong?>("--replay") { Description = "Runs one encounter by its own seed (from --out's file) and prints every drive step and what was seen in it; with --only." };
        var sight = new Option<string?>("--sight") { Description = $"{Camera}: rendered frames, the lane model and the detector; {Geometric}: the simulator's truth with a detector's errors, an experiment. Unless said {Camera}, where there is a detector." };
        var detector = Detectors.Option();
        var output = new Option<string?>("--out") { Description = "Writes every encounter and the tables as JSON." };
        var command = new Command("encounters", "Scripted encounters with others, reservations off, judged by bodies touching: the judge knows the truth, the cars what they see. "
            + "Some hundred encounters a minute by geometry, about twenty by camera: half an hour for all of them.") { city, count, scenes, trips, seed, sight, detector, only, replay, output };
        command.SetAction((parsed, cancel) => Task.FromResult(Verb.Guard(() =>
        {
            var how = How(parsed.GetValue(sight), parsed.GetValue(detector));
            var plan = new Plan(Kind(parsed.GetValue(only)), parsed.GetValue(count), parsed.GetValue(scenes), parsed.GetValue(trips), parsed.GetValue(seed), how, parsed.GetValue(output));
            Verb.Within("--count", plan.Count, 0, 100_000);
            Verb.Within("--scenes", plan.Scenes, 0, 100_000);
            Verb.Within("--trips", plan.Trips, 0, 100_000);
            var map = City(parsed.GetValue(city)!, how);
            var request = Detectors.Apply(new DriveRequest { City = map, Trips = Math.Max(1, plan.Trips), Cars = 4, Seed = plan.Seed }, parsed.GetValue(detector));
            if (plan.IncludesTraffic && request.Fault() is { } fault) throw new LabException($"{fault}; --trips 0 leaves ordinary traffic out");
            if (plan.Output is { } planned) Verb.CanWrite(planned);
            using var camera = how == Geometric ? null : ByCamera(request);
            var eyes = camera?.Eyes ?? GeometricEyes.On(map, new SightQuality());
            if (parsed.GetValue(replay) is { } one)
            {
                var result = EncounterRun.Run(map, [new Encounter(plan.Only ?? throw new LabException("--replay needs --only, the encounter's kind"), one)], eyes, watch: Console.WriteLine, cancel: cancel)[0];
                Console.WriteLine(result);
                return 0;
            }
            Run(request, eyes, plan, cancel);
            return 0;
        })));
        return command;
    }

    /// <summary>What is to be run, as far as it needs no city.</summary>
    private sealed record Plan(EncounterKind? Only, int Count, int Scenes, int Trips, ulong Seed, string Sight, string? Output)
    {
        public bool IncludesTraffic => Trips > 0 && Only is null;
    }

    private static string How(string? sight, string? detector)
    {
        if (sight is not (null or Geometric or Camera)) throw new LabException($"--sight is '{sight}': {Camera} or {Geometric}");
        if (sight == Geometric && detector is not (null or Detectors.None)) throw new LabException($"--detector is given, and --sight {Geometric} looks through none: leave one of them out");
        return sight ?? (detector == Detectors.None || (detector is null && !File.Exists(LabPaths.Detector)) ? Geometric : Camera);
    }

    private static CityMap City(string file, string sight)
    {
        if (sight == Camera)
        {
            Verb.NeedsOpenCv();
            return CityFile.ReadToDraw(file);
        }
        var (map, problem) = CityFile.Read(file);
        return map ?? throw new LabException(problem!);
    }

    private static CameraEyes ByCamera(DriveRequest request) => request.Sight == SightKind.Camera ? new CameraEyes(request.City, request)
        : throw new LabException($"--sight {Camera} needs a detector: ./pixelopolis train detector makes one, --detector names it");

    private static EncounterKind? Kind(string? only) => only is null ? null
        : Enum.TryParse<EncounterKind>(only, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind
        : throw new LabException($"--only is '{only}': {string.Join(", ", Enum.GetNames<EncounterKind>())}");

    private static void Run(DriveRequest request, StageEyes eyes, Plan plan, CancellationToken cancel)
    {
        var (map, only, seed, scenes) = (request.City, plan.Only, plan.Seed, plan.Scenes);
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        var usual = Encounter.Of(seed, plan.Count).Where(e => only is null || e.Kind == only).ToArray();
        var appears = only is null or EncounterKind.Appearing;
        List<EncounterResult> met = [], sudden = [];
        List<(double Distance, List<EncounterResult> Results)> nearer = [];
        AnsiConsole.Progress().Start(context =>
        {
            var task = context.AddTask("encounters", maxValue: usual.Length);
            met = EncounterRun.Run(map, usual, eyes, () => task.Increment(1), cancel: cancel);
            if (!appears) return;
            var second = context.AddTask("something appears", maxValue: scenes + Nearer.Length * (scenes / 5));
            sudden = EncounterRun.Run(map, Encounter.Appearing(seed, scenes), eyes, () => second.Increment(1), cancel: cancel);
            foreach (var distance in Nearer)
                nearer.Add((distance, EncounterRun.Run(map, Encounter.Appearing(seed, scenes / 5, distance), eyes, () => second.Increment(1), cancel: cancel)));
        });
        var kinds = met.GroupBy(r => r.Kind).OrderBy(g => g.Key).Select(g => EncounterRow.Of($"{g.Key}", [.. g])).Append(EncounterRow.Of("all", met)).ToArray();
        var rows = new List<EncounterRow> { EncounterRow.Of("stopping distance and 200 ms", sudden) };
        rows.AddRange(nearer.Select(n => EncounterRow.Of(FormattableString.Invariant($"{n.Distance:0.00} m before the nose"), n.Results)));
        AnsiConsole.WriteLine(plan.Sight == Geometric ? "Seen by geometry with a detector's errors, an experiment:" : $"Seen by camera and detector, {request.Detector}:");
        Show("encounter", kinds);
        if (appears) Show("a hand or a box appears", rows);
        foreach (var bad in met.Concat(sudden).Where(r => r.Touched || !r.Finished).OrderByDescending(r => r.ImpactSpeed).Take(12))
            AnsiConsole.WriteLine($"{(bad.Touched ? "touched" : "not through")}: --only {bad.Kind} --replay {bad.Seed}: {bad.Note}");
        if (plan.IncludesTraffic) Ordinary(request, plan.Sight, cancel);
        if (plan.Output is not { } output) return;
        var lines = met.Concat(sudden).Concat(nearer.SelectMany(n => n.Results)).Select(EncounterLine.Of).ToArray();
        Verb.Write(output, new EncounterReport(map.Id, seed, plan.Sight, kinds, rows, lines).ToJson());
    }

    private static void Ordinary(DriveRequest request, string sight, CancellationToken cancel)
    {
        var quality = new SightQuality();
        var rows = sight == Camera ? new (string, SightQuality?)[] { ("seen by camera", null) } : [("detector as it is", quality), ("detector without phantoms", quality with { Phantoms = 0 })];
        foreach (var (name, how) in rows)
        {
            var s = OrdinaryTraffic.Run(request, how, cancel);
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"ordinary traffic, 4 cars, reservations on, {name}: {s.Stops} stops for something seen in {s.Hours:0.0} car hours, {s.ForNothing} of them with no car in front ({s.Seconds:0.0} s stood in all), {s.Completed} of {s.Trips} trips completed, {s.Collisions} collisions"));
        }
    }

    private static void Show(string what, IEnumerable<EncounterRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(what);
        foreach (var column in new[] { "count", "touched", "impact m/s (mean)", "stopped", "standing gap (mean)", "least gap", "restart s (mean)", "got through" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var r in rows)
            table.AddRow(r.Name, $"{r.Count}", $"{r.Touched}", Metres(r.ImpactSpeed, ""), $"{r.Stopped}", Metres(r.StandingGap, " m"), Metres(r.LeastGap, " m"), Metres(r.RestartSeconds, ""), $"{r.Finished}");
        AnsiConsole.Write(table);
    }

    private static string Metres(double? value, string unit) => value is { } v ? string.Create(CultureInfo.InvariantCulture, $"{v:0.00}{unit}") : "–";
}
