using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Datasets.Tests.Onnx;

public sealed class OnnxFileTests
{
    [Fact]
    public void What_the_writer_wrote_is_read_back()
    {
        var file = OnnxFile.Read(Graph(), out var fault)!;
        Assert.Null(fault);
        Assert.Equal(OnnxGraph.Opset, file.Opset);
        Assert.Equal("b", file.Metadata["a"]);
        Assert.Equal(["Cast", "Mul", "ReduceMean", "Sub"], file.Nodes.Select(n => n.Operation));
        var image = Assert.Single(file.Inputs);
        Assert.Equal(("image", 2), (image.Name, image.Type));
        Assert.Equal([1, 4], image.Shape);
        Assert.Equal([2f, 3, 4, 5], file.Constants["factors"].Floats());
        var mean = file.Nodes[2];
        Assert.Equal([1L], mean.Wholes("axes"));
        Assert.Equal((1, 7), (mean.Whole("keepdims", 7), mean.Whole("none", 7)));
        Assert.Equal(["scaled"], mean.Inputs);
    }

    [Fact]
    public void A_part_cut_out_computes_what_the_whole_computed_there_and_from_there_on()
    {
        var file = OnnxFile.Read(Graph(), out _)!;
        var head = file.Cut([new OnnxValue("image", OnnxType.UInt8, 1, 4)], [new OnnxValue("scaled", OnnxType.Float, 1, 4)]);
        Assert.Equal([2f, 6, 12, 20], Run(head, OrtValue.CreateTensorValueFromMemory<byte>([1, 2, 3, 4], [1, 4]), "image", "scaled"));
        var tail = file.Cut([new OnnxValue("scaled", OnnxType.Float, 1, 4)], [new OnnxValue("centred", OnnxType.Float, 1, 4)]);
        Assert.Equal([-8f, -4, 2, 10], Run(tail, OrtValue.CreateTensorValueFromMemory([2f, 6, 12, 20], [1, 4]), "scaled", "centred"));
        Assert.Equal(["ReduceMean", "Sub"], OnnxFile.Read(tail, out _)!.Nodes.Select(n => n.Operation));
        Assert.DoesNotContain("factors", OnnxFile.Read(tail, out _)!.Constants.Keys);
    }

    [Fact]
    public void Opened_the_runtime_tells_the_shape_of_every_tensor_in_it()
    {
        using var session = new InferenceSession(OnnxFile.Read(Graph(), out _)!.Opened());
        Assert.Equal([1, 1], session.OutputMetadata["mean"].Dimensions);
        Assert.Equal(["centred", "floats", "mean", "scaled"], session.OutputMetadata.Keys.Order());
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData(new byte[] { })]
    public void What_is_no_model_is_said_to_be_none(byte[] bytes)
    {
        Assert.Null(OnnxFile.Read(bytes, out var fault));
        Assert.StartsWith("not an ONNX file", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_cut_off_anywhere_are_a_fault_or_a_smaller_model_and_never_a_crash()
    {
        var whole = Graph();
        for (var length = 0; length < whole.Length; length++)
            if (OnnxFile.Read(whole[..length], out var fault) is null) Assert.NotNull(fault);
    }

    /// <summary>centred = x − mean(x) of x = image × (2, 3, 4, 5).</summary>
    private static byte[] Graph()
    {
        var graph = new OnnxGraph("small");
        graph.Metadata("a", "b");
        var floats = graph.Node("Cast", "floats", [graph.Input(new OnnxValue("image", OnnxType.UInt8, 1, 4))], new OnnxAttribute("to", (long)OnnxType.Float));
        var scaled = graph.Node("Mul", "scaled", [floats, graph.Constant(OnnxTensor.Floats("factors", [4], [2, 3, 4, 5]))]);
        var mean = graph.Node("ReduceMean", "mean", [scaled], new OnnxAttribute("axes", [1]), new OnnxAttribute("keepdims", 1));
        graph.Node("Sub", "centred", [scaled, mean]);
        graph.Output(new OnnxValue("centred", OnnxType.Float, 1, 4));
        return graph.ToBytes("tests", "1");
    }

    private static float[] Run(byte[] model, OrtValue input, string from, string to)
    {
        using var session = new InferenceSession(model);
        using var run = new RunOptions();
        using (input)
        {
            using var outputs = session.Run(run, [from], [input], [to]);
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
    }
}
