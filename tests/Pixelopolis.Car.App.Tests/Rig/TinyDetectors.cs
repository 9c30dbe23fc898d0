using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>One thing a small detector always sees; the score grows by <paramref name="Gain"/> times the picture's mean brightness (0..1).</summary>
internal readonly record struct TinySight(float Class, float Score, float Top, float Left, float Bottom, float Right, float Gain = 0);

/// <summary>Detectors small enough to reason about, of the TensorFlow Object Detection API's signature.</summary>
internal static class TinyDetectors
{
    public const string Labels = "stop, yield, car, giraffe";

    public static byte[] Seeing(params TinySight[] sights) => Write(new TinyDetector(sights));

    public static byte[] Write(TinyDetector wanted)
    {
        var n = wanted.Sights.Count;
        var graph = new OnnxGraph("tiny detector");
        if (wanted.Labels is { } labels) graph.Metadata("labels", labels);
        if (wanted.Region is { } region) graph.Metadata("region", region);
        var image = graph.Input(new OnnxValue(wanted.Image, wanted.ImageType, wanted.ImageShape));
        var floats = wanted.ImageType == OnnxType.Float ? image : graph.Node("Cast", "floats", [image], new OnnxAttribute("to", (long)OnnxType.Float));
        var unit = graph.Node("Div", "unit", [floats, graph.Constant(OnnxTensor.Scalar("full", 255))]);
        var mean = graph.Node("ReduceMean", "mean", [unit], new OnnxAttribute("axes", [1, 2, 3]), new OnnxAttribute("keepdims", 0));
        var gained = graph.Node("Mul", "gained", [mean, Floats("gains", [1, n], s => s.Gain)]);
        graph.Node("Add", "detection_scores" + wanted.Suffix, [gained, Floats("base", [1, n], s => s.Score)]);
        graph.Node("Identity", "detection_classes" + wanted.Suffix, [Floats("classes", [1, n], s => s.Class)]);
        graph.Node("Identity", wanted.BoxesName + wanted.Suffix,
            [graph.Constant(OnnxTensor.Floats("corners", [1, n, 4], [.. wanted.Sights.SelectMany(s => new[] { s.Top, s.Left, s.Bottom, s.Right })]))]);
        graph.Node("Identity", "num_detections" + wanted.Suffix, [graph.Constant(OnnxTensor.Floats("count", [1], [wanted.Count ?? n]))]);
        graph.Node("Identity", "raw_detection_boxes", [graph.Constant(OnnxTensor.Floats("raw", [1, 2, 4], new float[8]))]);
        foreach (var name in new[] { "detection_scores", "detection_classes" }) graph.Output(new OnnxValue(name + wanted.Suffix, OnnxType.Float, 1, n));
        graph.Output(new OnnxValue(wanted.BoxesName + wanted.Suffix, OnnxType.Float, 1, n, 4));
        graph.Output(new OnnxValue("num_detections" + wanted.Suffix, OnnxType.Float, 1));
        graph.Output(new OnnxValue("raw_detection_boxes", OnnxType.Float, 1, 2, 4));
        return graph.ToBytes("tests", "1");

        string Floats(string name, long[] shape, Func<TinySight, float> of) => graph.Constant(OnnxTensor.Floats(name, shape, [.. wanted.Sights.Select(of)]));
    }
}

/// <summary>What a small detector is made of; each setting but the sights breaks or bends something.</summary>
internal sealed record TinyDetector(IReadOnlyList<TinySight> Sights)
{
    public string Image { get; init; } = "image_tensor";
    public OnnxType ImageType { get; init; } = OnnxType.UInt8;
    public long[] ImageShape { get; init; } = [1, 16, 32, 3];
    public string Suffix { get; init; } = "";
    public string BoxesName { get; init; } = "detection_boxes";
    public float? Count { get; init; }
    public string? Labels { get; init; } = TinyDetectors.Labels;
    public string? Region { get; init; }
}
