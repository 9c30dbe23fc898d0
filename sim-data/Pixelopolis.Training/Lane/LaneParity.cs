using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane;

/// <summary>How far the exported model's answers are from torch's, on real frames.</summary>
public sealed record LaneParity(int Frames, double MaxAbsoluteDifference)
{
    /// <summary>Both compute in 32-bit floats; more than this means another graph, not another rounding.</summary>
    public const double Tolerance = 1e-4;

    public bool Holds => MaxAbsoluteDifference <= Tolerance;

    /// <summary>Runs the model in ONNX Runtime over frames whose answers by torch are known.</summary>
    public static LaneParity Measure(byte[] model, LaneDataset data, IReadOnlyList<int> indices, ReadOnlySpan<float> byTorch)
    {
        using var session = new InferenceSession(model);
        using var run = new RunOptions();
        var (crop, worst) = (new byte[LaneDatasetFormat.CropBytes], 0.0);
        for (var i = 0; i < indices.Count; i++)
        {
            data.Crop(indices[i]).CopyTo(crop);
            using var image = OrtValue.CreateTensorValueFromMemory(crop, [1, LaneArchitecture.Height, LaneArchitecture.Width, LaneArchitecture.Channels]);
            using var outputs = session.Run(run, [LaneOnnx.Input], [image], [LaneOnnx.Output]);
            var steering = outputs[0].GetTensorDataAsSpan<float>();
            for (var head = 0; head < LaneArchitecture.Outputs; head++)
                worst = Math.Max(worst, Difference(steering[head], byTorch[i * LaneArchitecture.Outputs + head]));
        }
        return new(indices.Count, worst);
    }

    private static double Difference(float one, float other) => float.IsFinite(one) ? Math.Abs(one - (double)other) : double.PositiveInfinity;
}
