using System.CommandLine;
using Pixelopolis.Drives.Trials;
using Pixelopolis.Lab.Drive;
using Pixelopolis.Lab.Localization;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>evaluate localization</c>: how well a car knows its place over a long drive, with signs and without.</summary>
internal static class EvaluateLocalization
{
    public static Command Create()
    {
        var city = new Option<string>("--city") { Description = "The city map (LIF JSON).", DefaultValueFactory = _ => LabPaths.DefaultCity };
        var minutes = new Option<double>("--minutes") { Description = "Simulated minutes of each row.", DefaultValueFactory = _ => 30 };
        var error = new Option<double>("--encoder-error") { Description = "Largest scale error and largest left-right mismatch of the wheels: three times what a car has, unless said.", DefaultValueFactory = _ => 0.03 };
        var seed = new Option<ulong>("--seed") { Description = "The same for every row.", DefaultValueFactory = _ => 31 };
        var tries = new Option<int>("--tries") { Description = "How often a driving car is lifted and put down elsewhere.", DefaultValueFactory = _ => 100 };
        var detector = Detectors.Option();
        var command = new Command("localization", "A long drive with poor wheels: the error of the believed place, and whether the reported deviation covers it; with signs and without. "
            + "Errors are of frames in which the car drives and does not say that it is lost; each table says what else there was.") { city, minutes, error, seed, tries, detector };
        command.SetAction((parsed, cancel) => Task.FromResult(Verb.Guard(() =>
        {
            Verb.NeedsOpenCv();
            Verb.Within("--minutes", parsed.GetValue(minutes), 0.1, 10_000);
            Verb.Within("--tries", parsed.GetValue(tries), 0, 100_000);
            var request = new DriveRequest { City = CityFile.ReadToDraw(parsed.GetValue(city)!), Seed = parsed.GetValue(seed), EncoderError = parsed.GetValue(error) };
            request = Detectors.Apply(request, parsed.GetValue(detector));
            if (request.Fault() is { } fault) throw new LabException(fault);
            if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
            var table = new Table().Border(TableBorder.Rounded).AddColumn("signs seen by");
            foreach (var column in new[] { "minutes", "trips", "put back", "frames driven", "position p95", "worst", "heading p95", "within deviation", "standing too", "deviation (median)", "lost" }) table.AddColumn(new TableColumn(column).RightAligned());
            AnsiConsole.Progress().Start(context =>
            {
                foreach (var (name, sight) in Rows(request))
                {
                    var task = context.AddTask(name, maxValue: parsed.GetValue(minutes) * 60);
                    var (s, drive) = LocalizationRun.Run(request, sight, parsed.GetValue(minutes) * 60, now => task.Value = now, cancel);
                    table.AddRow(name, $"{drive.SimulatedSeconds / 60:0.0}", $"{drive.Completed} of {drive.Completed + drive.Failed}", $"{drive.PutBack}", $"{s.Frames}", $"{s.PlaceP95 * 100:0.0} cm", $"{s.PlaceWorst * 100:0.0} cm", $"{s.HeadingP95 * 180 / Math.PI:0.0}°",
                        $"{s.Within * 100:0.00} %", $"{s.WithinStandingToo * 100:0.00} %", $"{s.RangeMedian * 100:0.0} cm", $"{s.Lost * 100:0.00} %");
                }
            });
            AnsiConsole.Write(table);
            AnsiConsole.MarkupLine("[grey]Errors are of frames in which the car drives. Put back: by an operator, to the centimetre, after a trip that failed. Lost: of all frames, those in which it says so.[/]");
            if (parsed.GetValue(tries) == 0) return 0;
            Moved(request, parsed.GetValue(tries), lifted: true, cancel);
            Moved(request, parsed.GetValue(tries), lifted: false, cancel);
            return 0;
        })));
        return command;
    }

    private static IEnumerable<(string Name, SightKind Sight)> Rows(DriveRequest request)
    {
        if (request.Sight == SightKind.Camera) yield return ("the detector", SightKind.Camera);
        yield return ("geometry (an experiment)", SightKind.Geometric);
        yield return ("nothing", SightKind.None);
    }

    private static void Moved(DriveRequest request, int tries, bool lifted, CancellationToken cancel)
    {
        List<MovedResult> results = [];
        // Without signs nothing is ever searched for: with '--detector none' it is geometry that sees them.
        var (sight, by) = request.Sight == SightKind.Camera ? (SightKind.Camera, "the detector") : (SightKind.Geometric, "geometry (an experiment)");
        AnsiConsole.Progress().Start(context =>
        {
            var task = context.AddTask(lifted ? "lifted and put down elsewhere" : "moved in no time", maxValue: tries);
            results = MovedRun.Run(request, sight, tries, lifted, () => task.Increment(1), cancel);
        });
        var table = new Table().Border(TableBorder.Rounded).AddColumn($"{(lifted ? "lifted and put down elsewhere" : "moved in no time")}, signs seen by {by}");
        foreach (var column in new[] { "tries", "unaware m (mean)", "crawled m (mean)", "seconds (mean)", "wrong finds", "misled m (mean)" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var group in results.GroupBy(r => r.Outcome).OrderBy(g => g.Key))
            table.AddRow($"{group.Key}", $"{group.Count()}", $"{group.Average(r => r.Unaware):0.00}", $"{group.Average(r => r.Crawled):0.00}", $"{group.Average(r => r.Seconds):0.0}", $"{group.Sum(r => r.WrongFinds)}", $"{group.Average(r => r.Misled):0.00}");
        AnsiConsole.Write(table);
        var right = results.Count(r => r.Outcome == MovedOutcome.RightAgain);
        AnsiConsole.MarkupLine($"[grey]Right again in {right} of {results.Count}, never having set out from a place where it was not; after that in {results.Count(r => r.Outcome == MovedOutcome.RightAgainAfterWrong)} more.[/]");
    }
}
