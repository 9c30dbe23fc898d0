using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Training.Detector;

/// <summary>
/// The detector as ONNX with the TensorFlow Object Detection API's signature: in <c>input_tensor</c> uint8 [1,height,width,3] RGB; out
/// <c>detection_boxes</c> [1,50,4] (ymin, xmin, ymax, xmax in 0..1 of the input), <c>detection_scores</c> [1,50], <c>detection_classes</c>
/// [1,50] from 1, <c>num_detections</c> [1], all float, best scores first. Every shape is fixed, the suppression's too.
/// </summary>
public static class DetectorOnnx
{
    public const string Input = "input_tensor";
    public const string Boxes = "detection_boxes";
    public const string Scores = "detection_scores";
    public const string Classes = "detection_classes";
    public const string Count = "num_detections";

    /// <summary>Of the graph up to the heads: scores before the sigmoid [1,anchors,classes], and boxes as offsets [1,anchors,4].</summary>
    public const string RawScores = "raw_scores";

    public const string RawBoxes = "raw_boxes";

    public const string Producer = "Pixelopolis.Training";

    /// <summary>The whole detector.</summary>
    public static byte[] Write(DetectorWeights weights, AnchorGrid anchors, IEnumerable<(string Key, string Value)> metadata)
    {
        var graph = Heads(weights, metadata);
        DetectorOnnxDecoding.Add(graph, anchors, weights.Architecture.Classes);
        graph.Output(new(Boxes, OnnxType.Float, 1, DetectorSuppression.Most, 4));
        graph.Output(new(Scores, OnnxType.Float, 1, DetectorSuppression.Most));
        graph.Output(new(Classes, OnnxType.Float, 1, DetectorSuppression.Most));
        graph.Output(new(Count, OnnxType.Float, 1));
        return graph.ToBytes(Producer, TrainerVersion.Release);
    }

    /// <summary>The same up to the heads: what is compared with other networks' time, and with torch.</summary>
    public static byte[] WriteHeads(DetectorWeights weights, AnchorGrid anchors)
    {
        var graph = Heads(weights, []);
        graph.Output(new(RawScores, OnnxType.Float, 1, anchors.All.Length, weights.Architecture.Classes));
        graph.Output(new(RawBoxes, OnnxType.Float, 1, anchors.All.Length, 4));
        return graph.ToBytes(Producer, TrainerVersion.Release);
    }

    private static OnnxGraph Heads(DetectorWeights weights, IEnumerable<(string Key, string Value)> metadata)
    {
        var (graph, architecture) = (new OnnxGraph("detector"), weights.Architecture);
        foreach (var (key, value) in metadata) graph.Metadata(key, value);
        var bytes = graph.Input(new(Input, OnnxType.UInt8, 1, architecture.Input.Height, architecture.Input.Width, DetectorArchitecture.Channels));
        var floats = graph.Node("Cast", "floats", [bytes], new OnnxAttribute("to", (long)OnnxType.Float));
        graph.Node("Transpose", DetectorArchitecture.Picture, [floats], new OnnxAttribute("perm", [0, 3, 1, 2]));
        var twice = graph.Constant(OnnxTensor.Floats("twice", [4], [1, 1, 2, 2]));
        foreach (var layer in architecture.Layers) Add(graph, layer, weights, twice);
        Gather(graph, RawScores, architecture, level => level.Scores, architecture.Classes);
        Gather(graph, RawBoxes, architecture, level => level.Boxes, 4);
        return graph;
    }

    private static void Add(OnnxGraph graph, DetectorLayer layer, DetectorWeights weights, string twice)
    {
        switch (layer)
        {
            case Convolve convolve:
                Activate(graph, layer.Name, convolve.Relu, name => graph.Node("Conv", name, [convolve.From, .. Constants(graph, layer.Name, weights.Layers[layer.Name])],
                    new OnnxAttribute("kernel_shape", [convolve.Kernel, convolve.Kernel]), new OnnxAttribute("strides", [convolve.Stride, convolve.Stride]),
                    new OnnxAttribute("pads", [convolve.Padding, convolve.Padding, convolve.Padding, convolve.Padding]),
                    new OnnxAttribute("group", convolve.Depthwise ? convolve.In : 1)));
                break;
            case Sum sum:
                Activate(graph, layer.Name, sum.Relu, name => graph.Node("Add", name, [sum.One, sum.Other]));
                break;
            case Enlarge enlarge:
                graph.Node("Resize", layer.Name, [enlarge.From, "", twice], new OnnxAttribute("mode", "nearest"),
                    new OnnxAttribute("coordinate_transformation_mode", "asymmetric"), new OnnxAttribute("nearest_mode", "floor"));
                break;
            default: throw new InvalidOperationException($"{layer.GetType().Name} is a layer that ONNX has no node for here");
        }
    }

    private static void Activate(OnnxGraph graph, string name, bool relu, Action<string> add)
    {
        add(relu ? $"{name}_before" : name);
        if (relu) graph.Node("Relu", name, [$"{name}_before"]);
    }

    private static string[] Constants(OnnxGraph graph, string name, DetectorLayerWeights layer) =>
    [
        graph.Constant(OnnxTensor.Floats($"{name}_weight", layer.Shape, layer.Weight)),
        graph.Constant(OnnxTensor.Floats($"{name}_bias", [layer.Bias.Length], layer.Bias)),
    ];

    private static void Gather(OnnxGraph graph, string name, DetectorArchitecture architecture, Func<DetectorLevel, string> head, int columns)
    {
        var rows = graph.Constant(OnnxTensor.Integers($"{name}_rows", 1, -1, columns));
        graph.Node("Concat", name, [.. architecture.Levels.Select(level =>
            graph.Node("Reshape", $"{head(level)}_rows", [graph.Node("Transpose", $"{head(level)}_last", [head(level)], new OnnxAttribute("perm", [0, 2, 3, 1])), rows]))],
            new OnnxAttribute("axis", 1));
    }
}
