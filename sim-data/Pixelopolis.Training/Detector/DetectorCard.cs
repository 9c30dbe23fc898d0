using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pixelopolis.Datasets.Detection.Evaluation;

namespace Pixelopolis.Training.Detector;

/// <summary>What there is to know about a detector, for machines (<c>detector.card.json</c>) and, by <see cref="DetectorCardText"/>, for people.</summary>
/// <param name="Labels">The classes' words; their numbers in the model begin at 1.</param>
public sealed record DetectorCard(
    string Name, DateTimeOffset Created, string Trainer, string ModelSha256, IReadOnlyList<string> Labels, DetectorCardArchitecture Architecture, DetectorCardData Data,
    DetectorCardTraining Training, DetectorScores Validation, DetectorScores? Test, DetectorParity Parity, DetectorCardSpeed Speed)
{
    private static readonly DetectorCardJson Readable = new(new JsonSerializerOptions(DetectorCardJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public string ToJson() => JsonSerializer.Serialize(this, Readable.DetectorCard) + "\n";

    public static DetectorCard? Parse(string json) => JsonSerializer.Deserialize(json, DetectorCardJson.Default.DetectorCard);
}

/// <summary>The network and its contract.</summary>
/// <param name="Region">Of the camera's frame: ymin, xmin, ymax, xmax in fractions.</param>
/// <param name="Width">Channels in relation to the reference network.</param>
/// <param name="Anchors">Sizes in input pixels, by stride.</param>
/// <param name="Depth">Blocks with a shortcut in relation to the reference network.</param>
public sealed record DetectorCardArchitecture(
    string Input, IReadOnlyList<string> Outputs, IReadOnlyList<double> Region, double Width, int Parameters, long MultiplyAdds,
    IReadOnlyDictionary<int, IReadOnlyList<AnchorSize>> Anchors, int Candidates, double SuppressedAbove, double Depth = 1);

/// <summary>What it was trained on.</summary>
/// <param name="Objects">In training pictures and not difficult, by class.</param>
public sealed record DetectorCardData(string Sha256, int Train, int Validation, int Test, IReadOnlyDictionary<string, int> Objects, IReadOnlyDictionary<string, int> UnknownNames, AnchorRecall AnchorRecall);

/// <summary>How it was trained.</summary>
/// <param name="Before">The runs it went on from, the first one first.</param>
public sealed record DetectorCardTraining(
    int Seed, int Batch, double LearningRate, double WeightDecay, double Clip, double Averaging, bool Mixed, string Augmentation, int BestEpoch, double Seconds, IReadOnlyList<DetectorEpoch> Epochs, IReadOnlyList<DetectorEarlierRun>? Before = null);

/// <summary>How well it does on one split: means over the classes, COCO's and Pascal VOC's, and each class's. Areas are those of the camera's frame.</summary>
public sealed record DetectorScores(
    int Pictures, double Map, double Map50, double Map75, double? MapSmall, double? MapMedium, double? MapLarge, double Recall, double VocMap, double VocMap11, IReadOnlyDictionary<string, DetectorClassScores> Classes)
{
    internal static DetectorScores Of(IReadOnlyList<ImageBoxes> found, IReadOnlyList<string> words)
    {
        int[] classes = [.. Enumerable.Range(0, words.Count)];
        var (coco, voc) = (CocoEvaluation.Evaluate(found, classes), VocEvaluation.Evaluate(found, classes));
        return new(found.Count, coco.Map, coco.Map50, coco.Map75, coco.MapSmall, coco.MapMedium, coco.MapLarge, coco.Recall, voc.Map, voc.Map11,
            classes.ToDictionary(kind => words[kind], kind => new DetectorClassScores(coco.Classes[kind].Objects, coco.Classes[kind].Ap, coco.Classes[kind].Ap50, coco.Classes[kind].Ap75,
                coco.Classes[kind].Recall, voc.Classes[kind].Ap)));
    }
}

/// <summary>One class's figures; null where there was nothing to find.</summary>
public sealed record DetectorClassScores(int Objects, double? Ap, double? Ap50, double? Ap75, double? Recall, double? VocAp);

/// <summary>Median times in ONNX Runtime on one thread of the machine it was exported on, real pictures, milliseconds.</summary>
public sealed record DetectorCardSpeed(double Heads, double Whole)
{
    /// <summary>Decoding and suppression.</summary>
    public double Decoding => Whole - Heads;
}

/// <summary>The card's JSON: camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(DetectorCard))]
internal sealed partial class DetectorCardJson : JsonSerializerContext;
