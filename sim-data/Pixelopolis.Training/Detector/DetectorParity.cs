using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Training.Detector.Data;

namespace Pixelopolis.Training.Detector;

/// <summary>How far the exported model's answers are from torch's, on real pictures.</summary>
/// <param name="Pictures">How many.</param>
/// <param name="Scores">The largest difference of an anchor's score, 0..1.</param>
/// <param name="Boxes">The largest difference of an anchor's box offset, as a share of the anchor's size; only of anchors that found something.</param>
/// <param name="Detections">Detections in the two lists that have no partner in the other: same class, score within the tolerance, box within a tenth of a pixel.</param>
public sealed record DetectorParity(int Pictures, double Scores, double Boxes, int Detections)
{
    /// <summary>Both compute in 32-bit floats, in another order and with batch norm folded; more than this means another graph.</summary>
    public const double Tolerance = 2e-3;

    private const double Pixels = 0.1;

    /// <summary>Near the score below which there is nothing, either side may leave a detection out.</summary>
    private const double Compared = 0.05;

    public bool Holds => Scores <= Tolerance && Boxes <= Tolerance && Detections == 0;

    internal static DetectorParity Measure(byte[] model, byte[] heads, DetectorNetwork network, AnchorGrid grid, DetectorData data, IReadOnlyList<int> scenes, CancellationToken cancel)
    {
        var (decoder, classes) = (new DetectorDecoder(grid, network.Architecture.Classes), network.Architecture.Classes);
        using var whole = new DetectorSession(model);
        using var raw = new DetectorSession(heads);
        var (worstScore, worstBox, alone) = (0.0, 0.0, 0);
        DetectorEvaluator.ForEach(network, data, scenes, (place, scores, boxes) =>
        {
            var (byOnnx, boxesByOnnx) = raw.Raw(data.Input(scenes[place]));
            for (var i = 0; i < scores.Length; i++)
            {
                var (one, other) = (Sigmoid(scores[i]), Sigmoid(byOnnx[i]));
                worstScore = Math.Max(worstScore, double.IsFinite(other) ? Math.Abs(one - other) : double.PositiveInfinity);
                if (one < Compared) continue;
                var anchor = i / classes;
                for (var k = 0; k < 4; k++) worstBox = Math.Max(worstBox, Math.Abs(boxes[anchor * 4 + k] - boxesByOnnx[anchor * 4 + k]) * BoxCoding.Size);
            }
            alone += Alone(decoder.Decode(scores, boxes), whole.Detect(data.Input(scenes[place])));
        }, cancel);
        return new(scenes.Count, worstScore, worstBox, alone);
    }

    private static int Alone(List<FoundBox> byTorch, List<FoundBox> byOnnx) =>
        byTorch.Count(one => one.Score > Compared && !byOnnx.Exists(other => Same(one, other)))
        + byOnnx.Count(one => one.Score > Compared && !byTorch.Exists(other => Same(one, other)));

    private static bool Same(FoundBox one, FoundBox other) =>
        one.Class == other.Class && Math.Abs(one.Score - other.Score) <= Tolerance && Math.Abs(one.Box.Left - other.Box.Left) < Pixels && Math.Abs(one.Box.Top - other.Box.Top) < Pixels
        && Math.Abs(one.Box.Right - other.Box.Right) < Pixels && Math.Abs(one.Box.Bottom - other.Box.Bottom) < Pixels;

    private static double Sigmoid(float logit) => 1 / (1 + Math.Exp(-logit));
}
