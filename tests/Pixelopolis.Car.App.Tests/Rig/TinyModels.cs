using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>Lane models small enough to reason about, written by the our own ONNX writer: steering = gain × the crop's mean brightness (0..1) + offset.</summary>
internal static class TinyModels
{
    public const float FollowOffset = 0, LeftOffset = -0.5f, StraightOffset = 0.1f, RightOffset = 0.5f;

    /// <summary>Four outputs; by default the picture says nothing.</summary>
    public static byte[] FourHeads(float gain = 0) => Write(gain, [FollowOffset, LeftOffset, StraightOffset, RightOffset]);

    public static byte[] OneHead(float gain = 0) => Write(gain, [0.25f]);

    public static byte[] NotANumber() => Write(0, [float.NaN, float.NaN, float.NaN, float.NaN]);

    public static byte[] WrongInput() => Write(0, [0, 0, 0, 0], inputShape: [1, 66, 200, 3]);

    public static byte[] WrongOutput() => Write(0, [0, 0, 0]);

    /// <summary>Counts its own frames: state_out = state_in + 1, steering = state_in / 100.</summary>
    public static byte[] Recurrent()
    {
        var graph = new OnnxGraph("counting");
        var image = Mean(graph, [1, 40, 120, 3]);
        var state = graph.Input(new OnnxValue("state_in", OnnxType.Float, 1, 1));
        graph.Node("Add", "state_out", [state, graph.Constant(OnnxTensor.Scalar("one", 1))]);
        var scaled = graph.Node("Div", "scaled", [state, graph.Constant(OnnxTensor.Scalar("hundred", 100))]);
        var nothing = graph.Node("Mul", "nothing", [image, graph.Constant(OnnxTensor.Scalar("zero", 0))]);
        var sum = graph.Node("Add", "sum", [scaled, nothing]);
        graph.Node("Gemm", "steering", [sum, graph.Constant(OnnxTensor.Floats("w", [1, 4], [1, 1, 1, 1])), graph.Constant(OnnxTensor.Floats("b", [4], [0, 0, 0, 0]))]);
        graph.Output(new OnnxValue("steering", OnnxType.Float, 1, 4));
        graph.Output(new OnnxValue("state_out", OnnxType.Float, 1, 1));
        return graph.ToBytes("tests", "1");
    }

    private static byte[] Write(float gain, float[] offsets, long[]? inputShape = null)
    {
        var graph = new OnnxGraph("tiny");
        graph.Metadata("view", "BottomQuarter");
        var mean = Mean(graph, inputShape ?? [1, 40, 120, 3]);
        var weights = graph.Constant(OnnxTensor.Floats("w", [1, offsets.Length], [.. offsets.Select(_ => gain)]));
        graph.Node("Gemm", "steering", [mean, weights, graph.Constant(OnnxTensor.Floats("b", [offsets.Length], offsets))]);
        graph.Output(new OnnxValue("steering", OnnxType.Float, 1, offsets.Length));
        return graph.ToBytes("tests", "1");
    }

    private static string Mean(OnnxGraph graph, long[] shape)
    {
        var image = graph.Input(new OnnxValue("image", OnnxType.UInt8, shape));
        var floats = graph.Node("Cast", "floats", [image], new OnnxAttribute("to", (long)OnnxType.Float));
        var unit = graph.Node("Div", "unit", [floats, graph.Constant(OnnxTensor.Scalar("full", 255))]);
        var mean = graph.Node("ReduceMean", "mean", [unit], new OnnxAttribute("axes", [1, 2, 3]), new OnnxAttribute("keepdims", 1));
        return graph.Node("Flatten", "flat", [mean], new OnnxAttribute("axis", 1));
    }
}
