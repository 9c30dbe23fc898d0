using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane;

/// <summary>How well one output does on one split.</summary>
/// <param name="Frames">Frames with a label for it.</param>
/// <param name="Loss">Mean Huber loss.</param>
/// <param name="MeanAbsoluteError">Of the steering, which spans −1 to 1.</param>
/// <param name="RootMeanSquareError">The same, large errors weighing more.</param>
/// <param name="AbsoluteErrorP95">19 of 20 frames are better.</param>
/// <param name="Bias">Mean of predicted − true: what would pull the car to the right.</param>
/// <param name="R2">Share of the labels' variance explained; null where the labels do not vary.</param>
public sealed record LaneHeadMetrics(int Frames, double Loss, double MeanAbsoluteError, double RootMeanSquareError, double AbsoluteErrorP95, double Bias, double? R2);

/// <summary>How well the model does on one split: each output that has labels, and the loss as the mean over them, so that a rare turn counts as much as the road.</summary>
public sealed record LaneMetrics(int Frames, double Loss, IReadOnlyDictionary<Intent, LaneHeadMetrics> Heads)
{
    /// <param name="predicted">4 numbers for each frame, clamped to ±1 as the exported model does.</param>
    /// <param name="labels">The labels of the same frames.</param>
    public static LaneMetrics Of(ReadOnlySpan<float> predicted, ReadOnlySpan<LaneLabels> labels)
    {
        var heads = new SortedDictionary<Intent, LaneHeadMetrics>();
        for (var head = 0; head < LaneLabels.Count; head++)
        {
            var (wanted, errors) = (new List<double>(), new List<double>());
            for (var i = 0; i < labels.Length; i++)
            {
                if (float.IsNaN(labels[i][head])) continue;
                wanted.Add(labels[i][head]);
                errors.Add(predicted[i * LaneLabels.Count + head] - labels[i][head]);
            }
            if (errors.Count > 0) heads[(Intent)head] = Head(wanted, errors);
        }
        return new(labels.Length, heads.Count == 0 ? 0 : heads.Values.Average(head => head.Loss), heads);
    }

    private static LaneHeadMetrics Head(List<double> wanted, List<double> errors)
    {
        var sizes = errors.Select(Math.Abs).Order().ToArray();
        var (squares, mean) = (errors.Sum(error => error * error), wanted.Average());
        var variance = wanted.Sum(value => (value - mean) * (value - mean));
        return new(errors.Count, errors.Average(LaneLoss.Of), sizes.Average(), Math.Sqrt(squares / errors.Count),
            sizes[(int)Math.Min(sizes.Length - 1, sizes.Length * 0.95)], errors.Average(), variance > 1e-9 ? 1 - squares / variance : null);
    }
}
