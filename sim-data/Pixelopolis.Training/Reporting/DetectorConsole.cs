using System.Globalization;
using Pixelopolis.Training.Detector;
using Spectre.Console;

namespace Pixelopolis.Training.Reporting;

/// <summary>Trains before the eyes of whoever started it: a progress bar with the time left on a terminal, lines elsewhere.</summary>
internal static class DetectorConsole
{
    /// <returns>The program's exit code.</returns>
    public static int Train(DetectorTrainingOptions options, TimeProvider time, CancellationToken cancel)
    {
        DetectorTrainingOutcome outcome;
        try
        {
            outcome = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
                ? AnsiConsole.Progress().AutoClear(false).Columns(LaneProgressBar.Columns).Start(live => DetectorTrainer.Train(options, new DetectorProgressBar(live), time, cancel))
                : DetectorTrainer.Train(options, new DetectorProgressLines(Console.Out, time), time, cancel);
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]Stopped. What was done is in {Path.Combine(options.Out, DetectorFiles.Checkpoint)}; the same command with --resume goes on.[/]");
            return 130;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unwritable(options.Out, e);
        }
        if (outcome.Fault is { } fault)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{fault.ToString()}[/]");
            return 1;
        }
        Say(outcome.Result!);
        return 0;
    }

    /// <returns>The program's exit code.</returns>
    public static int Unwritable(string folder, Exception e)
    {
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]--out {folder} must be writable and have room: {e.Message.TrimEnd('.')}. Make room or name another --out; where a checkpoint is, --resume goes on from it.[/]");
        return 1;
    }

    private static void Say(DetectorTrainingResult result)
    {
        var card = result.Card;
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{result.History.Epochs.Count} epochs; epoch {card.Training.BestEpoch} was kept.");
        var table = new Table().AddColumns("class", "objects", "AP@.5", "AP@[[.5:.95]]", "AP@.75", "recall");
        foreach (var (word, of) in (card.Test ?? card.Validation).Classes)
            table.AddRow(FormattableString.Invariant($"{word}|{of.Objects}|{of.Ap50:f3}|{of.Ap:f3}|{of.Ap75:f3}|{of.Recall:f3}").Split('|'));
        AnsiConsole.Write(table);
        foreach (var (split, scores) in new[] { ("validation", card.Validation), ("test", card.Test) })
            if (scores is not null)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{split}: mAP@.5 {scores.Map50:f4}, mAP@[[.5:.95]] {scores.Map:f4}, mAP@.75 {scores.Map75:f4}, VOC mAP {scores.VocMap:f4} on {scores.Pictures} pictures");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"ONNX Runtime and torch: scores differ by at most {card.Parity.Scores:g2}, boxes by {card.Parity.Boxes:g2} on {card.Parity.Pictures} pictures.");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"One thread: {card.Speed.Heads:f2} ms up to the heads, {card.Speed.Decoding:f2} ms for decoding and suppression.");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{result.Model}");
    }
}
