using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Detector;

/// <summary>One convolution's numbers with its batch norm folded in: [out, in, rows, columns] and a bias for each filter.</summary>
public sealed record DetectorLayerWeights(IReadOnlyList<long> Shape, float[] Weight, float[] Bias);

/// <summary>A trained detector's numbers by layer, without torch: what the exporter writes.</summary>
public sealed record DetectorWeights(DetectorArchitecture Architecture, IReadOnlyDictionary<string, DetectorLayerWeights> Layers)
{
    public static DetectorWeights Of(DetectorNetwork network)
    {
        using var noGradient = no_grad();
        return new(network.Architecture, network.Architecture.Convolutions.ToDictionary(layer => layer.Name, layer => Fold(network, layer)));
    }

    private static DetectorLayerWeights Fold(DetectorNetwork network, Convolve layer)
    {
        var convolution = network.ConvolutionOf(layer);
        var (weight, bias) = (Values(convolution.weight), layer.Normalized ? new float[layer.Out] : Values(convolution.bias!));
        if (layer.Normalized) Fold(network.NormOf(layer), weight, bias);
        // The picture's scale goes into whatever reads the picture.
        if (layer.From == DetectorArchitecture.Picture)
            foreach (ref var value in weight.AsSpan()) value /= DetectorArchitecture.Scale;
        return new([layer.Out, layer.Depth, layer.Kernel, layer.Kernel], weight, bias);
    }

    private static void Fold(BatchNorm2d norm, float[] weight, float[] bias)
    {
        var (gain, shift, mean, variance) = (Values(norm.weight!), Values(norm.bias!), Values(norm.running_mean!), Values(norm.running_var!));
        var each = weight.Length / bias.Length;
        for (var filter = 0; filter < bias.Length; filter++)
        {
            var factor = gain[filter] / Math.Sqrt(variance[filter] + DetectorNetwork.NormEpsilon);
            bias[filter] = (float)(shift[filter] - mean[filter] * factor);
            foreach (ref var value in weight.AsSpan(filter * each, each)) value = (float)(value * factor);
        }
    }

    private static float[] Values(Tensor tensor)
    {
        using var plain = tensor.detach().contiguous();
        return plain.data<float>().ToArray();
    }
}
