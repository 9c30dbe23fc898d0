using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Datasets.Tests.Onnx;

public sealed class OnnxGraphTests
{
    [Fact]
    public void A_tiny_graph_with_known_weights_gives_the_numbers_worked_out_by_hand()
    {
        // steering = elu(W·(image / 2 − 1) + b) with W 2×3: bytes 2, 4, 6 become 0, 1, 2.
        var graph = new OnnxGraph("tiny");
        var image = graph.Input(new("image", OnnxType.UInt8, 1, 3));
        var floats = graph.Node("Cast", "floats", [image], new OnnxAttribute("to", 1));
        var halved = graph.Node("Div", "halved", [floats, graph.Constant(OnnxTensor.Scalar("two", 2))]);
        var centred = graph.Node("Sub", "centred", [halved, graph.Constant(OnnxTensor.Scalar("one", 1))]);
        var weight = graph.Constant(OnnxTensor.Floats("weight", [2, 3], [1, 2, 3, 4, -5, -6]));
        var bias = graph.Constant(OnnxTensor.Floats("bias", [2], [0.5f, 16]));
        var dense = graph.Node("Gemm", "dense", [centred, weight, bias], new OnnxAttribute("transB", 1), new OnnxAttribute("alpha", 1f));
        graph.Node("Elu", "steering", [dense]);
        graph.Output(new("steering", OnnxType.Float, 1, 2));

        var steering = Run(graph, [2, 4, 6], [1, 3], "image", "steering");
        Assert.Equal(8.5f, steering[0], 6);                        // 1·0 + 2·1 + 3·2 + 0.5
        Assert.Equal(MathF.Exp(-1) - 1, steering[1], 6);           // 4·0 − 5·1 − 6·2 + 16 = −1
    }

    [Fact]
    public void A_convolution_with_padding_and_stride_slides_as_it_should()
    {
        var graph = new OnnxGraph("sum");
        var image = graph.Input(new("image", OnnxType.Float, 1, 1, 2, 4));
        var ones = graph.Constant(OnnxTensor.Floats("ones", [1, 1, 3, 3], [1, 1, 1, 1, 1, 1, 1, 1, 1]));
        graph.Node("Conv", "sums", [image, ones], new("kernel_shape", [3, 3]), new("strides", [2, 2]), new("pads", [1, 1, 1, 1]));
        graph.Output(new("sums", OnnxType.Float, 1, 1, 1, 2));

        using var session = new InferenceSession(graph.ToBytes("test", "1"));
        using var input = OrtValue.CreateTensorValueFromMemory<float>([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 2, 4]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["image"], [input], ["sums"]);
        Assert.Equal([1 + 2 + 5 + 6, 2 + 3 + 4 + 6 + 7 + 8], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Who_made_a_model_and_from_what_is_in_the_file()
    {
        var graph = new OnnxGraph("named");
        graph.Metadata("data_sha256", "abc");
        graph.Node("Relu", "y", [graph.Input(new("x", OnnxType.Float, 1))]);
        graph.Output(new("y", OnnxType.Float, 1));
        using var session = new InferenceSession(graph.ToBytes("Pixelopolis.Training", "1.2.3"));
        Assert.Equal("Pixelopolis.Training", session.ModelMetadata.ProducerName);
        Assert.Equal("named", session.ModelMetadata.GraphName);
        Assert.Equal("abc", session.ModelMetadata.CustomMetadataMap["data_sha256"]);
    }

    [Fact]
    public void Weights_that_do_not_fill_their_shape_are_refused() =>
        Assert.Throws<ArgumentException>(() => OnnxTensor.Floats("weight", [2, 3], [1, 2, 3]));

    private static float[] Run(OnnxGraph graph, byte[] bytes, long[] shape, string from, string to)
    {
        using var session = new InferenceSession(graph.ToBytes("test", "1"));
        using var input = OrtValue.CreateTensorValueFromMemory(bytes, shape);
        using var run = new RunOptions();
        using var outputs = session.Run(run, [from], [input], [to]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
