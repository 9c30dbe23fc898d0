using System.Globalization;
using System.Text;

namespace Pixelopolis.Training.Detector;

/// <summary>A card for people, as Markdown.</summary>
public static class DetectorCardText
{
    public static string Markdown(DetectorCard card)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Detector");
        Line($"");
        Line($"Finds traffic signs, cars and obstacles in the camera's picture: an SSD with a MobileNet trunk, exported with the TensorFlow Object Detection API's signature.");
        Line($"");
        Line($"| | |");
        Line($"|---|---|");
        Line($"| Trained | {card.Created:yyyy-MM-dd} by {card.Trainer} |");
        Line($"| In | `{card.Architecture.Input}`, of the frame's region {string.Join(", ", card.Architecture.Region)} (ymin, xmin, ymax, xmax) |");
        foreach (var output in card.Architecture.Outputs) Line($"| Out | `{output}` |");
        Line($"| Size | {card.Architecture.Parameters:n0} parameters, {card.Architecture.MultiplyAdds / 1e6:f1} million multiply-adds{OfReference(card.Architecture)} |");
        foreach (var (stride, sizes) in card.Architecture.Anchors) Line($"| Anchors at stride {stride} | {string.Join(", ", sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size.Width}×{size.Height}")))} |");
        Line($"| Suppression | of {card.Architecture.Candidates} candidates, above an overlap of {card.Architecture.SuppressedAbove} |");
        Line($"| Speed | {card.Speed.Heads:f2} ms up to the heads, {card.Speed.Decoding:f2} ms for decoding and suppression (ONNX Runtime, one thread, where it was exported) |");
        Line($"| Model SHA-256 | `{card.ModelSha256}` |");
        Line($"| Data SHA-256 | `{card.Data.Sha256}` |");
        Line($"| Against torch | scores at most {card.Parity.Scores:0.0e+0} and boxes {card.Parity.Boxes:0.0e+0} apart on {card.Parity.Pictures} pictures, the same detections |");
        Line($"");
        Line($"| | pictures | mAP@.5 | mAP@[.5:.95] | mAP@.75 | small | medium | large | recall | VOC mAP | VOC 2007 |");
        Line($"|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        Scores("validation", card.Validation);
        if (card.Test is { } test) Scores("test", test);
        Line($"");
        Line($"| {(card.Test is null ? "validation" : "test")} | objects | AP@.5 | AP@[.5:.95] | AP@.75 | recall | VOC AP |");
        Line($"|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (word, of) in (card.Test ?? card.Validation).Classes) Line($"| {word} | {of.Objects:n0} | {of.Ap50:f3} | {of.Ap:f3} | {of.Ap75:f3} | {of.Recall:f3} | {of.VocAp:f3} |");
        Line($"");
        Line($"Areas are those of the camera's frame (small below 32², large above 96² pixels). Difficult objects count neither way.");
        Line($"");
        Line($"## Data");
        Line($"{card.Data.Train:n0} pictures to train on, {card.Data.Validation:n0} to validate, {card.Data.Test:n0} to test. Objects to train on: {string.Join(", ", card.Data.Objects.Select(of => string.Create(CultureInfo.InvariantCulture, $"{of.Key} {of.Value:n0}")))}.");
        if (card.Data.UnknownNames.Count > 0) Line($"Left out, being no class of this model: {string.Join(", ", card.Data.UnknownNames.Select(of => $"{of.Key} {of.Value}"))}.");
        Line($"{card.Data.AnchorRecall.RecallAtHalf:p1} of them overlap their best anchor by a half or more, {card.Data.AnchorRecall.MeanOverlap:f2} in the mean.");
        Line($"");
        Line($"## Training");
        Line($"Seed {card.Training.Seed}, batch {card.Training.Batch}, learning rate {card.Training.LearningRate}, weight decay {card.Training.WeightDecay}, gradients up to {card.Training.Clip}, weights averaged by {card.Training.Averaging}{(card.Training.Mixed ? ", 16 bits between layers" : "")}.");
        Line($"{card.Training.Epochs.Count} epochs in {card.Training.Seconds / 60:f1} minutes; epoch {card.Training.BestEpoch} was kept.");
        foreach (var run in card.Training.Before ?? [])
            Line($"It went on from a run of {run.Epochs} epochs in {run.Seconds / 60:f1} minutes at learning rate {run.LearningRate} on data `{run.DataSha256[..Math.Min(12, run.DataSha256.Length)]}`.");
        Line($"Changed while training: `{card.Training.Augmentation}`.");
        Line($"");
        Line($"![loss curve]({DetectorFiles.LossCurve}) ![precision and recall]({DetectorFiles.Curves})");
        return text.ToString();

        static string OfReference(DetectorCardArchitecture of) =>
            of is { Width: 1, Depth: 1 } ? "" : string.Create(CultureInfo.InvariantCulture, $"; {of.Width} of the reference's width, {of.Depth} of its depth");

        void Scores(string split, DetectorScores scores) =>
            Line($"| {split} | {scores.Pictures:n0} | {scores.Map50:f3} | {scores.Map:f3} | {scores.Map75:f3} | {scores.MapSmall:f3} | {scores.MapMedium:f3} | {scores.MapLarge:f3} | {scores.Recall:f3} | {scores.VocMap:f3} | {scores.VocMap11:f3} |");
    }
}
