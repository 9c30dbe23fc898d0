using System.CommandLine;
using Pixelopolis.Lab.Drive;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>evaluate</c>: what a model is worth in the closed loop, next to what it is compared with.</summary>
internal static class EvaluateCommand
{
    public static Command Create() => new("evaluate", "Compares what drives a car, side by side on the same seeds.") { Ablations(), Views(), Cities(), EvaluateDetector.Create(), EvaluateLocalization.Create(), EvaluateEncounters.Create() };

    /// <summary>The same trips with the camera, without it, and without the model.</summary>
    private static Command Ablations()
    {
        var (city, trips, seed, model) = Options();
        var command = new Command("ablations", "The same trips with the camera covered, with a model that says straight on, and with the map alone.") { city, trips, seed, model };
        command.SetAction((parsed, cancel) => Task.FromResult(Verb.Guard(() =>
        {
            var request = Request(parsed.GetValue(city)!, parsed.GetValue(trips), parsed.GetValue(seed), parsed.GetValue(model)!);
            var rows = new (string Name, DriveRequest Request)[]
            {
                ("camera and model", request),
                ("camera covered (black frames)", request with { Eye = EyeKind.Covered }),
                ("model says straight on", request with { Eye = EyeKind.StraightOn }),
                ("map feed-forward alone", request with { Eye = EyeKind.MapOnly }),
            };
            Compare("what drives", rows, cancel);
            return 0;
        })));
        return command;
    }

    /// <summary>
    /// The model on the whole frame against the model on the bottom quarter. Both must come from the same drives and as many epochs, or the
    /// table compares trainings, not views; so neither is the shipped one, which has learned from its own mistakes, too.
    /// </summary>
    private static Command Views()
    {
        var (city, trips, seed, _) = Options();
        var quarter = new Option<string>("--model") { Description = "A lane model trained on the bottom quarter.", DefaultValueFactory = _ => Path.Combine(LabPaths.Artifacts, "views", "quarter", "lane.onnx") };
        var full = new Option<string>("--full-frame-model") { Description = "A lane model trained on whole frames of the same drives.", DefaultValueFactory = _ => Path.Combine(LabPaths.Artifacts, "views", "full", "lane.onnx") };
        var command = new Command("views", "Full frame against bottom quarter as the model's input, as the original compared them. docs/views.md has our table, and how to train the two.")
            { city, trips, seed, quarter, full };
        command.SetAction((parsed, cancel) => Task.FromResult(Verb.Guard(() =>
        {
            foreach (var model in new[] { parsed.GetValue(quarter)!, parsed.GetValue(full)! })
                if (!File.Exists(model)) throw new LabException($"There is no model at {model}: docs/views.md says how the two are trained.");
            var request = Request(parsed.GetValue(city)!, parsed.GetValue(trips), parsed.GetValue(seed), parsed.GetValue(quarter)!);
            var (whole, look) = (parsed.GetValue(full)!, parsed.GetValue(seed) * 1000);
            Compare("the model's input", [("bottom quarter", request), ("full frame", request with { Model = whole }),
                ("bottom quarter, another look", request with { Look = look }), ("full frame, another look", request with { Model = whole, Look = look })], cancel);
            return 0;
        })));
        return command;
    }

    /// <summary>The model in cities that no training used.</summary>
    private static Command Cities()
    {
        var (_, trips, seed, model) = Options();
        var files = new Argument<string[]>("cities") { Description = "City maps (LIF JSON).", Arity = ArgumentArity.OneOrMore };
        var command = new Command("cities", "The same model in several cities, each in a look of its own.") { files, trips, seed, model };
        command.SetAction((parsed, cancel) => Task.FromResult(Verb.Guard(() =>
        {
            var number = parsed.GetValue(seed);
            var rows = parsed.GetValue(files)!.Select((file, i) =>
                (Path.GetFileName(file), Request(file, parsed.GetValue(trips), number, parsed.GetValue(model)!) with { Look = number * 1000 + (ulong)i })).ToArray();
            Compare("city", rows, cancel);
            return 0;
        })));
        return command;
    }

    private static (Option<string> City, Option<int> Trips, Option<ulong> Seed, Option<string> Model) Options() => (
        new("--city") { Description = "The city map (LIF JSON).", DefaultValueFactory = _ => LabPaths.DefaultCity },
        new("--trips") { Description = "Trips for each row.", DefaultValueFactory = _ => 20 },
        new("--seed") { Description = "The same for every row.", DefaultValueFactory = _ => 11 },
        new("--model") { Description = "The lane model (ONNX).", DefaultValueFactory = _ => LabPaths.LaneModel });

    private static DriveRequest Request(string city, int trips, ulong seed, string model)
    {
        var (map, problem) = CityFile.Read(city);
        return new DriveRequest { City = map ?? throw new LabException(problem!), Trips = trips, Seed = seed, Model = model };
    }

    private static void Compare(string what, IReadOnlyList<(string Name, DriveRequest Request)> rows, CancellationToken cancel)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 190;
        var table = new Table().Border(TableBorder.Rounded).AddColumn(what);
        foreach (var column in new[] { "completed", "in lane throughout", "collisions", "departures / 100 m", "on straights", "lateral p95", "in turns p95", "metres", "first failure" }) table.AddColumn(new TableColumn(column).RightAligned());
        AnsiConsole.Progress().Start(context =>
        {
            foreach (var (name, request) in rows)
            {
                var task = context.AddTask(name, maxValue: request.Trips);
                var report = DriveRun.Run(request, _ => task.Increment(1), cancel);
                task.Value = request.Trips;
                var s = report.Summary;
                table.AddRow(name, $"{s.Completed} of {s.Trips}", $"{report.Trips.Count(t => t.Completed && t.LaneDepartures == 0 && t.Collisions == 0)}", $"{s.Collisions}", $"{(s.Metres > 0 ? s.LaneDepartures / s.Metres * 100 : 0):0.00}", $"{report.Trips.Sum(t => t.StraightDepartures)}",
                    $"{s.LateralErrorP95 * 100:0.0} cm", $"{s.IntersectionErrorP95 * 100:0.0} cm", $"{s.Metres:0}", Markup.Escape(report.Trips.FirstOrDefault(t => !t.Completed)?.Reason ?? "none"));
            }
        });
        AnsiConsole.Write(table);
    }
}
