using Pixelopolis.Car.Perception;

namespace Pixelopolis.Training.Detector;

/// <summary>
/// The detector's network as a list of layers, which torch and the ONNX writer both go through: a MobileNet trunk (depthwise separable
/// blocks with a shortcut where shapes allow; the first two layers are plain convolutions, where few channels make those the cheaper ones),
/// a small path from deep to fine (signs want detail and surroundings both), and SSD heads at strides 8, 16 and 32.
/// Source: Howard et al., MobileNets (2017); Liu et al., SSD (2016); Lin et al., Feature Pyramid Networks (2017).
/// </summary>
public sealed class DetectorArchitecture
{
    public const int Channels = 3;

    /// <summary>The name of what the first layer reads.</summary>
    public const string Picture = "picture";

    /// <summary>A byte becomes <c>byte / Scale</c>; the mean is left to the first batch norm, so that the exporter can fold this into the first convolution.</summary>
    public const float Scale = 64;

    private readonly List<DetectorLayer> _layers = [];
    private readonly double _width;
    private readonly double _depth;

    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="anchors">Anchors for each cell at strides 8, 16 and 32.</param>
    /// <param name="width">Channels in relation to the reference.</param>
    /// <param name="depth">Blocks with a shortcut in each stage, in relation to the reference.</param>
    /// <param name="input">What it looks at; whole cells at stride 32 each way.</param>
    public DetectorArchitecture(int classes, IReadOnlyList<int> anchors, double width, double depth, DetectorInput input)
    {
        (Classes, Anchors, _width, _depth, Input) = (classes, anchors, width, depth, input);
        Levels = Build();
    }

    public DetectorInput Input { get; }

    public int Classes { get; }

    public IReadOnlyList<int> Anchors { get; }

    public IReadOnlyList<DetectorLayer> Layers => _layers;

    public IReadOnlyList<DetectorLevel> Levels { get; }

    public IEnumerable<Convolve> Convolutions => _layers.OfType<Convolve>();

    /// <summary>With batch norm folded: weights and a bias for each filter.</summary>
    public int Parameters => Convolutions.Sum(layer => layer.Out * (layer.Depth * layer.Kernel * layer.Kernel + 1));

    /// <summary>Multiply-adds of the convolutions, up to the heads.</summary>
    public long MultiplyAdds => MultiplyAddsByLayer().Sum(layer => layer.MultiplyAdds);

    public IEnumerable<(string Layer, long MultiplyAdds)> MultiplyAddsByLayer()
    {
        var sizes = new Dictionary<string, (int Width, int Height)> { [Picture] = (Input.Width, Input.Height) };
        foreach (var layer in _layers)
        {
            switch (layer)
            {
                case Convolve c:
                    var (width, height) = ((sizes[c.From].Width + c.Stride - 1) / c.Stride, (sizes[c.From].Height + c.Stride - 1) / c.Stride);
                    sizes[c.Name] = (width, height);
                    yield return (c.Name, (long)width * height * c.Out * c.Depth * c.Kernel * c.Kernel);
                    break;
                case Sum s: sizes[s.Name] = sizes[s.One]; break;
                case Enlarge e: sizes[e.Name] = (2 * sizes[e.From].Width, 2 * sizes[e.From].Height); break;
            }
        }
    }

    private DetectorLevel[] Build()
    {
        int c2 = Wide(16), c4 = Wide(48), c4b = Wide(64), c8 = Wide(128), c16 = Wide(256), c32 = Wide(384), neck = Wide(128);
        var x = Plain("stem", Picture, Channels, c2, 3, 2);
        x = Plain("quarter", x, c2, c4, 3, 2);
        x = Separable("quarter_block", x, c4, c4b, 1);
        var eighth = Stage("eighth", x, c4b, c8, Deep(3));
        var sixteenth = Stage("sixteenth", eighth, c8, c16, Deep(4));
        var last = Stage("last", sixteenth, c16, c32, Deep(2));

        var p32 = Plain("lateral32", last, c32, neck, 1, 1);
        var p16 = Merge("merge16", Plain("lateral16", sixteenth, c16, neck, 1, 1, relu: false), p32);
        p16 = Separable("smooth16", p16, neck, neck, 1);
        var p8 = Merge("merge8", Plain("lateral8", eighth, c8, neck, 1, 1, relu: false), p16);
        p8 = Separable("smooth8", p8, neck, neck, 1);
        return [Head(8, p8, neck, Anchors[0]), Head(16, p16, neck, Anchors[1]), Head(32, p32, neck, Anchors[2])];
    }

    /// <summary>Eight channels are what vector units take at once.</summary>
    private int Wide(int channels) => Math.Max(8, (int)Math.Round(channels * _width / 8) * 8);

    private int Deep(int blocks) => Math.Max(1, (int)Math.Round(blocks * _depth, MidpointRounding.AwayFromZero));

    private DetectorLevel Head(int stride, string from, int channels, int anchors)
    {
        var scores = Separable($"scores{stride}_block", from, channels, channels, 1);
        var boxes = Separable($"boxes{stride}_block", from, channels, channels, 1);
        return new(stride, Predict($"scores{stride}", scores, channels, anchors * Classes), Predict($"boxes{stride}", boxes, channels, anchors * 4));
    }

    private string Stage(string name, string x, int from, int to, int blocks)
    {
        x = Separable($"{name}_down", x, from, to, 2);
        for (var i = 1; i <= blocks; i++)
        {
            var y = Add(new Convolve($"{name}{i}_depth", x, to, to, 3, 1, Depthwise: true, Normalized: true, Relu: true));
            y = Plain($"{name}{i}_point", y, to, to, 1, 1, relu: false);
            x = Add(new Sum($"{name}{i}", y, x, Relu: true));
        }
        return x;
    }

    private string Merge(string name, string fine, string coarse) => Add(new Sum(name, fine, Add(new Enlarge($"{name}_enlarged", coarse)), Relu: true));

    private string Separable(string name, string x, int from, int to, int stride)
    {
        var y = Add(new Convolve($"{name}_depth", x, from, from, 3, stride, Depthwise: true, Normalized: true, Relu: true));
        return Plain($"{name}_point", y, from, to, 1, 1);
    }

    private string Plain(string name, string x, int from, int to, int kernel, int stride, bool relu = true) =>
        Add(new Convolve(name, x, from, to, kernel, stride, Depthwise: false, Normalized: true, relu));

    private string Predict(string name, string x, int from, int to) =>
        Add(new Convolve(name, x, from, to, 1, 1, Depthwise: false, Normalized: false, Relu: false));

    private string Add(DetectorLayer layer)
    {
        _layers.Add(layer);
        return layer.Name;
    }
}
