using System.CommandLine;
using Pixelopolis.Datasets.Lane;
using Pixelopolis.Datasets.Lane.Pictures;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Datasets.Voc.Pictures;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands.Dataset;

/// <summary><c>dataset show</c>: what a data set holds, in numbers and pictures.</summary>
internal static class ShowDataset
{
    private const int FaultsSaid = 20;

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A lane data set, or a folder of labelled pictures (Pascal VOC, as labelImg writes it)." };
        var output = new Option<FileInfo?>("--out") { Description = "Where to draw the contact sheet (PNG); contact-sheet.png in the data set's folder unless said." };
        var split = new Option<VocSplit?>("--split") { Description = "Labelled pictures: of which split; the first that has any unless said." };
        var view = new Option<LaneView>("--view") { Description = "Lane data: which crops to draw.", DefaultValueFactory = _ => LaneView.BottomQuarter };
        var pictures = new Option<DirectoryInfo?>("--pictures") { Description = "Lane data: where to write contact-sheet.png and histograms.png; into the data set's folder unless said." };
        var command = new Command("show", "Checks a data set, sums it up, and draws a contact sheet with its counts and histograms.") { folder, output, split, view, pictures };
        command.SetAction(parsed => Verb.Guard(() =>
        {
            Verb.NeedsOpenCv();
            var root = parsed.GetValue(folder)!.FullName;
            var sheet = parsed.GetValue(output)?.FullName ?? Path.Combine((parsed.GetValue(pictures) ?? parsed.GetValue(folder)!).FullName, "contact-sheet.png");
            return File.Exists(Path.Combine(root, "dataset.json")) ? Lane(root, parsed.GetValue(view), sheet) : Labelled(root, parsed.GetValue(split), sheet);
        }));
        return command;
    }

    private static int Lane(string root, LaneView view, string sheet)
    {
        var opened = LaneDataset.Open(root, view);
        using var data = opened.Value ?? throw new LabException(opened.Fault!.ToString());
        if (data.Verify() is { } fault) throw new LabException(fault.ToString());
        Print(data);
        Prepare(sheet);
        var histograms = Path.Combine(Path.GetDirectoryName(sheet)!, Path.GetFileName(sheet) == "contact-sheet.png" ? "histograms.png" : Path.GetFileNameWithoutExtension(sheet) + "-histograms.png");
        LaneContactSheet.Save(data, sheet);
        LaneHistograms.Save(data, histograms);
        Console.WriteLine($"{sheet}, {histograms}");
        return 0;
    }

    private static int Labelled(string root, VocSplit? asked, string sheet)
    {
        var data = VocFolder.Open(root);
        foreach (var fault in data.Faults.Take(FaultsSaid)) Console.Error.WriteLine(fault);
        if (data.Faults.Count > FaultsSaid) Console.Error.WriteLine($"… and {data.Faults.Count - FaultsSaid} more faults");
        var split = asked ?? Enum.GetValues<VocSplit>().FirstOrDefault(s => data.Of(s).Count > 0);
        var images = data.Of(split);
        if (images.Count == 0)
            throw new LabException($"{root}: no sound labelled pictures{(asked is null ? "" : $" for {split}")}; a lane data set (dataset.json) or label files (*.xml) with their pictures are right");
        Print(data);
        Prepare(sheet);
        VocContactSheet.Save(images, $"{Path.GetFileName(root.TrimEnd('/', '\\'))}, {(data.HasLists ? split.ToString().ToLowerInvariant() : "no lists, all for training")}", sheet);
        Console.WriteLine(sheet);
        return data.Faults.Count == 0 ? 0 : 1;
    }

    private static void Prepare(string sheet)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(sheet)!);
        Verb.CanWrite(sheet);
    }

    private static void Print(VocFolder data)
    {
        var splits = Enum.GetValues<VocSplit>().Where(s => data.Of(s).Count > 0).ToArray();
        var table = new Table().Border(TableBorder.Rounded).AddColumn("objects, those and difficult ones");
        foreach (var split in splits) table.AddColumn(new TableColumn($"{split}".ToLowerInvariant()).RightAligned());
        table.AddRow(["pictures", .. splits.Select(s => $"{data.Of(s).Count:n0}")]);
        table.AddRow(["… without any object", .. splits.Select(s => $"{data.Of(s).Count(i => i.Objects.Count == 0):n0}")]);
        var counts = splits.ToDictionary(s => s, s => VocTally.Of(data.Of(s)));
        foreach (var name in counts.Values.SelectMany(c => c.Select(k => k.Name)).Distinct())
            table.AddRow([name, .. splits.Select(s => counts[s].Find(k => k.Name == name) is { Name: not null } k ? $"{k.Plain:n0} + {k.Difficult:n0}" : "0")]);
        AnsiConsole.Write(table);
    }

    private static void Print(LaneDataset data)
    {
        var manifest = data.Manifest;
        var table = new Table().Border(TableBorder.Rounded).AddColumn("lane data set").AddColumn(new TableColumn($"{manifest.Count:n0} frames").RightAligned());
        foreach (var split in Enum.GetValues<LaneSplit>()) table.AddRow($"{split}", $"{manifest.Splits.GetValueOrDefault(split):n0} from {manifest.CitiesOf(split).Count} cities");
        foreach (var source in Enum.GetValues<LaneSource>()) table.AddRow($"{source}", $"{manifest.Sources.GetValueOrDefault(source):n0}");
        foreach (var part in manifest.Parts) table.AddRow($"part {part.Name}", $"{part.Count:n0}");
        table.AddRow("views", string.Join(", ", manifest.Views));
        table.AddRow("SHA-256", manifest.Sha256[..16] + "…");
        AnsiConsole.Write(table);
    }
}
