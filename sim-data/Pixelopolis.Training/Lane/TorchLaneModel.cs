using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Lane;
using TorchSharp;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Lane;

/// <summary>
/// A run's best network behind the car's port, so that it can drive before it is exported. Slower than ONNX Runtime and it allocates: for
/// rollouts, not for cars. Not for two threads at once.
/// </summary>
public sealed class TorchLaneModel : ILaneModel, IDisposable
{
    private readonly LaneNetwork _network;

    private TorchLaneModel(LaneNetwork network) => _network = network;

    /// <summary>Takes the best weights of a checkpoint, or says why it cannot.</summary>
    public static (TorchLaneModel? Model, LaneTrainingFault? Fault) Load(string checkpoint)
    {
        var (read, fault) = LaneCheckpoint.Load(checkpoint);
        if (read is null) return (null, new(LaneTrainingFaultKind.Checkpoint, $"{checkpoint} {fault}"));
        var network = new LaneNetwork(dropout: 0);
        LaneCheckpoint.Restore(network, read.Best);
        network.eval();
        return (new(network), null);
    }

    public void Infer(ReadOnlySpan<byte> crop, Span<float> steering)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var image = tensor(crop.ToArray(), [1, LaneArchitecture.Height, LaneArchitecture.Width, LaneArchitecture.Channels], ScalarType.Byte);
        _network.forward(image).contiguous().data<float>().CopyTo(steering[..LaneLabels.Count]);
        foreach (ref var value in steering[..LaneLabels.Count]) value = Math.Clamp(value, -1, 1);
    }

    public void Dispose() => _network.Dispose();
}
