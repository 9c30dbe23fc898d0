using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pixelopolis.Datasets.Lane;

/// <summary>One file's share in a part: how many bytes it added and their SHA-256 (lower-case hex).</summary>
public sealed record LaneFilePart(long Bytes, string Sha256);

/// <summary>What one sitting of the collector added: the expert's drives, or one round of DAgger.</summary>
public sealed record LanePart(string Name, int First, int Count, IReadOnlyList<int> Cities, IReadOnlyDictionary<string, LaneFilePart> Files);

/// <summary>What <c>dataset.json</c> says. It is written last, in one move, so a data set that has one is whole.</summary>
public sealed record LaneManifest(
    string Format, int Version, int Width, int Height, int Channels,
    IReadOnlyList<LaneView> Views, int Count,
    IReadOnlyDictionary<LaneSplit, int> Splits, IReadOnlyDictionary<LaneSource, int> Sources,
    IReadOnlyList<int> TrainCities, IReadOnlyList<int> ValidationCities, IReadOnlyList<int> TestCities,
    IReadOnlyList<LanePart> Parts, string Sha256)
{
    public long BytesOf(string file) => Parts.Sum(part => part.Files[file].Bytes);

    public IReadOnlyList<int> CitiesOf(LaneSplit split) => split switch
    {
        LaneSplit.Train => TrainCities,
        LaneSplit.Validation => ValidationCities,
        _ => TestCities,
    };

    public static LaneManifest? Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, LaneManifestJson.Default.LaneManifest);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, LaneManifestJson.Default.LaneManifest);
}

/// <summary><c>dataset.json</c>: camel case, enums as words.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LaneManifest))]
internal sealed partial class LaneManifestJson : JsonSerializerContext;

/// <summary><c>frames.jsonl</c>: the same, one frame a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LaneFrame))]
internal sealed partial class LaneJson : JsonSerializerContext;
