using System.CommandLine;
using Pixelopolis.Lab.Drive;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>drive</c>: closed-loop drives, faster than real time, scored.</summary>
internal static class DriveCommand
{
    public static Command Create()
    {
        var city = new Option<string>("--city") { Description = "The city map (LIF JSON).", DefaultValueFactory = _ => LabPaths.DefaultCity };
        var trips = new Option<int>("--trips") { Description = "Trips to drive, one after the other.", DefaultValueFactory = _ => 20 };
        var cars = new Option<int>("--cars") { Description = "Cars at the same time.", DefaultValueFactory = _ => 1 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same session.", DefaultValueFactory = _ => 11 };
        var output = new Option<string?>("--out") { Description = "Write every trip and the summary as JSON to this file." };
        var model = new Option<string>("--model") { Description = "The lane model (ONNX).", DefaultValueFactory = _ => LabPaths.LaneModel };
        var detector = Detectors.Option();
        var eye = new Option<EyeKind>("--eye") { Description = "What drives: the camera, or an experiment it is compared with.", DefaultValueFactory = _ => EyeKind.Camera };
        var look = new Option<ulong?>("--look") { Description = "Seed of the world's look (light, backdrop, colours…); the showroom where not given." };
        var error = new Option<double>("--encoder-error") { Description = "Largest encoder scale error and left-right mismatch, 0.01 is 1 %.", DefaultValueFactory = _ => 0.01 };
        var whole = new Option<bool>("--whole-frame") { Description = "Render all of every frame, not only the rows the lane model reads (same score, slower)." };
        var trust = new Option<double?>("--turn-trust") { Description = "In intersections: 0 steers by the map alone, 1 by the model alone." };
        var command = new Command("drive", "Drives trips in the simulated city, faster than real time, and scores them from the simulator's truth.")
            { city, trips, cars, seed, output, model, detector, eye, look, error, whole, trust };
        command.SetAction((parsed, cancel) => Task.FromResult(Verb.Guard(() =>
        {
            var (map, problem) = CityFile.Read(parsed.GetValue(city)!);
            if (map is null) throw new LabException(problem!);
            var wanted = parsed.GetValue(trips);
            if (parsed.GetValue(output) is { } planned) Verb.CanWrite(planned);
            var request = new DriveRequest
            {
                City = map, Trips = wanted, Cars = parsed.GetValue(cars), Seed = parsed.GetValue(seed), Eye = parsed.GetValue(eye), Model = parsed.GetValue(model)!,
                Look = parsed.GetValue(look), EncoderError = parsed.GetValue(error), WholeFrame = parsed.GetValue(whole), TurnTrust = parsed.GetValue(trust),
            };
            request = Detectors.Apply(request, parsed.GetValue(detector));
            var report = WithProgress(request, cancel);
            Print(report);
            if (parsed.GetValue(output) is { } file) Verb.Write(file, report.ToJson());
            return 0;
        })));
        return command;
    }

    private static DriveReport WithProgress(DriveRequest request, CancellationToken cancel) =>
        AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            var task = context.AddTask($"{request.Trips} trips, {request.Cars} car(s)", maxValue: request.Trips);
            return DriveRun.Run(request, trip =>
            {
                task.Increment(1);
                if (!trip.Completed) AnsiConsole.MarkupLine(FormattableString.Invariant($"[yellow]{trip.Car}[/] to {trip.To}: {Markup.Escape(trip.Reason ?? "")} [grey]after {trip.Metres:0.0} m[/]"));
            }, cancel);
        });

    private static void Print(DriveReport report)
    {
        var s = report.Summary;
        var table = new Table().Border(TableBorder.Rounded).AddColumn(report.City).AddColumn(new TableColumn("").RightAligned());
        table.AddRow("trips completed", $"{s.Completed} of {s.Trips}");
        table.AddRow("collisions", $"{s.Collisions}");
        table.AddRow("lane departures", $"{s.LaneDepartures} in {s.Metres:0} m ({(s.Metres > 0 ? s.LaneDepartures / s.Metres * 100 : 0):0.00} per 100 m)");
        table.AddRow("lateral error p95", $"{s.LateralErrorP95 * 100:0.0} cm");
        table.AddRow("in intersections p95", $"{s.IntersectionErrorP95 * 100:0.0} cm");
        table.AddRow("real-time factor", $"{s.RealTimeFactor:0.0}");
        AnsiConsole.Write(table);
    }
}
