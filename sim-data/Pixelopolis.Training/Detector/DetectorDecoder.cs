using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Detection.Evaluation;

namespace Pixelopolis.Training.Detector;

/// <summary>
/// From the network's answers to detections, as the exported graph does it: the best answers, their boxes, and of those of one class that
/// overlap the best. For validation while training, and to check the graph against.
/// </summary>
public sealed class DetectorDecoder(AnchorGrid grid, int classes)
{
    private static readonly float LeastLogit = (float)-Math.Log(1 / DetectorSuppression.LeastScore - 1);

    /// <param name="scores">Of one picture, anchors × classes, before the sigmoid.</param>
    /// <param name="offsets">Anchors × 4.</param>
    /// <returns>Best scores first; boxes in pixels of the network's input, classes from 0.</returns>
    public List<FoundBox> Decode(ReadOnlySpan<float> scores, ReadOnlySpan<float> offsets)
    {
        var candidates = new List<(float Logit, int Place)>();
        for (var i = 0; i < scores.Length; i++)
            if (scores[i] > LeastLogit) candidates.Add((scores[i], i));
        candidates.Sort((one, other) => other.Logit.CompareTo(one.Logit) is var by && by != 0 ? by : one.Place - other.Place);
        var found = new List<FoundBox>();
        foreach (var (logit, place) in candidates.Take(DetectorSuppression.Candidates))
        {
            var box = Box(grid.All[place / classes], grid.Input, offsets.Slice(place / classes * 4, 4));
            var kind = place % classes;
            if (!found.Exists(better => better.Class == kind && better.Box.Overlap(box) > DetectorSuppression.Overlap))
                found.Add(new(kind, 1 / (1 + MathF.Exp(-logit)), box));
        }
        return found.Count <= DetectorSuppression.Most ? found : found[..DetectorSuppression.Most];
    }

    private static PixelBox Box(in Anchor anchor, DetectorInput input, ReadOnlySpan<float> offsets)
    {
        var (y, x) = (anchor.Y + offsets[0] * BoxCoding.Middle * anchor.Height, anchor.X + offsets[1] * BoxCoding.Middle * anchor.Width);
        var down = MathF.Exp(Math.Min(offsets[2] * BoxCoding.Size, BoxCoding.MostGrowth)) * anchor.Height / 2;
        var across = MathF.Exp(Math.Min(offsets[3] * BoxCoding.Size, BoxCoding.MostGrowth)) * anchor.Width / 2;
        return new(Math.Clamp(x - across, 0, input.Width), Math.Clamp(y - down, 0, input.Height), Math.Clamp(x + across, 0, input.Width), Math.Clamp(y + down, 0, input.Height));
    }
}
