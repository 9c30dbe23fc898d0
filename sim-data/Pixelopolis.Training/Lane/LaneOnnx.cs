using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Training.Lane;

/// <summary>
/// The lane keeper as ONNX, by the contract of the seam: in <c>image</c> uint8 [1,40,120,3] RGB, out <c>steering</c> float [1,4] within
/// ±1. Cast, normalization and transposition are inside the graph, so that whoever runs it hands over the camera's bytes as they are.
/// </summary>
public static class LaneOnnx
{
    public const string Input = "image";
    public const string Output = "steering";
    public const string Producer = "Pixelopolis.Training";

    public static byte[] Write(LaneWeights weights, IEnumerable<(string Key, string Value)> metadata)
    {
        var graph = new OnnxGraph("lane");
        foreach (var (key, value) in metadata) graph.Metadata(key, value);
        var x = graph.Input(new(Input, OnnxType.UInt8, 1, LaneArchitecture.Height, LaneArchitecture.Width, LaneArchitecture.Channels));
        x = Normalize(graph, x);
        for (var i = 0; i < weights.Convolutions.Count; i++) x = Convolve(graph, x, i, weights.Convolutions[i]);
        x = graph.Node("Flatten", "features", [x], new OnnxAttribute("axis", 1));
        for (var i = 0; i < weights.Dense.Count; i++) x = Dense(graph, x, i, weights.Dense[i], last: i == weights.Dense.Count - 1);
        var lowest = graph.Constant(OnnxTensor.Scalar("full_left", -1));
        var highest = graph.Constant(OnnxTensor.Scalar("full_right", 1));
        graph.Node("Clip", Output, [x, lowest, highest]);
        graph.Output(new(Output, OnnxType.Float, 1, LaneArchitecture.Outputs));
        return graph.ToBytes(Producer, TrainerVersion.Release);
    }

    private static string Normalize(OnnxGraph graph, string image)
    {
        var floats = graph.Node("Cast", "floats", [image], new OnnxAttribute("to", (long)OnnxType.Float));
        var scaled = graph.Node("Div", "scaled", [floats, graph.Constant(OnnxTensor.Scalar("half_range", LaneArchitecture.HalfRange))]);
        var centred = graph.Node("Sub", "centred", [scaled, graph.Constant(OnnxTensor.Scalar("one", 1))]);
        return graph.Node("Transpose", "planes", [centred], new OnnxAttribute("perm", [0, 3, 1, 2]));
    }

    private static string Convolve(OnnxGraph graph, string x, int index, LaneLayerWeights layer)
    {
        var (name, form) = ($"conv{index + 1}", LaneArchitecture.Convolutions[index]);
        x = graph.Node("Conv", name, [x, .. Constants(graph, name, layer)],
            new("kernel_shape", [form.Kernel, form.Kernel]),
            new("strides", [form.Stride, form.Stride]),
            new("pads", [form.Padding, form.Padding, form.Padding, form.Padding]));
        return graph.Node("Elu", $"{name}_elu", [x]);
    }

    private static string Dense(OnnxGraph graph, string x, int index, LaneLayerWeights layer, bool last)
    {
        var name = $"dense{index + 1}";
        x = graph.Node("Gemm", name, [x, .. Constants(graph, name, layer)], new OnnxAttribute("transB", 1));
        return last ? x : graph.Node("Elu", $"{name}_elu", [x]);
    }

    private static string[] Constants(OnnxGraph graph, string name, LaneLayerWeights layer) =>
    [
        graph.Constant(OnnxTensor.Floats($"{name}_weight", layer.Shape, layer.Weight)),
        graph.Constant(OnnxTensor.Floats($"{name}_bias", [layer.Bias.Length], layer.Bias)),
    ];
}
