using System.Globalization;
using Pixelopolis.Training.Lane;
using Spectre.Console;

namespace Pixelopolis.Training.Reporting;

/// <summary>Trains before the eyes of whoever started it: a progress bar with the time left on a terminal, a line for each epoch elsewhere.</summary>
internal static class LaneConsole
{
    /// <returns>The program's exit code.</returns>
    public static int Train(LaneTrainingOptions options, TimeProvider time, CancellationToken cancel)
    {
        LaneTrainingOutcome outcome;
        try
        {
            outcome = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
                ? AnsiConsole.Progress().AutoClear(false).Columns(LaneProgressBar.Columns).Start(live => LaneTrainer.Train(options, new LaneProgressBar(live), time, cancel))
                : LaneTrainer.Train(options, new LaneProgressLines(Console.Out), time, cancel);
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]Stopped. The epochs done are in {Path.Combine(options.Out, LaneFiles.Checkpoint)}; the same command with --resume goes on.[/]");
            return 130;
        }
        if (outcome.Fault is { } fault)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{fault.ToString()}[/]");
            return 1;
        }
        Say(outcome.Result!);
        return 0;
    }

    private static void Say(LaneTrainingResult result)
    {
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Ended by {result.Stop.ToString()} after {result.History.Epochs.Count} epochs; epoch {result.History.Best!.Number} was kept.");
        var table = new Table().AddColumns("steering for", "split", "frames", "mean abs. error", "p95", "bias", "R²");
        foreach (var (split, metrics) in new[] { ("validation", result.Validation), ("test", result.Test) })
            foreach (var (intent, head) in metrics?.Heads.AsEnumerable() ?? [])
                table.AddRow(FormattableString.Invariant($"{intent}|{split}|{head.Frames}|{head.MeanAbsoluteError:f4}|{head.AbsoluteErrorP95:f4}|{head.Bias:+0.0000;-0.0000}|{head.R2:f3}").Split('|'));
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"ONNX Runtime and torch differ by at most {result.Parity.MaxAbsoluteDifference:g2} on {result.Parity.Frames} frames.");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{result.Model}, {result.Card}");
    }
}
