using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Lab.Models;

/// <summary>A node that the provider would leave on the processor, and why.</summary>
internal sealed record NnapiRefusal(string Node, string Why);

/// <summary>
/// Whether ONNX Runtime's NNAPI provider would take every node of a model from the cast of its input on: to the end, or for a detector to where its boxes are decoded. That, and no more, is what
/// "ready" says; what a phone's driver makes of it is known once it has run there.
/// </summary>
/// <param name="Nodes">How many were judged.</param>
/// <param name="Android">The oldest API level that has all of their operators.</param>
/// <param name="Until">Tensors at which judging ended.</param>
internal sealed record NnapiReadiness(int Nodes, int Android, IReadOnlyList<string> Until, IReadOnlyList<NnapiRefusal> Refused)
{
    public bool Ready => Nodes > 0 && Refused.Count == 0;

    /// <summary>Of a model that computes to its outputs.</summary>
    public static NnapiReadiness OfWhole(OpenedGraph graph) => Of(graph, [.. graph.File.Outputs.Select(o => o.Name)]);

    /// <summary>Of a detector, up to its heads.</summary>
    public static NnapiReadiness OfDetector(OpenedGraph graph) => Of(graph, GraphHeads.Of(graph.File));

    private static NnapiReadiness Of(OpenedGraph graph, IReadOnlyList<string> until)
    {
        var inputs = graph.File.Inputs.Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var (nodes, android, refused) = (0, 27, new List<NnapiRefusal>());
        foreach (var input in graph.File.Inputs.Where(i => i.Shape.Any(d => d is null)))
            refused.Add(new NnapiRefusal(input.Name, $"an input of {graph.Describe(input.Name)}: its shape is not fixed"));
        foreach (var node in graph.File.Before(until))
        {
            if (node.Operation == "Constant" || (node.Operation == "Cast" && inputs.Contains(node.Inputs[0]))) continue;
            nodes++;
            var rule = NnapiOperators.RuleFor(node);
            if (Wrong(graph, node, rule) is { } why) refused.Add(new NnapiRefusal(node.Name, why));
            if (rule is not null) android = Math.Max(android, rule.Android);
        }
        return new NnapiReadiness(nodes, android, until, refused);
    }

    private static string? Wrong(OpenedGraph graph, OnnxNode node, NnapiRule? rule)
    {
        var operation = node.Domain.Length == 0 ? node.Operation : $"{node.Domain}.{node.Operation}";
        if (rule is null)
            return operation.StartsWith("QLinear", StringComparison.Ordinal) || operation is "QuantizeLinear" or "DequantizeLinear"
                ? $"{operation} is a quantized operator, which this check does not judge" : $"{operation} is none of the provider's operators";
        foreach (var input in node.Inputs.Where(i => i.Length > 0))
            if (graph.Of(input) is not { } found || found.Shape.Any(d => d is null)) return $"{operation} on {input}, {graph.Describe(input)}: its shape is not fixed";
        var first = graph.Of(node.Inputs[0])!.Value;
        if (first.Type != 1) return $"{operation} on {graph.Describe(node.Inputs[0])}: only float is taken outside quantized operators";
        return rule.Wrong(new NnapiNode(node, graph)) is { } wrong ? $"{operation}: {wrong}" : null;
    }
}
