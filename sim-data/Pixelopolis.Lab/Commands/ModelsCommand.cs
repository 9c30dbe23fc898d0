using System.CommandLine;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Datasets.Onnx;
using Pixelopolis.Lab.Models;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>models check</c>: every model in a folder, its shapes and hash held against its card, and what runs where.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "Where the models are.", DefaultValueFactory = _ => "car/models" };
        var check = new Command("check", "Opens every model: shapes, hash against its card, label map, what it runs on here when a car is let choose, and whether it is ready for Android's NNAPI (every node that is not is named). Exit code 1 when something is wrong with one, or one is not ready.") { folder };
        check.SetAction(parsed => Check(parsed.GetValue(folder)!, AnsiConsole.Console));
        return new Command("models", "The trained models.") { check };
    }

    /// <returns>The exit code.</returns>
    internal static int Check(string folder, IAnsiConsole console)
    {
        var models = ModelShelf.Look(folder).ToArray();
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]ONNX Runtime computes here on: {string.Join(", ", ModelShelf.Providers())}[/]");
        if (models.Length == 0)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]no .onnx file in {folder}[/]: ./pixelopolis train lane makes the lane keeper, ./pixelopolis train detector the detector");
            return 1;
        }
        var readiness = models.ToDictionary(m => m, m => m.Kind == ModelKind.Unknown ? null : Judge(m));
        foreach (var (model, judged) in readiness) Show(model, judged, console);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]NNAPI: 'ready' says that ONNX Runtime's provider takes every node between the input's cast and the decoding of boxes, by its own list and limits. It has not run on a phone, and nothing more is claimed until it has.[/]");
        foreach (var model in models.Where(m => m.Fault is not null))
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{model.Path}: {model.Fault}[/]");
        foreach (var (model, judged) in readiness.Where(r => r.Value is { Ready: false }))
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{model.Path} is not ready for NNAPI: {judged!.Why}[/]");
        return readiness.All(r => r.Key.Fault is null && r.Value is { Ready: true }) ? 0 : 1;
    }

    private static void Show(ShelvedModel model, Judgement? judged, IAnsiConsole console)
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
        if (model.Labels is { } labels) table.AddRow("classes", Markup.Escape(labels));
        if (judged is not null) table.AddRow("NNAPI", judged.Markup);
        if (model.Fault is { } fault) table.AddRow("[red]fault[/]", $"[red]{Markup.Escape(fault)}[/]");
        console.Write(table);
    }

    /// <param name="Why">In one line why it is not ready; null when it is.</param>
    /// <param name="Markup">For the table.</param>
    private sealed record Judgement(string? Why, string Markup)
    {
        public bool Ready => Why is null;

        public static Judgement No(string why) => new(why, $"[red]{Spectre.Console.Markup.Escape(why)}[/]");
    }

    private static Judgement Judge(ShelvedModel model)
    {
        const int shown = 12;
        if (OnnxFile.Read(File.ReadAllBytes(model.Path), out var fault) is not { } file) return Judgement.No(fault!);
        try
        {
            var graph = OpenedGraph.Of(file);
            var readiness = model.Kind == ModelKind.Detector ? NnapiReadiness.OfDetector(graph) : NnapiReadiness.OfWhole(graph);
            var until = Markup.Escape(string.Join(", ", readiness.Until.Take(4)) + (readiness.Until.Count > 4 ? "…" : ""));
            if (readiness.Nodes == 0) return Judgement.No("not ready: there is no node to judge");
            if (readiness.Ready) return new(null, $"[green]ready[/], from Android API level {readiness.Android} on: all {readiness.Nodes} nodes up to {until}; not tried on a phone");
            var refused = readiness.Refused.Take(shown).Select(r => Markup.Escape($"{r.Node}: {r.Why}"));
            var more = readiness.Refused.Count > shown ? $"\n… and {readiness.Refused.Count - shown} more" : "";
            return new($"{readiness.Refused.Count} of {readiness.Nodes} nodes would stay on the processor, the first {readiness.Refused[0].Node}: {readiness.Refused[0].Why}",
                $"[red]not ready[/]: {readiness.Refused.Count} of {readiness.Nodes} nodes up to {until} would stay on the processor\n{string.Join('\n', refused)}{more}");
        }
        catch (OnnxRuntimeException e)
        {
            return Judgement.No($"cannot be judged: {e.Message}");
        }
    }
}
