using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Training.Detector;

/// <summary>
/// The graph's last part: the best answers become boxes, and of those that overlap the best stays. ONNX's NonMaxSuppression gives as many
/// rows as it pleases, which accelerators refuse; here who suppresses whom is a matrix, and a few rounds of "kept is whom nobody kept
/// suppresses" give the same as going through the list.
/// </summary>
internal static class DetectorOnnxDecoding
{
    private const int K = DetectorSuppression.Candidates;

    public static void Add(OnnxGraph graph, AnchorGrid anchors, int classes)
    {
        var (logits, anchor, kind) = Best(graph, classes);
        var (low, high) = Decode(graph, anchors, anchor);
        var kept = Keep(graph, Overlapping(graph, low, high, kind));
        Give(graph, logits, kept, low, high, kind);
    }

    /// <summary>The best scores with their anchors and classes, each [K].</summary>
    private static (string Logits, string Anchor, string Kind) Best(OnnxGraph graph, int classes)
    {
        var all = graph.Node("Reshape", "all_scores", [DetectorOnnx.RawScores, graph.Constant(OnnxTensor.Integers("one_row", -1))]);
        graph.Node("TopK", ["best_logits", "best_places"], [all, graph.Constant(OnnxTensor.Integers("candidates", K))], new OnnxAttribute("axis", 0));
        var count = graph.Constant(OnnxTensor.Integers("classes", classes));
        return ("best_logits", graph.Node("Div", "best_anchors", ["best_places", count]), graph.Node("Mod", "best_kinds", ["best_places", count]));
    }

    /// <summary>Their boxes' corners, each [K,2] as y, x in 0..1.</summary>
    private static (string Low, string High) Decode(OnnxGraph graph, AnchorGrid anchors, string chosen)
    {
        var offsets = graph.Node("Gather", "offsets", [graph.Node("Squeeze", "all_offsets", [DetectorOnnx.RawBoxes, graph.Constant(OnnxTensor.Integers("axis0", 0))]), chosen]);
        var input = anchors.Input;
        float[] rows = [.. anchors.All.SelectMany(anchor => new[] { anchor.Y / input.Height, anchor.X / input.Width, anchor.Height / input.Height, anchor.Width / input.Width })];
        var from = graph.Node("Gather", "chosen_anchors", [graph.Constant(OnnxTensor.Floats("anchors", [anchors.All.Length, 4], rows)), chosen]);
        var two = graph.Constant(OnnxTensor.Integers("two_halves", 2, 2));
        graph.Node("Split", ["moves", "growths"], [offsets, two], new OnnxAttribute("axis", 1));
        graph.Node("Split", ["anchor_middles", "anchor_sizes"], [from, two], new OnnxAttribute("axis", 1));

        string Scalar(string name, float value) => graph.Constant(OnnxTensor.Scalar(name, value));
        var moved = graph.Node("Mul", "moved", [graph.Node("Mul", "moves_scaled", ["moves", Scalar("middle_scale", BoxCoding.Middle)]), "anchor_sizes"]);
        var middle = graph.Node("Add", "middles", ["anchor_middles", moved]);
        var growth = graph.Node("Min", "growths_limited", [graph.Node("Mul", "growths_scaled", ["growths", Scalar("size_scale", BoxCoding.Size)]), Scalar("most_growth", BoxCoding.MostGrowth)]);
        var half = graph.Node("Mul", "halves", [graph.Node("Mul", "sizes", [graph.Node("Exp", "factors", [growth]), "anchor_sizes"]), Scalar("half", 0.5f)]);
        string[] limits = [Scalar("zero", 0), Scalar("one", 1)];
        return (graph.Node("Clip", "low", [graph.Node("Sub", "low_anywhere", [middle, half]), .. limits]),
            graph.Node("Clip", "high", [graph.Node("Add", "high_anywhere", [middle, half]), .. limits]));
    }

    /// <summary>[K,K]: 1 where the row's box, being better and of the same class, leaves no place for the column's.</summary>
    private static string Overlapping(OnnxGraph graph, string low, string high, string kind)
    {
        var (across, down) = (graph.Constant(OnnxTensor.Integers("as_row", 1, K)), graph.Constant(OnnxTensor.Integers("as_column", K, 1)));
        string Row(string x) => graph.Node("Reshape", $"{x}_row", [x, across]);
        string Column(string x) => graph.Node("Reshape", $"{x}_column", [x, down]);
        string Pair(string operation, string output, string x) => graph.Node(operation, output, [Column(x), Row(x)]);

        var one = graph.Constant(OnnxTensor.Integers("halves_each", 1, 1));
        graph.Node("Split", ["top", "left"], [low, one], new OnnxAttribute("axis", 1));
        graph.Node("Split", ["bottom", "right"], [high, one], new OnnxAttribute("axis", 1));
        string Shared(string name, string from, string to) =>
            graph.Node("Relu", $"{name}_shared", [graph.Node("Sub", $"{name}_gap", [Pair("Min", $"{to}_nearer", to), Pair("Max", $"{from}_further", from)])]);
        var both = graph.Node("Mul", "intersection", [Shared("height", "top", "bottom"), Shared("width", "left", "right")]);
        var area = graph.Node("Mul", "area", [graph.Node("Sub", "tall", ["bottom", "top"]), graph.Node("Sub", "wide", ["right", "left"])]);
        var union = graph.Node("Sub", "union", [Pair("Add", "areas", area), both]);
        var overlap = graph.Node("Greater", "overlapping", [both, graph.Node("Mul", "allowed", [union, graph.Constant(OnnxTensor.Scalar("overlap", DetectorSuppression.Overlap))])]);
        var same = Pair("Equal", "same_kind", kind);
        var better = graph.Constant(new OnnxTensor("better", OnnxType.Bool, [K, K], [.. Enumerable.Range(0, K * K).Select(i => i / K < i % K ? (byte)1 : (byte)0)]));
        var takes = graph.Node("And", "takes_place", [graph.Node("And", "same_place", [overlap, same]), better]);
        return graph.Node("Cast", "suppresses", [takes], new OnnxAttribute("to", (long)OnnxType.Float));
    }

    /// <summary>[1,K]: 1 for whom nobody kept suppresses.</summary>
    private static string Keep(OnnxGraph graph, string suppresses)
    {
        var kept = graph.Constant(OnnxTensor.Floats("kept0", [1, K], [.. Enumerable.Repeat(1f, K)]));
        var nobody = graph.Constant(OnnxTensor.Scalar("nobody", 0.5f));
        for (var round = 1; round <= DetectorSuppression.Rounds; round++)
        {
            var by = graph.Node("MatMul", $"suppressed_by{round}", [kept, suppresses]);
            kept = graph.Node("Cast", $"kept{round}", [graph.Node("Less", $"free{round}", [by, nobody])], new OnnxAttribute("to", (long)OnnxType.Float));
        }
        return kept;
    }

    private static void Give(OnnxGraph graph, string logits, string kept, string low, string high, string kind)
    {
        var asFloat = new OnnxAttribute("to", (long)OnnxType.Float);
        var row = graph.Constant(OnnxTensor.Integers("plain_row", K));
        var score = graph.Node("Mul", "kept_scores", [graph.Node("Sigmoid", "scores", [logits]), graph.Node("Reshape", "kept", [kept, row])]);
        graph.Node("TopK", ["given_scores", "given_places"], [score, graph.Constant(OnnxTensor.Integers("most", DetectorSuppression.Most))], new OnnxAttribute("axis", 0));
        var real = graph.Node("Cast", "given_real", [graph.Node("Greater", "is_real", ["given_scores", graph.Constant(OnnxTensor.Scalar("least_score", DetectorSuppression.LeastScore))])], asFloat);
        var first = graph.Constant(OnnxTensor.Integers("first_axis", 0));

        // What is nothing is zero, as the TensorFlow Object Detection API pads.
        string Given(string name, string values) => graph.Node("Unsqueeze", name, [values, first]);
        Given(DetectorOnnx.Scores, graph.Node("Mul", "real_scores", ["given_scores", real]));
        var corners = graph.Node("Gather", "given_corners", [graph.Node("Concat", "corners", [low, high], new OnnxAttribute("axis", 1)), "given_places"]);
        var column = graph.Node("Unsqueeze", "real_column", [real, graph.Constant(OnnxTensor.Integers("second_axis", 1))]);
        Given(DetectorOnnx.Boxes, graph.Node("Mul", "real_corners", [corners, column]));
        var number = graph.Node("Add", "given_numbers", [graph.Node("Cast", "given_kinds", [graph.Node("Gather", "given_kinds_whole", [kind, "given_places"])], asFloat), graph.Constant(OnnxTensor.Scalar("from_one", 1))]);
        Given(DetectorOnnx.Classes, number);
        graph.Node("ReduceSum", DetectorOnnx.Count, [real, first], new OnnxAttribute("keepdims", 1));
    }
}
