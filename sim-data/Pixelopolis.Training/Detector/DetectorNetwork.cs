using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Detector;

/// <summary>
/// The detector in torch. In: uint8 [B,height,width,3] RGB; out: float [B,anchors,classes] (scores before the sigmoid) and [B,anchors,4] (boxes
/// as offsets from their anchors, see <see cref="BoxCoding"/>). Anchors run over levels, then rows, columns and the cell's own.
/// </summary>
public sealed class DetectorNetwork : nn.Module<Tensor, (Tensor Scores, Tensor Boxes)>
{
    /// <summary>What an untrained network says to everything: so rare are objects among anchors, and focal loss begins calmly.</summary>
    private const double PriorScore = 0.01;

    /// <summary>Keeps a batch norm from dividing by zero; torch's default, named because the exporter folds with it.</summary>
    public const double NormEpsilon = 1e-5;

    private const double NormMomentum = 0.03;

    // Kept for good: a scalar made for one call may be collected while torch still reads it. The plus sign makes one, too.
    private static readonly Scalar One = 1.0;
    private static readonly Scalar Scale = 1 / DetectorArchitecture.Scale;
    private static readonly Scalar Prior = -Math.Log((1 - PriorScore) / PriorScore);

    private readonly Dictionary<string, Conv2d> _convolutions = [];
    private readonly Dictionary<string, BatchNorm2d> _norms = [];

    public DetectorNetwork(DetectorArchitecture architecture) : base(nameof(DetectorNetwork))
    {
        Architecture = architecture;
        foreach (var layer in architecture.Convolutions)
        {
            var convolution = nn.Conv2d(layer.In, layer.Out, layer.Kernel, stride: layer.Stride, padding: layer.Padding, groups: layer.Depthwise ? layer.In : 1, bias: !layer.Normalized);
            register_module(layer.Name, convolution);
            _convolutions[layer.Name] = convolution;
            if (!layer.Normalized) continue;
            var norm = nn.BatchNorm2d(layer.Out, NormEpsilon, NormMomentum);
            register_module($"{layer.Name}_norm", norm);
            _norms[layer.Name] = norm;
        }
        using var noGradient = no_grad();
        foreach (var level in architecture.Levels) _convolutions[level.Scores].bias!.fill_(Prior);
    }

    public DetectorArchitecture Architecture { get; }

    public Conv2d ConvolutionOf(Convolve layer) => _convolutions[layer.Name];

    /// <summary>The batch norm after a convolution that has one.</summary>
    public BatchNorm2d NormOf(Convolve layer) => _norms[layer.Name];

    /// <summary>
    /// Whether, in training, what flows between layers has 16 bits (bfloat16), as torch's automatic mixed precision has it: weights, batch norm's
    /// statistics, the heads and the loss keep 32. Validation and export never use it.
    /// </summary>
    public bool Mixed { get; set; }

    public override (Tensor Scores, Tensor Boxes) forward(Tensor pictures)
    {
        // Pixel after pixel in memory, as the bytes come: torch keeps that order through every layer, and it is the faster one.
        var made = new Dictionary<string, Tensor> { [DetectorArchitecture.Picture] = pictures.to_type(ScalarType.Float32).mul_(Scale).to_type(Mixed && training ? ScalarType.BFloat16 : ScalarType.Float32).permute(0, 3, 1, 2) };
        foreach (var layer in Architecture.Layers) made[layer.Name] = Apply(layer, made);
        return (
            cat([.. Architecture.Levels.Select(level => Rows(made[level.Scores], Architecture.Classes))], 1),
            cat([.. Architecture.Levels.Select(level => Rows(made[level.Boxes], 4))], 1));
    }

    private Tensor Apply(DetectorLayer layer, Dictionary<string, Tensor> made) => layer switch
    {
        Convolve convolve => Activate(Convolved(convolve, made[convolve.From]), convolve.Relu),
        Sum sum => Activate(made[sum.One].add(made[sum.Other], One), sum.Relu),
        Enlarge enlarge => nn.functional.interpolate(made[enlarge.From], scale_factor: [2.0, 2.0], mode: InterpolationMode.Nearest),
        _ => throw new InvalidOperationException($"{layer.GetType().Name} is a layer that torch has no word for"),
    };

    private Tensor Convolved(Convolve layer, Tensor x)
    {
        var convolution = _convolutions[layer.Name];
        if (!layer.Normalized) return convolution.forward(x.to_type(ScalarType.Float32));
        // oneDNN has no fast way back through a depthwise convolution with a stride in 16 bits: three such layers took a third of the time.
        var type = layer is { Depthwise: true, Stride: > 1 } ? ScalarType.Float32 : x.dtype;
        var y = nn.functional.conv2d(x.to_type(type), convolution.weight.to_type(type), null, [layer.Stride, layer.Stride], [layer.Padding, layer.Padding], [1, 1],
            layer.Depthwise ? layer.In : 1).to_type(x.dtype);
        // Not the module's own forward: it counts batches with a scalar that may be collected while torch still reads it.
        var norm = _norms[layer.Name];
        return nn.functional.batch_norm(y, norm.running_mean!, norm.running_var!, norm.weight, norm.bias, training, NormMomentum, NormEpsilon);
    }

    private static Tensor Activate(Tensor x, bool relu) => relu ? x.relu_() : x;

    private static Tensor Rows(Tensor x, int columns) => x.permute(0, 2, 3, 1).reshape(x.shape[0], -1, columns);
}
