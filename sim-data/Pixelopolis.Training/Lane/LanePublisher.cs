using System.Security.Cryptography;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane;

/// <summary>Writes what a run leaves: the model (checked against torch first), its card, and pictures of how it went.</summary>
internal static class LanePublisher
{
    private const int ParityFrames = 256;

    public static LaneTrainingOutcome Publish(LaneTrainingOptions options, LaneDataset data, LaneRun run, LaneStop stop, TimeProvider time, CancellationToken cancel)
    {
        var (validation, test) = (data.IndicesOf(LaneSplit.Validation), data.IndicesOf(LaneSplit.Test));
        var validated = LaneEvaluator.Predict(run.Network, data, validation, cancel);
        var tested = test.Length > 0 ? LaneEvaluator.Predict(run.Network, data, test, cancel) : null;

        var weights = LaneWeights.Of(run.Network);
        var model = LaneOnnx.Write(weights, Metadata(options, data));
        var stride = Math.Max(1, validation.Length / ParityFrames);
        int[] places = [.. Enumerable.Range(0, validation.Length).Where(place => place % stride == 0)];
        float[] byTorch = [.. places.SelectMany(place => validated.Predicted.Skip(place * LaneLabels.Count).Take(LaneLabels.Count))];
        var parity = LaneParity.Measure(model, data, [.. places.Select(place => validation[place])], byTorch);
        if (!parity.Holds)
            return new LaneTrainingFault(LaneTrainingFaultKind.Parity, $"the exported model differs from torch by {parity.MaxAbsoluteDifference:g3}, more than {LaneParity.Tolerance:g3}");

        var card = LaneCard.Of(options, data, run.History, stop, weights, validated.Metrics(), tested?.Metrics(), parity, Convert.ToHexStringLower(SHA256.HashData(model)), time.GetUtcNow());
        LanePictures.LossCurve(run.History, Path.Combine(options.Out, LaneFiles.LossCurve));
        LanePictures.Scatter(tested ?? validated, tested is null ? "validation" : "test", Path.Combine(options.Out, LaneFiles.Scatter));
        var path = Path.Combine(options.Out, LaneFiles.Model);
        File.WriteAllBytes(path + ".tmp", model);
        File.Move(path + ".tmp", path, overwrite: true);
        File.WriteAllText(Path.Combine(options.Out, LaneFiles.Card), card.ToJson());
        File.WriteAllText(Path.Combine(options.Out, LaneFiles.ReadableCard), LaneCardText.Markdown(card));
        return new LaneTrainingResult(path, Path.Combine(options.Out, LaneFiles.Card), Path.Combine(options.Out, LaneFiles.Checkpoint),
            run.History, stop, card.Validation, card.Test, parity);
    }

    private static IEnumerable<(string, string)> Metadata(LaneTrainingOptions options, LaneDataset data) =>
    [
        ("view", options.View.ToString()),
        ("data_sha256", data.Manifest.Sha256),
        ("outputs", "follow,left,straight,right; +1 full right, -1 full left"),
    ];
}
