using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Lab.Bench;

/// <summary>
/// The plain SSD-MobileNet-v2 300 × 300 of the TensorFlow Object Detection API (ssd_mobilenet_v2_coco: trunk 1.0, six feature maps of 19, 10, 5, 3, 2 and 1 pixels a side, 3 and then 6 anchors, 91 classes,
/// predictors of 1 × 1), with random weights, up to its raw heads: what a detector's speed is held against. Batch normalization is folded into the
/// convolutions, as every converter does; the picture comes as floats in planes, so that none of its time goes into casting.
/// </summary>
internal sealed class SsdMobileNetV2
{
    public const int Side = 300;
    public const string Input = "picture";
    private const int Classes = 91;
    private readonly OnnxGraph _graph = new("ssd_mobilenet_v2");
    private readonly Random _chance = new(1);
    private readonly string _zero, _six;
    private long _multiplyAdds;
    private int _layers;

    private SsdMobileNetV2() => (_zero, _six) = (_graph.Constant(OnnxTensor.Scalar("zero", 0)), _graph.Constant(OnnxTensor.Scalar("six", 6)));

    private readonly record struct Map(string Name, int Channels, int Side);

    /// <summary>The model, and how many multiply-adds its convolutions make.</summary>
    public static (byte[] Model, long MultiplyAdds, IReadOnlyList<(string Name, long[] Shape)> Heads) Build() => new SsdMobileNetV2().Write();

    private (byte[], long, IReadOnlyList<(string, long[])>) Write()
    {
        var map = new Map(_graph.Input(new OnnxValue(Input, OnnxType.Float, 1, 3, Side, Side)), 3, Side);
        map = Convolve(map, 32, 3, 2);
        var features = new List<Map>();
        (int Expand, int Channels, int Repeat, int Stride)[] blocks = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];
        foreach (var (expand, channels, repeat, stride) in blocks)
            for (var i = 0; i < repeat; i++)
            {
                var wide = expand == 1 ? map : Convolve(map, map.Channels * expand, 1, 1);
                // The API taps the first block that goes down to 10 pixels where it is widest (layer_15/expansion_output).
                if (channels == 160 && i == 0) features.Add(wide);
                var deep = Convolve(Convolve(wide, wide.Channels, 3, i == 0 ? stride : 1, depthwise: true), channels, 1, 1, bounded: false);
                map = deep.Channels == map.Channels && deep.Side == map.Side ? deep with { Name = _graph.Node("Add", $"sum{_layers}", [map.Name, deep.Name]) } : deep;
            }
        features.Add(map = Convolve(map, 1280, 1, 1));
        foreach (var channels in new[] { 512, 256, 256, 128 }) features.Add(map = Convolve(Convolve(map, channels / 2, 1, 1), channels, 3, 2));
        var heads = new List<(string, long[])>();
        foreach (var (feature, anchors) in features.Select((f, i) => (f, i == 0 ? 3 : 6)))
            foreach (var outputs in new[] { anchors * 4, anchors * Classes })
            {
                var head = Convolve(feature, outputs, 1, 1, bounded: false);
                long[] shape = [1, outputs, head.Side, head.Side];
                _graph.Output(new OnnxValue(head.Name, OnnxType.Float, shape));
                heads.Add((head.Name, shape));
            }
        return (_graph.ToBytes("Pixelopolis.Lab", "1"), _multiplyAdds, heads);
    }

    /// <summary>Padded as TensorFlow's SAME: what is odd goes below and to the right.</summary>
    private Map Convolve(Map from, int channels, int kernel, int stride, bool depthwise = false, bool bounded = true)
    {
        var (name, side) = ($"layer{++_layers}", (from.Side + stride - 1) / stride);
        var padding = Math.Max(0, (side - 1) * stride + kernel - from.Side);
        var (before, after) = (padding / 2, padding - padding / 2);
        var inputs = depthwise ? 1 : from.Channels;
        _multiplyAdds += (long)side * side * channels * inputs * kernel * kernel;
        var weights = new float[channels * inputs * kernel * kernel];
        // Scaled so that numbers keep their size through the layers: tiny ones are slow.
        var scale = Math.Sqrt((bounded ? 2.0 : 1.0) / (inputs * kernel * kernel));
        for (var i = 0; i < weights.Length; i++) weights[i] = (float)(Normal() * scale);
        var output = _graph.Node("Conv", name,
            [from.Name, _graph.Constant(OnnxTensor.Floats($"{name}_w", [channels, inputs, kernel, kernel], weights)), _graph.Constant(OnnxTensor.Floats($"{name}_b", [channels], new float[channels]))],
            new OnnxAttribute("kernel_shape", [kernel, kernel]), new OnnxAttribute("strides", [stride, stride]), new OnnxAttribute("pads", [before, before, after, after]),
            new OnnxAttribute("group", depthwise ? channels : 1));
        return new Map(bounded ? _graph.Node("Clip", $"{name}_relu6", [output, _zero, _six]) : output, channels, side);
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(2 * Math.PI * _chance.NextDouble());
}
