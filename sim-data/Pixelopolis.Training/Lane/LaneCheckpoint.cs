using Pixelopolis.Training.Optimizing;
using System.Text.Json;

namespace Pixelopolis.Training.Lane;

/// <summary>What must be the same for a run to be gone on with; the rest (epochs, minutes, patience) may be changed.</summary>
public sealed record LaneRunIdentity(string DataSha256, string View, int Seed, int Batch, int EpochFrames, double LearningRate, double WeightDecay, double Dropout, double Balance, string Augmentation)
{
    public static LaneRunIdentity Of(LaneTrainingOptions options, string dataSha256) => new(
        dataSha256, options.View.ToString(), options.Seed, options.Batch, options.EpochFrames, options.LearningRate, options.WeightDecay,
        options.Dropout, options.Balance, options.Augmentation.ToString());

    /// <summary>The first thing that differs, or null.</summary>
    public string? Difference(LaneRunIdentity other)
    {
        foreach (var property in typeof(LaneRunIdentity).GetProperties().Where(property => property.CanWrite))
            if (!Equals(property.GetValue(this), property.GetValue(other)))
                return $"{property.Name} was {property.GetValue(this)} and is {property.GetValue(other)} now";
        return null;
    }
}

/// <summary>
/// A run between two epochs, whole: weights, the optimizer's state, the best weights so far and the history. Chance needs no place in it,
/// for every epoch seeds it anew from the run's seed and its own number. Written beside the old one and moved over it.
/// </summary>
internal sealed record LaneCheckpoint(LaneRunIdentity Identity, LaneHistory History, byte[] Weights, byte[] Best, byte[] Optimizer)
{
    private const string Magic = "pixelopolis-lane-checkpoint-1";

    public static byte[] WeightsOf(LaneNetwork network) => Bytes(writer => network.save(writer));

    public static byte[] StateOf(AdamW optimizer) => Bytes(optimizer.Save);

    public static void Restore(LaneNetwork network, byte[] weights) => network.load(Reader(weights));

    public static void Restore(AdamW optimizer, byte[] state) => optimizer.Load(Reader(state));

    public void Save(string path)
    {
        var next = path + ".next";
        using (var writer = new BinaryWriter(File.Create(next)))
        {
            writer.Write(Magic);
            writer.Write(JsonSerializer.Serialize(Identity));
            writer.Write(JsonSerializer.Serialize(History.Epochs));
            foreach (var block in (byte[][])[Weights, Best, Optimizer])
            {
                writer.Write(block.Length);
                writer.Write(block);
            }
        }
        File.Move(next, path, overwrite: true);
    }

    /// <summary>Reads a checkpoint, or says why it cannot be one.</summary>
    public static (LaneCheckpoint? Checkpoint, string? Fault) Load(string path)
    {
        if (!File.Exists(path)) return (null, "is not there");
        try
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            if (reader.ReadString() != Magic) return (null, "is no checkpoint of this trainer's version");
            var identity = JsonSerializer.Deserialize<LaneRunIdentity>(reader.ReadString());
            var epochs = JsonSerializer.Deserialize<LaneEpoch[]>(reader.ReadString());
            var blocks = new byte[3][];
            for (var i = 0; i < blocks.Length; i++)
            {
                var length = reader.ReadInt32();
                if (length < 0 || length > reader.BaseStream.Length - reader.BaseStream.Position) return (null, "is cut off");
                blocks[i] = reader.ReadBytes(length);
            }
            return (new(identity!, new(epochs!), blocks[0], blocks[1], blocks[2]), null);
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
