using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Lab.Models;

/// <summary>One node before its judges: the node, and what is known of its tensors.</summary>
internal readonly record struct NnapiNode(OnnxNode Node, OpenedGraph Graph)
{
    public int Rank => Graph.Of(Node.Inputs[0])?.Shape.Count ?? 0;

    public bool Has(int input) => input < Node.Inputs.Count && Node.Inputs[input].Length > 0;

    public OnnxConstant? Constant(int input) => Has(input) ? Graph.File.Constants.GetValueOrDefault(Node.Inputs[input]) : null;

    public IReadOnlyList<long?> Shape(int input) => Graph.Of(Node.Inputs[input])?.Shape ?? [];
}

/// <summary>What the provider asks of an operator: the oldest Android (API level) whose NNAPI has it, and what is wrong with a node (null: nothing).</summary>
internal sealed record NnapiRule(int Android, Func<NnapiNode, string?> Wrong);

/// <summary>
/// The operators that ONNX Runtime's NNAPI execution provider takes on float tensors, and its limits on each.
/// <para>
/// Source: microsoft/onnxruntime, <c>onnxruntime/core/providers/nnapi/nnapi_builtin/builders/op_builder_factory.cc</c> (the list) and <c>builders/impl/*_op_builder.cc</c> (the limits:
/// <c>IsOpSupportedImpl</c>, <c>HasSupportedInputOutputsImpl</c>, <c>GetMinSupportedNNAPIFeatureLevel</c>), with the list in <c>tools/python/util/mobile_helpers/nnapi_supported_ops.md</c> and
/// https://onnxruntime.ai/docs/execution-providers/NNAPI-ExecutionProvider.html. NNAPI feature levels 1 to 4 are Android API levels 27 to 30. For every operator <c>base_op_builder.cc</c> asks for fixed
/// shapes and for a float first input; integers pass only within quantized groups, which are not judged here.
/// </para>
/// <list type="table">
/// <item><term>Conv</term><description>weights constant and of rank 4 (2-D), bias constant; group 1, depthwise or grouped; no dilation on grouped ones</description></item>
/// <item><term>Clip</term><description>constant limits, 0..6 or −1..1 only</description></item>
/// <item><term>Resize</term><description>rank 4; linear (half_pixel, align_corners: API 30; asymmetric) or nearest (asymmetric, floor only); constant scales or sizes, 1 for batch and channels; downwards only by whole factors</description></item>
/// <item><term>Reshape, Flatten, Concat, Transpose, Sigmoid</term><description>rank 1 to 4; Reshape's shape constant</description></item>
/// <item><term>Softmax</term><description>rank 2 or 4</description></item>
/// <item><term>Gemm, MatMul</term><description>rank 2; B constant (Gemm: or transB); alpha and beta 1, transA 0; C a row of B's columns</description></item>
/// <item><term>Pools</term><description>rank 4; no ceil_mode, dilation, count_include_pad, indices</description></item>
/// <item><term>Pad, Slice, Squeeze, Unsqueeze, Split, ReduceMean</term><description>their pads, starts, axes and splits constant; Pad constant and not negative; Split even</description></item>
/// </list>
/// </summary>
internal static class NnapiOperators
{
    private const int Api27 = 27, Api28 = 28, Api29 = 29, Api30 = 30;
    private static readonly NnapiRule From27 = new(Api27, _ => null), From28 = new(Api28, _ => null), From29 = new(Api29, _ => null), From30 = new(Api30, _ => null);

    private static readonly Dictionary<string, NnapiRule> Rules = new(StringComparer.Ordinal)
    {
        ["Add"] = new(Api27, Binary), ["Mul"] = new(Api27, Binary), ["Sub"] = new(Api28, Binary), ["Div"] = new(Api28, Binary), ["Pow"] = new(Api29, Binary), ["PRelu"] = new(Api29, n => n.Constant(1) is null ? "its slope is not constant" : null),
        ["Max"] = new(Api29, TwoInputs), ["Min"] = new(Api29, TwoInputs),
        ["Abs"] = From29, ["Exp"] = From29, ["Log"] = From29, ["Neg"] = From29, ["Sin"] = From29, ["Sqrt"] = From29, ["Floor"] = From27, ["Tanh"] = From27, ["Relu"] = From27, ["Identity"] = From27, ["LRN"] = From28,
        ["Elu"] = From30, ["LeakyRelu"] = From29, ["Sigmoid"] = new(Api27, UpToFour),
        ["BatchNormalization"] = new(Api27, n => Enumerable.Range(1, 4).All(i => n.Constant(i) is not null) ? UpToFour(n) : "its scale, bias, mean and variance are not all constant"),
        ["Conv"] = new(Api28, Conv), ["Clip"] = new(Api27, Clip), ["Resize"] = new(Api29, Resize), ["Reshape"] = new(Api27, Reshape), ["Flatten"] = new(Api27, UpToFour), ["Concat"] = new(Api27, UpToFour),
        ["Transpose"] = new(Api28, UpToFour), ["Softmax"] = new(Api28, n => n.Rank is 2 or 4 ? null : $"rank {n.Rank}; 2 or 4 are taken"),
        ["Gemm"] = new(Api27, Gemm), ["MatMul"] = new(Api27, n => n.Rank != 2 || n.Shape(1).Count != 2 ? "not of rank 2" : n.Constant(1) is null ? "its second factor is not constant" : null),
        ["AveragePool"] = new(Api28, Pool), ["MaxPool"] = new(Api28, Pool), ["GlobalAveragePool"] = new(Api28, Four), ["GlobalMaxPool"] = new(Api28, Four),
        ["DepthToSpace"] = new(Api28, n => n.Node.Text("mode", "DCR") == "DCR" ? Four(n) : "mode CRD; DCR is taken"),
        ["Pad"] = new(Api29, Pad), ["Slice"] = new(Api29, n => Constants(n, 1)), ["Squeeze"] = new(Api28, n => Constants(n, 1)), ["Unsqueeze"] = new(Api28, n => Constants(n, 1)), ["Split"] = new(Api29, Split),
        ["ReduceMean"] = new(Api28, n => Constants(n, 1)), ["Gather"] = new(Api29, n => n.Constant(1) is null && n.Graph.Of(n.Node.Inputs[1])?.Type != 6 ? "its indices are neither constant nor int32" : UpToFour(n)),
        // Takes float or int32, to float or int32; from the first, too, for its input is what the base class looks at.
        ["Cast"] = new(Api29, n => n.Node.Whole("to", 0) is 1 or 6 ? null : $"to {OpenedGraph.TypeName((int)n.Node.Whole("to", 0))}; float and int32 are taken"),
    };

    /// <summary>Null for an operator that is none of the provider's, or one it takes in quantized graphs only.</summary>
    public static NnapiRule? RuleFor(OnnxNode node) => node.Domain.Length == 0 ? Rules.GetValueOrDefault(node.Operation) : null;

    private static string? UpToFour(NnapiNode n) => n.Rank is >= 1 and <= 4 ? null : $"rank {n.Rank}; 1 to 4 are taken";

    private static string? Four(NnapiNode n) => n.Rank == 4 ? null : $"rank {n.Rank}; 4 is taken";

    private static string? Binary(NnapiNode n) => Math.Max(n.Rank, n.Shape(1).Count) <= 4 ? null : "rank above 4";

    private static string? TwoInputs(NnapiNode n) => n.Node.Inputs.Count == 2 ? Binary(n) : $"{n.Node.Inputs.Count} inputs; 2 are taken";

    private static string? Constants(NnapiNode n, int from)
    {
        for (var i = from; i < n.Node.Inputs.Count; i++)
            if (n.Has(i) && n.Constant(i) is null) return $"its input {n.Node.Inputs[i]} is not constant";
        return UpToFour(n);
    }

    private static string? Conv(NnapiNode n)
    {
        if (n.Constant(1) is not { } weights) return "its weights are not constant";
        if (weights.Shape.Count != 4) return $"its weights are of rank {weights.Shape.Count}; 4 (two dimensions) are taken";
        if (n.Has(2) && n.Constant(2) is null) return "its bias is not constant";
        var dilated = n.Node.Wholes("dilations")?.Any(d => d != 1) == true;
        return dilated && n.Node.Whole("group", 1) != 1 && weights.Shape[1] != 1 ? "dilated and grouped" : null;
    }

    private static string? Clip(NnapiNode n)
    {
        var (low, high) = (Limit(1, float.MinValue), Limit(2, float.MaxValue));
        if (low is null || high is null) return "its limits are not constant";
        return (low, high) is (0, 6) or (-1, 1) ? null : FormattableString.Invariant($"limits {low}..{high}; 0..6 and -1..1 are taken");

        float? Limit(int input, float none) => !n.Has(input) ? n.Node.Number(input == 1 ? "min" : "max", none) : n.Constant(input)?.Floats() is [var value] ? value : null;
    }

    private static string? Resize(NnapiNode n)
    {
        if (Four(n) is { } rank) return rank;
        var (mode, how) = (n.Node.Text("mode", "nearest"), n.Node.Text("coordinate_transformation_mode", "half_pixel"));
        if (mode is not ("nearest" or "linear")) return $"mode {mode}; nearest and linear are taken";
        if (mode == "linear" && how is not ("half_pixel" or "align_corners" or "asymmetric")) return $"linear with {how}; half_pixel, align_corners and asymmetric are taken";
        if (mode == "nearest" && how != "asymmetric") return $"nearest with {how}; asymmetric is taken";
        if (mode == "nearest" && n.Node.Text("nearest_mode", "round_prefer_floor") is var rounding and not "floor") return $"nearest with {rounding}; floor is taken";
        if (n.Node.Whole("exclude_outside", 0) != 0 || n.Node.Whole("antialias", 0) != 0 || n.Node.Wholes("axes") is not null) return "exclude_outside, antialias and axes are not taken";
        var (from, input) = (n.Shape(0), n.Has(2) ? 2 : 3);
        if (n.Constant(input) is not { } wanted) return "its scales or sizes are not constant";
        double[] scales = input == 2 ? [.. wanted.Floats()] : [.. wanted.Longs().Select((size, i) => size / (double)from[i]!)];
        if (scales.Length != 4 || scales[0] != 1 || (scales[1] != 1 && scales[3] != 1)) return "batch or channels are resized";
        return input == 2 && scales.Where((scale, i) => scale < 1 && (from[i]!.Value * scale) % 1 != 0).Any() ? "made smaller by other than a whole factor" : null;
    }

    private static string? Reshape(NnapiNode n) =>
        n.Constant(1) is not { } shape ? "its shape is not constant"
        : shape.Longs().Count > 4 ? $"to rank {shape.Longs().Count}; 1 to 4 are taken"
        : n.Node.Whole("allowzero", 0) == 1 && shape.Longs().Contains(0) ? "allowzero with a size of 0"
        : UpToFour(n);

    private static string? Gemm(NnapiNode n)
    {
        if (n.Rank != 2 || n.Shape(1).Count != 2) return "not of rank 2";
        if (n.Node.Whole("transA", 0) != 0 || n.Node.Number("alpha", 1) != 1 || n.Node.Number("beta", 1) != 1) return "transA, alpha or beta is set";
        var transposed = n.Node.Whole("transB", 0) == 1;
        if (!transposed && n.Constant(1) is null) return "its second factor is neither constant nor transposed";
        if (!n.Has(2)) return null;
        var c = n.Shape(2);
        return c.Count > 0 && c.SkipLast(1).All(d => d == 1) && c[^1] == n.Shape(1)[transposed ? 0 : 1] ? null : "what it adds is not one row";
    }

    private static string? Pool(NnapiNode n) =>
        Four(n) is { } rank ? rank
        : n.Node.Whole("ceil_mode", 0) == 1 || n.Node.Whole("count_include_pad", 0) == 1 || n.Node.Whole("storage_order", 0) == 1 ? "ceil_mode, count_include_pad or storage_order is set"
        : n.Node.Wholes("dilations")?.Any(d => d != 1) == true ? "dilated"
        : n.Node.Wholes("kernel_shape")?.Count != 2 ? "not of two dimensions"
        : n.Node.Outputs.Count > 1 ? "its indices are asked for" : null;

    private static string? Pad(NnapiNode n) =>
        n.Node.Text("mode", "constant") is var mode and not "constant" ? $"mode {mode}; constant is taken"
        : n.Constant(1)?.Longs() is not { } pads ? "its pads are not constant"
        : pads.Any(p => p < 0) ? "negative pads" : Constants(n, 1);

    private static string? Split(NnapiNode n)
    {
        if (Constants(n, 1) is { } wrong) return wrong;
        return n.Constant(1)?.Longs() is { } parts && parts.Distinct().Count() > 1 ? "uneven parts" : null;
    }
}
