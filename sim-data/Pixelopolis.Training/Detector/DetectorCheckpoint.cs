using System.Text.Json;
using System.Text.Json.Serialization;
using Pixelopolis.Training.Optimizing;

namespace Pixelopolis.Training.Detector;

/// <summary>What must be the same for a run to be gone on with. Checkpoints older than depth and input have none of them in it: they are of the reference's.</summary>
public sealed record DetectorRunIdentity(string DataSha256, string Classes, int Seed, int Batch, double LearningRate, double WeightDecay, double Clip, double Averaging, double Width, int ValidationPictures, bool Mixed, string Augmentation, string? StartFrom = null, double Depth = 1, string Input = "320x160")
{
    public static DetectorRunIdentity Of(DetectorTrainingOptions options, string dataSha256) => new(
        dataSha256, string.Join(',', options.Classes), options.Seed, options.Batch, options.LearningRate, options.WeightDecay, options.Clip,
        options.Averaging, options.Width, options.ValidationPictures, options.Mixed, options.Augmentation.ToString(), options.StartFrom, options.Depth, DetectorInputText.Of(options.Input));

    /// <summary>What weights fit into no other.</summary>
    [JsonIgnore]
    public string Network => FormattableString.Invariant($"width {Width}, depth {Depth} and input {Input}");

    /// <summary>The first thing that differs, or null.</summary>
    public string? Difference(DetectorRunIdentity other)
    {
        foreach (var property in typeof(DetectorRunIdentity).GetProperties().Where(property => property.CanWrite))
            if (!Equals(property.GetValue(this), property.GetValue(other)))
                return $"{property.Name} was {property.GetValue(this)} and is {property.GetValue(other)} now";
        return null;
    }
}

/// <summary>
/// A run between two batches, whole: weights, their average, the best average so far, the optimizer's state, and how far it is. Chance needs
/// no place in it, for every picture seeds its own. Written beside the old one and moved over it.
/// </summary>
internal sealed record DetectorCheckpoint(DetectorRunIdentity Identity, DetectorHistory History, DetectorPartialEpoch Partial, long Steps, byte[] Weights, byte[] Average, byte[] Best, byte[] Optimizer)
{
    private const string Magic = "pixelopolis-detector-checkpoint-1";

    public static byte[] WeightsOf(DetectorNetwork network) => Bytes(writer => network.save(writer));

    public static byte[] StateOf(AdamW optimizer) => Bytes(optimizer.Save);

    public static void Restore(DetectorNetwork network, byte[] weights) => network.load(Reader(weights));

    public static void Restore(AdamW optimizer, byte[] state) => optimizer.Load(Reader(state));

    public void Save(string path)
    {
        var next = path + ".next";
        using (var writer = new BinaryWriter(File.Create(next)))
        {
            writer.Write(Magic);
            writer.Write(JsonSerializer.Serialize(Identity));
            writer.Write(JsonSerializer.Serialize(History));
            writer.Write(JsonSerializer.Serialize(Partial));
            writer.Write(Steps);
            foreach (var block in (byte[][])[Weights, Average, Best, Optimizer])
            {
                writer.Write(block.Length);
                writer.Write(block);
            }
        }
        File.Move(next, path, overwrite: true);
    }

    /// <summary>Reads a checkpoint, or says why it cannot be one.</summary>
    public static (DetectorCheckpoint? Checkpoint, string? Fault) Load(string path)
    {
        if (!File.Exists(path)) return (null, "is not there");
        try
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            if (reader.ReadString() != Magic) return (null, "is no checkpoint of this trainer's version");
            var identity = JsonSerializer.Deserialize<DetectorRunIdentity>(reader.ReadString());
            var history = JsonSerializer.Deserialize<DetectorHistory>(reader.ReadString());
            var partial = JsonSerializer.Deserialize<DetectorPartialEpoch>(reader.ReadString());
            var steps = reader.ReadInt64();
            var blocks = new byte[4][];
            for (var i = 0; i < blocks.Length; i++)
            {
                var length = reader.ReadInt32();
                if (length < 0 || length > reader.BaseStream.Length - reader.BaseStream.Position) return (null, "is cut off");
                blocks[i] = reader.ReadBytes(length);
            }
            return (new(identity!, history!, partial, steps, blocks[0], blocks[1], blocks[2], blocks[3]), null);
        }
        catch (Exception e) when (e is EndOfStreamException or IOException or JsonException or FormatException)
        {
            return (null, $"cannot be read: {e.Message}");
        }
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true)) write(writer);
        return stream.ToArray();
    }

    private static BinaryReader Reader(byte[] bytes) => new(new MemoryStream(bytes));
}
