using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane;

/// <summary>What there is to know about a lane model, for machines (<c>lane.card.json</c>) and, by <see cref="LaneCardText"/>, for people.</summary>
public sealed record LaneCard(
    string Name, DateTimeOffset Created, string Trainer, string ModelSha256, LaneCardArchitecture Architecture,
    LaneCardData Data, LaneCardTraining Training, LaneMetrics Validation, LaneMetrics? Test, LaneParity Parity)
{
    public static LaneCard Of(LaneTrainingOptions options, LaneDataset data, LaneHistory history, LaneStop stop, LaneWeights weights,
        LaneMetrics validation, LaneMetrics? test, LaneParity parity, string modelSha256, DateTimeOffset now) => new(
            "lane", now, $"{LaneOnnx.Producer} {TrainerVersion.Build}", modelSha256, LaneCardArchitecture.Of(weights),
            LaneCardData.Of(data), LaneCardTraining.Of(options, history, stop), validation, test, parity);

    // A plus sign stays a plus sign: the card is for eyes, too.
    private static readonly LaneCardJson Readable = new(new JsonSerializerOptions(LaneCardJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public string ToJson() => JsonSerializer.Serialize(this, Readable.LaneCard) + "\n";

    public static LaneCard? Parse(string json) => JsonSerializer.Deserialize(json, LaneCardJson.Default.LaneCard);
}

/// <summary>The network and its contract.</summary>
public sealed record LaneCardArchitecture(string Input, string Output, IReadOnlyList<string> Layers, int Parameters, long MultiplyAdds)
{
    public static LaneCardArchitecture Of(LaneWeights weights) => new(
        $"{LaneOnnx.Input}: uint8 [1,{LaneArchitecture.Height},{LaneArchitecture.Width},{LaneArchitecture.Channels}] RGB",
        $"{LaneOnnx.Output}: float [1,{LaneArchitecture.Outputs}] follow, left, straight, right; +1 full right, -1 full left",
        [
            $"byte / {LaneArchitecture.HalfRange} - 1",
            .. LaneArchitecture.Convolutions.Select(layer => $"convolution {layer.Filters} {layer.Kernel}x{layer.Kernel}, stride {layer.Stride}, padding {layer.Padding}, ELU"),
            .. LaneArchitecture.Dense.Select(width => $"dense {width}, ELU"),
            $"dense {LaneArchitecture.Outputs}, clipped to -1..1",
        ], weights.Parameters, LaneArchitecture.MultiplyAdds);
}

/// <summary>What it was trained on: cities by seed, frames by split and source, and the data set's hash.</summary>
public sealed record LaneCardData(
    LaneView View, string Sha256, int Frames, IReadOnlyDictionary<LaneSplit, int> Splits, IReadOnlyDictionary<LaneSource, int> Sources,
    IReadOnlyList<string> Parts, IReadOnlyList<int> TrainCities, IReadOnlyList<int> ValidationCities, IReadOnlyList<int> TestCities)
{
    public static LaneCardData Of(LaneDataset data) => new(
        data.View, data.Manifest.Sha256, data.Count, data.Manifest.Splits, data.Manifest.Sources,
        [.. data.Manifest.Parts.Select(part => $"{part.Name}: {part.Count} frames")],
        data.Manifest.TrainCities, data.Manifest.ValidationCities, data.Manifest.TestCities);
}

/// <summary>How it was trained.</summary>
public sealed record LaneCardTraining(
    int Seed, int Batch, double LearningRate, double WeightDecay, double Dropout, double Balance, string Augmentation, bool WarmStart,
    int BestEpoch, LaneStop Stop, double Seconds, IReadOnlyList<LaneEpoch> Epochs)
{
    public static LaneCardTraining Of(LaneTrainingOptions options, LaneHistory history, LaneStop stop) => new(
        options.Seed, options.Batch, options.LearningRate, options.WeightDecay, options.Dropout, options.Balance,
        options.Augmentation.ToString(), options.StartFrom is not null, history.Best?.Number ?? 0, stop, Math.Round(history.Seconds, 1), history.Epochs);
}

/// <summary>The card's JSON: camel case, enums as words.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(LaneCard))]
internal sealed partial class LaneCardJson : JsonSerializerContext;
