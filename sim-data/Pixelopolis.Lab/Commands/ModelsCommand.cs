using System.CommandLine;
using System.Globalization;
using Pixelopolis.Car.App.Inference;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>models check</c>: every model in a folder, its shapes and hash held against its card, and what runs where.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "Where the models are.", DefaultValueFactory = _ => "car/models" };
        var check = new Command("check", "Opens every model: shapes, hash against its card, what runs where. Exit code 1 when something is wrong with one.") { folder };
        check.SetAction(parsed => Check(parsed.GetValue(folder)!));
        return new Command("models", "The trained models.") { check };
    }

    private static int Check(string folder)
    {
        var models = ModelShelf.Look(folder).ToArray();
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]ONNX Runtime computes here on: {string.Join(", ", ModelShelf.Providers())}[/]");
        if (models.Length == 0)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]no .onnx file in {folder}[/]: ./pixelopolis train lane makes one");
            return 1;
        }
        foreach (var model in models) Show(model);
        return models.All(m => m.Fault is null) ? 0 : 1;
    }

    private static void Show(ShelvedModel model)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(model.Path)), ShowHeaders = false, Border = TableBorder.Rounded };
        table.AddColumns("", "");
        table.AddRow("in", Markup.Escape(model.Inputs));
        table.AddRow("out", Markup.Escape(model.Outputs));
        table.AddRow("size", string.Create(CultureInfo.InvariantCulture, $"{model.Bytes / 1024.0 / 1024:0.00} MB"));
        table.AddRow("sha256", model.Sha256);
        table.AddRow("card", model.Card switch
        {
            CardMatch.Matches => "[green]its hash is this file's[/]",
            CardMatch.NoCard => "[yellow]none[/]",
            CardMatch.Differs => "[red]its hash is another file's[/]",
            _ => "[red]unreadable[/]",
        });
        table.AddRow("runs in", Markup.Escape(model.RunsIn ?? "nothing here"));
        if (model.Fault is { } fault) table.AddRow("[red]fault[/]", $"[red]{Markup.Escape(fault)}[/]");
        AnsiConsole.Write(table);
    }
}
