using Pixelopolis.Datasets.Lane;
using Pixelopolis.Training.Lane.Input;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Lane;

/// <summary>A model's answers for some frames beside what they should have been.</summary>
public sealed record LanePredictions(float[] Predicted, LaneLabels[] Labels)
{
    public LaneMetrics Metrics() => LaneMetrics.Of(Predicted, Labels);
}

/// <summary>Runs the network over frames as they are, without dropout or augmentation.</summary>
internal static class LaneEvaluator
{
    private const int Batch = 256;

    public static LanePredictions Predict(LaneNetwork network, LaneDataset data, IReadOnlyList<int> indices, CancellationToken cancel)
    {
        network.eval();
        using var _ = no_grad();
        var batch = new LaneBatch(Batch);
        var (predicted, labels) = (new float[indices.Count * LaneLabels.Count], new LaneLabels[indices.Count]);
        for (var start = 0; start < indices.Count; start += Batch)
        {
            cancel.ThrowIfCancellationRequested();
            batch.Clear();
            for (var i = start; i < Math.Min(start + Batch, indices.Count); i++)
            {
                data.Crop(indices[i]).CopyTo(batch.CropAt(i - start));
                batch.Add(labels[i] = data.Labels[indices[i]]);
            }
            using var scope = NewDisposeScope();
            network.forward(batch.Crops()).contiguous().data<float>().CopyTo(predicted.AsSpan(start * LaneLabels.Count));
        }
        foreach (ref var steering in predicted.AsSpan()) steering = Math.Clamp(steering, -1, 1);
        return new(predicted, labels);
    }
}
