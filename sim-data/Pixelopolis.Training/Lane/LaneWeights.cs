namespace Pixelopolis.Training.Lane;

/// <summary>One layer's numbers, in torch's order: convolutions [out, in, rows, columns], dense layers [out, in].</summary>
public sealed record LaneLayerWeights(IReadOnlyList<long> Shape, float[] Weight, float[] Bias);

/// <summary>A trained lane keeper's numbers, without torch: what the exporter writes.</summary>
public sealed record LaneWeights(IReadOnlyList<LaneLayerWeights> Convolutions, IReadOnlyList<LaneLayerWeights> Dense)
{
    public int Parameters => Convolutions.Concat(Dense).Sum(layer => layer.Weight.Length + layer.Bias.Length);

    public static LaneWeights Of(LaneNetwork network) => new(
        [.. network.Convolutions.Select(layer => Layer(layer.weight, layer.bias))],
        [.. network.Dense.Select(layer => Layer(layer.weight, layer.bias))]);

    private static LaneLayerWeights Layer(TorchSharp.torch.Tensor weight, TorchSharp.torch.Tensor? bias) =>
        new(weight.shape, Values(weight), Values(bias!));

    private static float[] Values(TorchSharp.torch.Tensor tensor)
    {
        using var plain = tensor.detach().contiguous();
        return plain.data<float>().ToArray();
    }
}
