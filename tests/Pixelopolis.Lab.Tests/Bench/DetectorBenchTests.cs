using Pixelopolis.Datasets.Onnx;
using Pixelopolis.Lab.Bench;

namespace Pixelopolis.Lab.Tests.Bench;

public sealed class DetectorBenchTests
{
    [Fact]
    public void The_reference_is_the_zoos_network_in_size_and_shape()
    {
        var (model, multiplyAdds, heads) = SsdMobileNetV2.Build();
        Assert.InRange(multiplyAdds, 760_000_000, 790_000_000);
        // 1,917 anchors, as the zoo's: 3 on 19 × 19, 6 on 10, 5, 3, 2 and 1.
        Assert.Equal(1917, heads.Where((_, i) => i % 2 == 0).Sum(h => h.Shape[1] / 4 * h.Shape[2] * h.Shape[3]));
        Assert.Equal([19L, 10, 5, 3, 2, 1], heads.Where((_, i) => i % 2 == 0).Select(h => h.Shape[2]));
        Assert.Equal(91 * 3, heads[1].Shape[1]);
        using var graph = new TimedGraph(model);
        graph.In(SsdMobileNetV2.Input, new float[3 * 300 * 300], [1, 3, 300, 300]);
        foreach (var (name, shape) in heads) graph.Out(name, shape);
        graph.Time(null, keep: true);
        Assert.Single(graph.Milliseconds);
    }

    [Fact]
    public void A_detector_is_cut_at_its_heads_and_its_decoding_timed_apart()
    {
        var folder = Directory.CreateTempSubdirectory("pixelopolis-bench-").FullName;
        try
        {
            var path = Path.Combine(folder, "small.onnx");
            File.WriteAllBytes(path, Detector());
            var (map, _) = CityFile.Read(LabPaths.DefaultCity);
            var report = DetectorBench.Run(path, map!, runs: 5, scenes: 2);
            Assert.True(report is { FrameToHeads.Median: > 0, Decoding.Median: > 0, FrameToDetections.Median: > 0, Reference.Median: > 0 });
            Assert.Equal(report.FrameToHeads.Median / report.Reference.Median, report.Ratio, 0.01);
            Assert.Contains("\"ratio\"", report.ToJson(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_model_that_is_no_detector_is_refused_with_what_was_expected()
    {
        var (map, _) = CityFile.Read(LabPaths.DefaultCity);
        Assert.Contains("detection_boxes", Assert.Throws<LabException>(() => DetectorBench.Run(LabPaths.LaneModel, map!, 5, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("train detector", Assert.Throws<LabException>(() => DetectorBench.Run("/nowhere.onnx", map!, 5, 1)).Message, StringComparison.Ordinal);
    }

    /// <summary>Two convolutions to heads of 2 × 4 cells, and a decoding that calls every cell a box.</summary>
    private static byte[] Detector()
    {
        var graph = new OnnxGraph("small");
        graph.Metadata("labels", "stop");
        var floats = graph.Node("Cast", "floats", [graph.Input(new OnnxValue("image", OnnxType.UInt8, 1, 16, 32, 3))], new OnnxAttribute("to", (long)OnnxType.Float));
        var planes = graph.Node("Transpose", "planes", [floats], new OnnxAttribute("perm", [0, 3, 1, 2]));
        string Head(string name, int channels) => graph.Node("Conv", name,
            [planes, graph.Constant(OnnxTensor.Floats($"{name}_w", [channels, 3, 8, 8], [.. Enumerable.Range(0, channels * 192).Select(i => i % 7 / 1000f)]))], new OnnxAttribute("strides", [8, 8]));
        string Shape(string name, params long[] sizes) => graph.Constant(new OnnxTensor(name, OnnxType.Int64, [sizes.Length], System.Runtime.InteropServices.MemoryMarshal.AsBytes<long>(sizes).ToArray()));
        var scores = graph.Node("Sigmoid", "sure", [Head("scores", 1)]);
        graph.Node("Reshape", "detection_scores", [scores, Shape("row", 1, 8)]);
        graph.Node("Reshape", "detection_boxes", [Head("boxes", 4), Shape("rows", 1, 8, 4)]);
        graph.Node("Identity", "detection_classes", [graph.Constant(OnnxTensor.Floats("ones", [1, 8], [1, 1, 1, 1, 1, 1, 1, 1]))]);
        graph.Node("Identity", "num_detections", [graph.Constant(OnnxTensor.Floats("eight", [1], [8]))]);
        graph.Output(new OnnxValue("detection_scores", OnnxType.Float, 1, 8));
        graph.Output(new OnnxValue("detection_boxes", OnnxType.Float, 1, 8, 4));
        graph.Output(new OnnxValue("detection_classes", OnnxType.Float, 1, 8));
        graph.Output(new OnnxValue("num_detections", OnnxType.Float, 1));
        return graph.ToBytes("tests", "1");
    }
}
