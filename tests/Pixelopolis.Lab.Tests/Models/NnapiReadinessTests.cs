using Pixelopolis.Datasets.Onnx;
using Pixelopolis.Lab.Models;

namespace Pixelopolis.Lab.Tests.Models;

public sealed class NnapiReadinessTests
{
    [Fact]
    public void The_shipped_lane_model_is_ready_from_the_cast_of_its_input_to_its_end()
    {
        var readiness = NnapiReadiness.OfWhole(Open(File.ReadAllBytes(LabPaths.LaneModel)));
        Assert.True(readiness.Ready, string.Join('\n', readiness.Refused));
        // Elu came with Android 11.
        Assert.Equal((30, "steering"), (readiness.Android, readiness.Until[0]));
        Assert.InRange(readiness.Nodes, 20, 30);
    }

    [Fact]
    public void A_small_network_is_ready()
    {
        var (graph, x) = Network();
        End(graph, graph.Node("Relu", "y", [x]), 1, 4, 8, 8);
        var readiness = NnapiReadiness.OfWhole(Open(graph));
        Assert.True(readiness.Ready, string.Join('\n', readiness.Refused));
        Assert.Equal(3, readiness.Nodes);
    }

    [Fact]
    public void An_operator_that_is_none_of_the_providers_is_named()
    {
        var (graph, x) = Network();
        End(graph, graph.Node("HardSwish", "y", [x]), 1, 4, 8, 8);
        var refused = Assert.Single(NnapiReadiness.OfWhole(Open(graph)).Refused);
        Assert.Equal(new NnapiRefusal("HardSwish:y", "HardSwish is none of the provider's operators"), refused);
    }

    [Fact]
    public void An_integer_outside_quantized_operators_is_named()
    {
        var (graph, x) = Network();
        var whole = graph.Node("Cast", "whole", [x], new OnnxAttribute("to", (long)OnnxType.Int64));
        var sum = graph.Node("Add", "sum", [whole, whole]);
        End(graph, graph.Node("Cast", "y", [sum], new OnnxAttribute("to", (long)OnnxType.Float)), 1, 4, 8, 8);
        Assert.Equal(
        [
            "Cast: to int64; float and int32 are taken",
            "Add on int64 [1,4,8,8]: only float is taken outside quantized operators",
            "Cast on int64 [1,4,8,8]: only float is taken outside quantized operators",
        ], NnapiReadiness.OfWhole(Open(graph)).Refused.Select(r => r.Why));
    }

    [Fact]
    public void A_shape_that_is_not_fixed_is_named_at_the_input_and_at_each_node_it_reaches()
    {
        var graph = new OnnxGraph("dynamic");
        var x = graph.Input(new OnnxValue("x", OnnxType.Float, 1, 3, -1, 8));
        End(graph, graph.Node("Relu", "y", [x]), 1, 3, -1, 8);
        Assert.Equal(["x: an input of float [1,3,?,8]: its shape is not fixed", "Relu:y: Relu on x, float [1,3,?,8]: its shape is not fixed"],
            NnapiReadiness.OfWhole(Open(graph)).Refused.Select(r => $"{r.Node}: {r.Why}"));
    }

    [Fact]
    public void Limits_of_single_operators_are_held()
    {
        var (graph, x) = Network();
        var low = graph.Constant(OnnxTensor.Scalar("low", 0));
        var clipped = graph.Node("Clip", "clipped", [x, low, graph.Constant(OnnxTensor.Scalar("high", 5))]);
        var fine = graph.Node("Clip", "fine", [clipped, low, graph.Constant(OnnxTensor.Scalar("six", 6))]);
        var scales = graph.Constant(OnnxTensor.Floats("scales", [4], [1, 1, 2, 2]));
        var resized = graph.Node("Resize", "resized", [fine, "", scales]);
        var weights = graph.Node("Mul", "computed", [graph.Constant(OnnxTensor.Floats("w2", [4, 4, 1, 1], new float[16])), graph.Constant(OnnxTensor.Scalar("two", 2))]);
        var mixed = graph.Node("Conv", "mixed", [resized, weights]);
        End(graph, graph.Node("Softmax", "y", [graph.Node("Squeeze", "squeezed", [mixed, graph.Constant(new OnnxTensor("first", OnnxType.Int64, [1], new byte[8]))])]), 4, 16, 16);
        Assert.Equal(
        [
            "Clip: limits 0..5; 0..6 and -1..1 are taken",
            "Resize: nearest with half_pixel; asymmetric is taken",
            "Conv: its weights are not constant",
            "Softmax: rank 3; 2 or 4 are taken",
        ], NnapiReadiness.OfWhole(Open(graph)).Refused.Select(r => r.Why));
    }

    [Fact]
    public void A_detector_is_judged_up_to_its_heads_and_what_decodes_boxes_after_them_may_be_anything()
    {
        var (graph, x) = Network();
        Conv(graph, "scores", x, 4, 2);
        Conv(graph, "boxes", x, 4, 8);
        graph.Node("HardSwish", "detection_scores", ["scores"]);
        End(graph, "detection_scores", 1, 2, 8, 8);
        End(graph, graph.Node("HardSwish", "detection_boxes", ["boxes"]), 1, 8, 8, 8);
        var readiness = NnapiReadiness.OfDetector(Open(graph));
        Assert.Equal(["scores", "boxes"], readiness.Until);
        Assert.True(readiness.Ready, string.Join('\n', readiness.Refused));
        Assert.Contains(NnapiReadiness.OfWhole(Open(graph)).Refused, r => r.Why == "HardSwish is none of the provider's operators");
    }

    [Fact]
    public void Heads_that_the_metadata_names_are_taken_at_its_word()
    {
        var (graph, x) = Network();
        graph.Metadata("heads", "relu, y");
        graph.Node("Relu", "relu", [x]);
        End(graph, graph.Node("HardSwish", "y", [x]), 1, 4, 8, 8);
        var readiness = NnapiReadiness.OfDetector(Open(graph));
        Assert.Equal(["relu", "y"], readiness.Until);
        Assert.False(readiness.Ready);
    }

    /// <summary>Bytes to floats, planes, and one convolution: float [1,4,8,8].</summary>
    private static (OnnxGraph Graph, string Last) Network()
    {
        var graph = new OnnxGraph("small");
        var image = graph.Input(new OnnxValue("image", OnnxType.UInt8, 1, 8, 8, 3));
        var floats = graph.Node("Cast", "floats", [image], new OnnxAttribute("to", (long)OnnxType.Float));
        return (graph, Conv(graph, "conv", graph.Node("Transpose", "planes", [floats], new OnnxAttribute("perm", [0, 3, 1, 2])), 3, 4));
    }

    private static string Conv(OnnxGraph graph, string name, string from, int inputs, int outputs) =>
        graph.Node("Conv", name, [from, graph.Constant(OnnxTensor.Floats($"{name}_w", [outputs, inputs, 1, 1], new float[inputs * outputs]))]);

    private static void End(OnnxGraph graph, string name, params long[] shape) => graph.Output(new OnnxValue(name, OnnxType.Float, shape));

    private static OpenedGraph Open(OnnxGraph graph) => Open(graph.ToBytes("tests", "1"));

    private static OpenedGraph Open(byte[] bytes) => OpenedGraph.Of(OnnxFile.Read(bytes, out _)!);
}
