using System.CommandLine;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets;
using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Datasets.Detection.Pictures;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Lab.Detecting;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>evaluate detector</c>: COCO's and Pascal VOC's figures for each class, the curves, the worst mistakes, and the signs seen on the way past them.</summary>
internal static class EvaluateDetector
{
    public static Command Create()
    {
        var model = new Option<string>("--detector") { Description = "The object detector (ONNX).", DefaultValueFactory = _ => LabPaths.Detector };
        var data = new Option<string[]>("--data") { Description = "VOC folders with labelled pictures; without one, pictures of test worlds are made first.", AllowMultipleArgumentsPerToken = true };
        var split = new Option<VocSplit>("--split") { Description = "Which of a folder's pictures; a folder without lists counts as 'train'.", DefaultValueFactory = _ => VocSplit.Test };
        var cities = new Option<string[]>("--city") { Description = "Make the pictures in these cities (LIF JSON) instead of generated ones.", AllowMultipleArgumentsPerToken = true };
        var images = new Option<int>("--images") { Description = "Pictures to make, where none are given.", DefaultValueFactory = _ => 1000 };
        var approaches = new Option<int>("--approaches") { Description = "Signs to drive up to and past, for the recall per approach; 0 leaves it out.", DefaultValueFactory = _ => 300 };
        var seed = new Option<ulong>("--seed") { Description = "Of the pictures made and of the approaches.", DefaultValueFactory = _ => 1 };
        var only = new Option<string?>("--only") { Description = "Show the worst mistakes of this class alone (a class's name), made or missed." };
        var output = new Option<string>("--out") { Description = "Where curves.png and mistakes.png go.", DefaultValueFactory = _ => Path.Combine(LabPaths.Artifacts, "detector") };
        var command = new Command("detector", "The detector's figures for each class, its curves, its worst mistakes, and whether signs are seen before the car has passed them.")
            { model, data, split, cities, images, approaches, seed, only, output };
        command.SetAction((parsed, cancel) => Verb.GuardAsync(async () =>
        {
            Verb.NeedsOpenCv();
            var shown = Class(parsed.GetValue(only));
            Verb.Within("--approaches", parsed.GetValue(approaches), 0, 100_000);
            var options = Options(parsed.GetValue(cities)!, parsed.GetValue(images), parsed.GetValue(seed));
            using var detector = Load(parsed.GetValue(model)!);
            var runner = new DetectorRunner(detector);
            var folder = parsed.GetValue(output)!;
            Verb.CanWriteInto(folder);
            var folders = parsed.GetValue(data)! is { Length: > 0 } given ? given : [await MakeAsync(options, Path.Combine(folder, "pictures"), cancel)];
            var (pictures, boxes) = Find(runner, [.. folders.SelectMany(f => Read(f, parsed.GetValue(split)))], cancel);
            if (pictures.Count == 0) throw new LabException($"There is no sound picture of split '{parsed.GetValue(split)}' in {string.Join(", ", folders)}; --split says which to take.");
            Print(boxes);
            var mistakes = DetectionMistakes.In(boxes);
            PrintMistakes(mistakes);
            CurvesPicture.Save(boxes, [.. ObjectClasses.All.Select(ObjectClasses.Word)], 1, $"{pictures.Count} pictures", Path.Combine(folder, "curves.png"));
            MistakeSheet.Save(Of(mistakes, shown), boxes, i => pictures[i].Path, k => ObjectClasses.Word((ObjectClass)k), Path.Combine(folder, "mistakes.png"));
            AnsiConsole.MarkupLine($"[grey]Curves and worst mistakes: {Markup.Escape(folder)}[/]");
            if (parsed.GetValue(approaches) is > 0 and var count) Approach(options, runner, count, cancel);
            return 0;
        }));
        return command;
    }

    private static DetectionOptions Options(string[] cities, int images, ulong seed)
    {
        var options = new DetectionOptions
        {
            Train = 0, Validation = 0, Test = images, Seed = seed,
            Cities = [.. cities.Select(CityFile.ReadToDraw)],
        };
        return options.Fault() is { } fault ? throw new LabException(fault) : options;
    }

    /// <summary>Every score counts: a curve has a tail.</summary>
    private static OnnxDetector Load(string path)
    {
        var (detector, fault) = OnnxDetector.Load(path, new DetectorOptions { LowestScore = 0.005 });
        return detector ?? throw new LabException(fault!.Message);
    }

    private static async Task<string> MakeAsync(DetectionOptions options, string folder, CancellationToken cancel)
    {
        await AnsiConsole.Progress().StartAsync(async context =>
        {
            var task = context.AddTask("pictures of test worlds", maxValue: options.Test);
            var (writer, fault) = VocFolderWriter.Renew(folder); // an earlier evaluation's
            if (writer is null) throw new LabException($"{fault}");
            await new DetectionGenerator(options).WriteAsync(writer, done => task.Value = done, cancel);
        });
        return folder;
    }

    private static IReadOnlyList<VocImage> Read(string folder, VocSplit split)
    {
        var read = VocFolder.Open(folder);
        Say([.. read.Faults.Select(f => f.ToString())]);
        return read.Of(split);
    }

    /// <summary>What cannot be looked at is named and left out, as labels with faults are.</summary>
    private static (List<VocImage> Pictures, List<ImageBoxes> Boxes) Find(DetectorRunner runner, VocImage[] pictures, CancellationToken cancel)
    {
        var (seen, boxes, faults) = (new List<VocImage>(), new List<ImageBoxes>(), new List<string>());
        AnsiConsole.Progress().Start(context =>
        {
            var task = context.AddTask("looking", maxValue: pictures.Length);
            foreach (var picture in pictures)
            {
                cancel.ThrowIfCancellationRequested();
                task.Increment(1);
                try
                {
                    if (runner.Fault(picture.Width, picture.Height) is { } small)
                    {
                        faults.Add($"{picture.Path}: {small}");
                        continue;
                    }
                    boxes.Add(runner.Compare(RgbPicture.Read(picture.Path, picture.Width, picture.Height), picture.Width, picture.Height, picture.Objects));
                    seen.Add(picture);
                }
                catch (InvalidDataException e)
                {
                    faults.Add(e.Message);
                }
            }
        });
        Say(faults);
        return (seen, boxes);
    }

    private static void Print(IReadOnlyList<ImageBoxes> boxes)
    {
        int[] classes = [.. ObjectClasses.All.Select(k => (int)k)];
        var (coco, voc) = (CocoEvaluation.Evaluate(boxes, classes), VocEvaluation.Evaluate(boxes, classes));
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        var table = new Table().Border(TableBorder.Rounded).AddColumn("class");
        foreach (var column in new[] { "objects", "AP@.5", "AP@[[.5:.95]]", "AP@.75", "small", "medium", "large", "recall", "VOC AP" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (c, v) in coco.Classes.Zip(voc.Classes))
            table.AddRow(ObjectClasses.Word((ObjectClass)c.Class), $"{c.Objects}", Share(c.Ap50), Share(c.Ap), Share(c.Ap75), Share(c.ApSmall), Share(c.ApMedium), Share(c.ApLarge), Share(c.Recall), Share(v.Ap));
        table.AddEmptyRow();
        table.AddRow("mean", $"{coco.Classes.Sum(c => c.Objects)}", Share(coco.Map50), Share(coco.Map), Share(coco.Map75), Share(coco.MapSmall), Share(coco.MapMedium), Share(coco.MapLarge), Share(coco.Recall), Share(voc.Map));
        AnsiConsole.Write(table);
    }

    /// <summary>At scores that a car would listen to: how often each class was overlooked, invented, placed badly or taken for another.</summary>
    private static void PrintMistakes(IReadOnlyList<Mistake> mistakes)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("at scores from 0.3");
        foreach (var column in new[] { "overlooked", "invented", "badly placed", "twice" }) table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("taken for");
        foreach (var kind in ObjectClasses.All.Select(k => (int)k))
        {
            int Count(MistakeKind what) => mistakes.Count(m => m.Kind == what && m.Class == kind);
            var takenFor = mistakes.Where(m => m.Kind == MistakeKind.Confused && m.Truth == kind).GroupBy(m => m.Class).OrderByDescending(g => g.Count());
            table.AddRow(ObjectClasses.Word((ObjectClass)kind), $"{Count(MistakeKind.Missed)}", $"{Count(MistakeKind.Invented)}", $"{Count(MistakeKind.Misplaced)}", $"{Count(MistakeKind.Twice)}",
                string.Join(", ", takenFor.Take(3).Select(g => $"{ObjectClasses.Word((ObjectClass)g.Key)} {g.Count()}")));
        }
        AnsiConsole.Write(table);
    }

    private static void Say(List<string> faults)
    {
        const int Most = 10;
        foreach (var fault in faults.Take(Most)) AnsiConsole.MarkupLine($"[yellow]left out: {Markup.Escape(fault)}[/]");
        if (faults.Count > Most) AnsiConsole.MarkupLine($"[yellow]… and {faults.Count - Most} more[/]");
    }

    private static ObjectClass? Class(string? only) => only is null ? null
        : ObjectClasses.Of(only) is not ObjectClass.None and var kind ? kind
        : throw new LabException($"--only is '{only}': {string.Join(", ", ObjectClasses.All.Select(ObjectClasses.Word))}");

    private static IReadOnlyList<Mistake> Of(IReadOnlyList<Mistake> mistakes, ObjectClass? only) =>
        only is { } kind ? [.. mistakes.Where(m => m.Class == (int)kind || m.Truth == (int)kind)] : mistakes;

    private static string Share(double? value) => value is { } v ? FormattableString.Invariant($"{v:0.000}") : "-";

    private static void Approach(DetectionOptions options, DetectorRunner runner, int count, CancellationToken cancel)
    {
        ApproachRecall? recall = null;
        AnsiConsole.Progress().Start(context =>
        {
            var task = context.AddTask("driving up to signs", maxValue: count);
            recall = ApproachRecall.Of(new SignApproaches(options, VocSplit.Test).Take(count), runner, () => task.Increment(1), cancel);
            task.Value = count;
        });
        AnsiConsole.WriteLine(FormattableString.Invariant(
            $"Seen at least once before it was passed: {recall!.Seen} of {recall.Approaches} signs that showed plainly ({recall.Recall:0.000}); read as another at least once: {recall.Misread}."));
        if (recall.Missed.Count > 0) AnsiConsole.WriteLine($"Not seen: {string.Join(", ", recall.Missed.GroupBy(m => m).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}"))}.");
    }
}
