using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Lab.Models;

/// <summary>
/// Where a detector's network ends and its box decoding begins: at the tensors that the metadata <c>heads</c> names; at <c>raw_scores</c> and <c>raw_boxes</c> where the graph has them, as our trainer's
/// have; otherwise at the convolutions that no convolution follows.
/// </summary>
internal static class GraphHeads
{
    public const string MetadataKey = "heads";
    private static readonly string[] Ours = ["raw_scores", "raw_boxes"];

    /// <summary>The tensors' names; none for a graph without a convolution.</summary>
    public static IReadOnlyList<string> Of(OnnxFile file)
    {
        var tensors = file.Nodes.SelectMany(n => n.Outputs).ToHashSet(StringComparer.Ordinal);
        if (file.Metadata.TryGetValue(MetadataKey, out var named) && named.Split(',', StringSplitOptions.TrimEntries) is var all && all.All(tensors.Contains)) return all;
        if (Ours.All(tensors.Contains)) return Ours;
        var convolutions = file.Nodes.Where(n => n.Operation is "Conv" or "QLinearConv").ToArray();
        var followed = convolutions.SelectMany(c => file.Before(c.Inputs)).ToHashSet();
        return [.. convolutions.Where(c => !followed.Contains(c)).Select(c => c.Outputs[0])];
    }
}
