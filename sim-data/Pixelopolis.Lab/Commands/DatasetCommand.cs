using System.CommandLine;
using Pixelopolis.Datasets.Lane;
using Pixelopolis.Datasets.Lane.Pictures;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>dataset show</c>: what a data set holds, in numbers and pictures.</summary>
internal static class DatasetCommand
{
    public static Command Create() => new("dataset", "Looks at data sets.") { Show() };

    private static Command Show()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A lane data set." };
        var view = new Option<LaneView>("--view") { Description = "Which crops to draw.", DefaultValueFactory = _ => LaneView.BottomQuarter };
        var pictures = new Option<DirectoryInfo?>("--pictures") { Description = "Where to write contact-sheet.png and histograms.png; into the data set's folder unless said." };
        var command = new Command("show", "Checks a lane data set, sums it up, and draws a contact sheet and histograms.") { folder, view, pictures };
        command.SetAction(parsed => Verb.Guard(() =>
        {
            var opened = LaneDataset.Open(parsed.GetValue(folder)!.FullName, parsed.GetValue(view));
            using var data = opened.Value ?? throw new LabException(opened.Fault!.ToString());
            if (data.Verify() is { } fault) throw new LabException(fault.ToString());
            Print(data);
            var into = (parsed.GetValue(pictures) ?? parsed.GetValue(folder)!).FullName;
            Directory.CreateDirectory(into);
            LaneContactSheet.Save(data, Path.Combine(into, "contact-sheet.png"));
            LaneHistograms.Save(data, Path.Combine(into, "histograms.png"));
            AnsiConsole.WriteLine($"{Path.Combine(into, "contact-sheet.png")}, {Path.Combine(into, "histograms.png")}");
            return 0;
        }));
        return command;
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
