using System.Globalization;
using System.Security.Cryptography;
using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Datasets.Detection.Pictures;
using Pixelopolis.Training.Detector.Data;

namespace Pixelopolis.Training.Detector;

/// <summary>Writes what a run leaves: the model (checked against torch first), its label map, its card, and pictures of how it went.</summary>
internal static class DetectorPublisher
{
    private const int ParityPictures = 64;
    private const int TimedRuns = 200;

    public static DetectorTrainingOutcome Publish(DetectorTrainingOptions options, DetectorData data, DetectorRun run, TimeProvider time, CancellationToken cancel)
    {
        var weights = DetectorWeights.Of(run.Network);
        var (model, heads) = (DetectorOnnx.Write(weights, run.Grid, Metadata(options, data)), DetectorOnnx.WriteHeads(weights, run.Grid));
        var stride = Math.Max(1, data.Validation.Length / ParityPictures);
        int[] looked = [.. data.Validation.Where((_, place) => place % stride == 0).Take(ParityPictures)];
        var parity = DetectorParity.Measure(model, heads, run.Network, run.Grid, data, looked, cancel);
        if (!parity.Holds)
            return new DetectorTrainingFault(DetectorTrainingFaultKind.Parity, FormattableString.Invariant(
                $"the exported model differs from torch by {parity.Scores:g3} in scores and {parity.Boxes:g3} in boxes, at most {DetectorParity.Tolerance:g3} is right; {parity.Detections} detections are in one of the two only"));

        var validated = DetectorEvaluator.Find(run.Network, run.Grid, data, data.Validation, cancel);
        var tested = data.Test.Length > 0 ? DetectorEvaluator.Find(run.Network, run.Grid, data, data.Test, cancel) : null;
        var card = new DetectorCard("detector", time.GetUtcNow(), $"{DetectorOnnx.Producer} {TrainerVersion.Build}", Convert.ToHexStringLower(SHA256.HashData(model)), options.Classes,
            Architecture(options, run), CardData(options, data, run), CardTraining(options, run.History), DetectorScores.Of(validated, options.Classes),
            tested is null ? null : DetectorScores.Of(tested, options.Classes), parity, Speed(model, heads, data, looked));

        DetectorPictures.LossCurve(run.History, Path.Combine(options.Out, DetectorFiles.LossCurve));
        CurvesPicture.Save(tested ?? validated, options.Classes, 0, tested is null ? "validation" : "test", Path.Combine(options.Out, DetectorFiles.Curves));
        var (shown, scenes) = tested is null ? (validated, data.Validation) : (tested, data.Test);
        MistakeSheet.Save(DetectionMistakes.In(shown), shown, image => data.Scenes[scenes[image]].Path, kind => options.Classes[kind], Path.Combine(options.Out, DetectorFiles.Mistakes));
        var path = Path.Combine(options.Out, DetectorFiles.Model);
        File.WriteAllBytes(Path.Combine(options.Out, DetectorFiles.Heads), heads);
        File.WriteAllText(Path.Combine(options.Out, DetectorFiles.Labels), LabelMap.Text(options.Classes));
        File.WriteAllBytes(path + ".tmp", model);
        File.Move(path + ".tmp", path, overwrite: true);
        File.WriteAllText(Path.Combine(options.Out, DetectorFiles.Card), card.ToJson());
        File.WriteAllText(Path.Combine(options.Out, DetectorFiles.ReadableCard), DetectorCardText.Markdown(card));
        return new DetectorTrainingResult(path, card, run.History);
    }

    private static DetectorCardSpeed Speed(byte[] model, byte[] heads, DetectorData data, int[] looked)
    {
        byte[][] pictures = [.. looked.Take(16).Select(scene => data.Input(scene).ToArray())];
        using var whole = new DetectorSession(model);
        using var raw = new DetectorSession(heads);
        return new(Math.Round(raw.Median(pictures, TimedRuns), 3), Math.Round(whole.Median(pictures, TimedRuns), 3));
    }

    private static double[] Region(DetectorTrainingOptions options)
    {
        var region = options.Input.Region;
        return [Math.Round(region.Top, 6), region.Left, Math.Round(region.Bottom, 6), region.Right];
    }

    private static DetectorCardArchitecture Architecture(DetectorTrainingOptions options, DetectorRun run) => new(
        $"{DetectorOnnx.Input}: uint8 [1,{options.Input.Height},{options.Input.Width},{DetectorArchitecture.Channels}] RGB",
        [
            $"{DetectorOnnx.Boxes}: float [1,{DetectorSuppression.Most},4] ymin, xmin, ymax, xmax in 0..1 of the input",
            $"{DetectorOnnx.Scores}: float [1,{DetectorSuppression.Most}], best first",
            $"{DetectorOnnx.Classes}: float [1,{DetectorSuppression.Most}], from 1",
            $"{DetectorOnnx.Count}: float [1]",
        ],
        Region(options), options.Width, run.Network.Architecture.Parameters, run.Network.Architecture.MultiplyAdds,
        AnchorGrid.Strides.Zip(run.Grid.Sizes).ToDictionary(pair => pair.First, pair => pair.Second), DetectorSuppression.Candidates, Math.Round(DetectorSuppression.Overlap, 3), options.Depth);

    private static DetectorCardData CardData(DetectorTrainingOptions options, DetectorData data, DetectorRun run)
    {
        var objects = data.Train.SelectMany(data.Truth).Where(thing => !thing.Difficult).CountBy(thing => thing.Class).ToDictionary();
        return new(data.Sha256, data.Train.Length, data.Validation.Length, data.Test.Length,
            options.Classes.Select((word, kind) => (word, objects.GetValueOrDefault(kind))).ToDictionary(pair => pair.word, pair => pair.Item2), data.Unknown, run.AnchorRecall);
    }

    private static DetectorCardTraining CardTraining(DetectorTrainingOptions options, DetectorHistory history) => new(
        options.Seed, options.Batch, options.LearningRate, options.WeightDecay, options.Clip, options.Averaging, options.Mixed, options.Augmentation.ToString(),
        history.Best?.Number ?? 0, Math.Round(history.Seconds, 1), history.Epochs, history.Before);

    private static IEnumerable<(string, string)> Metadata(DetectorTrainingOptions options, DetectorData data) =>
    [
        ("region", string.Join(',', Region(options).Select(side => side.ToString(CultureInfo.InvariantCulture)))),
        ("labels", string.Join(',', options.Classes)),
        ("data_sha256", data.Sha256),
    ];
}
