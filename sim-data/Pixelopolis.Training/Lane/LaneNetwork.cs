using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Lane;

/// <summary>
/// The lane keeper in torch. In: uint8 [B,40,120,3] RGB; out: float [B,4], the steering for follow, left, straight and right, not yet
/// clamped to ±1 (a clamp in training would stop the gradient of a prediction that overshoots; the exported graph clamps).
/// </summary>
public sealed class LaneNetwork : nn.Module<Tensor, Tensor>
{
    // Kept for good: a scalar made for one call may be collected while torch still reads it.
    private static readonly Scalar One = 1.0;
    private static readonly Scalar HalfRange = LaneArchitecture.HalfRange;

    private readonly List<Conv2d> _convolutions = [];
    private readonly List<Linear> _dense = [];
    private readonly Dropout _dropout;

    public LaneNetwork(double dropout) : base(nameof(LaneNetwork))
    {
        long depth = LaneArchitecture.Channels;
        foreach (var layer in LaneArchitecture.Convolutions)
        {
            var convolution = nn.Conv2d(depth, layer.Filters, (layer.Kernel, layer.Kernel), stride: (layer.Stride, layer.Stride), padding: (layer.Padding, layer.Padding));
            register_module($"conv{_convolutions.Count + 1}", convolution);
            _convolutions.Add(convolution);
            depth = layer.Filters;
        }
        long width = LaneArchitecture.Features;
        foreach (var outputs in (int[])[.. LaneArchitecture.Dense, LaneArchitecture.Outputs])
        {
            var linear = nn.Linear(width, outputs);
            register_module($"dense{_dense.Count + 1}", linear);
            _dense.Add(linear);
            width = outputs;
        }
        _dropout = nn.Dropout(dropout);
        register_module("dropout", _dropout);
    }

    /// <summary>The convolutions in order: what the exporter reads.</summary>
    public IReadOnlyList<Conv2d> Convolutions => _convolutions;

    /// <summary>The dense layers in order, the last one being the output.</summary>
    public IReadOnlyList<Linear> Dense => _dense;

    public override Tensor forward(Tensor crops)
    {
        var x = crops.to_type(ScalarType.Float32).div_(HalfRange).sub_(One).permute(0, 3, 1, 2);
        foreach (var convolution in _convolutions) x = convolution.forward(x).elu_(One, One, One);
        x = _dropout.forward(x.flatten(1));
        foreach (var dense in _dense.SkipLast(1)) {
            x = dense.forward(x).elu_(One, One, One);
            if (dense.out_features > 10) x = _dropout.forward(x); // the last ten are too few to lose any
        }
        return _dense[^1].forward(x);
    }
}
