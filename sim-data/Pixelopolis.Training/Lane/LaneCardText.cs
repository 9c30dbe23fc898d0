using System.Globalization;
using System.Text;

namespace Pixelopolis.Training.Lane;

/// <summary>A card for people, as Markdown.</summary>
public static class LaneCardText
{
    public static string Markdown(LaneCard card)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Lane keeper");
        Line($"");
        Line($"Steers a car along its lane and through its turns, from what is right in front of it: {View(card)}");
        Line($"");
        Line($"| | |");
        Line($"|---|---|");
        Line($"| Trained | {card.Created:yyyy-MM-dd} by {card.Trainer} |");
        Line($"| In | `{card.Architecture.Input}` |");
        Line($"| Out | `{card.Architecture.Output}` |");
        Line($"| Size | {card.Architecture.Parameters:n0} parameters, {card.Architecture.MultiplyAdds / 1e6:f1} million multiply-adds |");
        Line($"| Model SHA-256 | `{card.ModelSha256}` |");
        Line($"| Data SHA-256 | `{card.Data.Sha256}` |");
        Line($"| Against torch | at most {card.Parity.MaxAbsoluteDifference:0.0e+0} apart on {card.Parity.Frames} frames |");
        Line($"");
        foreach (var layer in card.Architecture.Layers) Line($"1. {layer}");
        Heads(card, Line);
        Line($"");
        Line($"## Data");
        Line($"{card.Data.Frames:n0} frames ({Counts(card.Data.Splits)}; {Counts(card.Data.Sources)}), in parts: {string.Join("; ", card.Data.Parts)}.");
        Line($"City seeds: train {Ranges(card.Data.TrainCities)}; validation {Ranges(card.Data.ValidationCities)}; test {Ranges(card.Data.TestCities)}.");
        Line($"");
        Line($"## Training");
        Line($"Seed {card.Training.Seed}, batch {card.Training.Batch}, learning rate {card.Training.LearningRate}, weight decay {card.Training.WeightDecay}, dropout {card.Training.Dropout}, balance {card.Training.Balance}{(card.Training.WarmStart ? ", begun from an earlier model's weights" : "")}.");
        Line($"{card.Training.Epochs.Count} epochs in {card.Training.Seconds / 60:f1} minutes, ended by {card.Training.Stop}; epoch {card.Training.BestEpoch} was kept.");
        Line($"Changed while training: `{card.Training.Augmentation}`.");
        Line($"");
        Line($"![loss curve]({LaneFiles.LossCurve}) ![predicted against true]({LaneFiles.Scatter})");
        return text.ToString();
    }

    private static void Heads(LaneCard card, Action<FormattableString> line)
    {
        line($"");
        line($"| steering for | split | frames | mean abs. error | p95 | bias | R² |");
        line($"|---|---|---:|---:|---:|---:|---:|");
        foreach (var (split, metrics) in new[] { ("validation", card.Validation), ("test", card.Test) })
            foreach (var (intent, head) in metrics?.Heads.AsEnumerable() ?? [])
                line($"| {intent} | {split} | {head.Frames:n0} | {head.MeanAbsoluteError:f4} | {head.AbsoluteErrorP95:f4} | {head.Bias:+0.0000;-0.0000} | {head.R2:f3} |");
    }

    private static string View(LaneCard card) => card.Data.View == Datasets.Lane.LaneView.BottomQuarter
        ? "the bottom quarter of the frame, resized." : "the full frame, squeezed to the same size (a comparison, not for cars).";

    private static string Counts<T>(IReadOnlyDictionary<T, int> counts) =>
        string.Join(", ", counts.Where(count => count.Value > 0).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:n0} {count.Key}")));

    /// <summary>1, 2, 3, 7 as 1–3, 7.</summary>
    private static string Ranges(IReadOnlyList<int> seeds)
    {
        if (seeds.Count == 0) return "none";
        var runs = new List<(int From, int To)>();
        foreach (var seed in seeds.Order())
            if (runs.Count > 0 && runs[^1].To + 1 == seed) runs[^1] = (runs[^1].From, seed);
            else runs.Add((seed, seed));
        return string.Join(", ", runs.Select(run => run.From == run.To ? $"{run.From}" : $"{run.From}–{run.To}"));
    }
}
