using System.Globalization;
using Pixelopolis.Training.Detector;

namespace Pixelopolis.Training.Reporting;

/// <summary>What a run begins with, in words.</summary>
internal static class DetectorStartText
{
    private const int MostProblems = 5;

    public static IEnumerable<string> Lines(DetectorRunStart start)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{start.Train} pictures to train on, {start.Validation} to validate on, {start.Test} to test on; {start.BatchesPerEpoch} batches an epoch, {start.History.Planned} epochs");
        yield return string.Create(CultureInfo.InvariantCulture, $"network: {start.Parameters:n0} parameters, {start.MultiplyAdds / 1e6:f1} million multiply-adds");
        yield return string.Create(CultureInfo.InvariantCulture, $"anchors: {string.Join("; ", start.Anchors.Select(level => string.Join(' ', level.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size.Width}×{size.Height}")))))}; of {start.AnchorRecall.Objects} objects {start.AnchorRecall.RecallAtHalf:p1} overlap theirs by a half or more, {start.AnchorRecall.MeanOverlap:f2} in the mean");
        if (start.Unknown.Count > 0) yield return $"left out, being no class of this run: {string.Join(", ", start.Unknown.Select(of => $"{of.Key} ({of.Value})"))}";
        foreach (var problem in start.Problems.Take(MostProblems)) yield return $"left out: {problem}";
        if (start.Problems.Count > MostProblems) yield return $"left out: {start.Problems.Count - MostProblems} more";
        if (start.History.Epochs.Count > 0) yield return $"going on after epoch {start.History.Epochs.Count}";
    }
}
