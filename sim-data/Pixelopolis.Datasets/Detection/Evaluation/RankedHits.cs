namespace Pixelopolis.Datasets.Detection.Evaluation;

/// <summary>Detections of one class over all pictures, best scores first (equal scores in the pictures' order), each right or wrong, and how many there were to find.</summary>
internal sealed class RankedHits(IEnumerable<(float Score, bool Hit)> detections, int toFind)
{
    private readonly (float Score, bool Hit)[] _ranked = [.. detections.OrderByDescending(detection => detection.Score)];

    public int ToFind { get; } = toFind;

    /// <summary>Recall and precision after each detection, and its score.</summary>
    public PrecisionRecall[] Points()
    {
        var (points, hits) = (new PrecisionRecall[_ranked.Length], 0);
        for (var i = 0; i < points.Length; i++)
        {
            if (_ranked[i].Hit) hits++;
            points[i] = new(ToFind == 0 ? 0 : hits / (double)ToFind, hits / (double)(i + 1), _ranked[i].Score);
        }
        return points;
    }
}

/// <summary>Of all there is, the share found; of all found, the share right; and the score down to which was counted.</summary>
public readonly record struct PrecisionRecall(double Recall, double Precision, float Score);

/// <summary>The curve's area by the fields' several customs. All take points of rising recall.</summary>
internal static class AveragePrecision
{
    /// <summary>The best precision at this point's recall or any higher one.</summary>
    private static double[] Envelope(ReadOnlySpan<PrecisionRecall> points)
    {
        var best = new double[points.Length];
        var most = 0.0;
        for (var i = points.Length - 1; i >= 0; i--) best[i] = most = Math.Max(most, points[i].Precision);
        return best;
    }

    /// <summary>Mean of the envelope at equally spaced recalls from 0 to 1: 101 for COCO, 11 for VOC 2007. 0 where a recall is not reached.</summary>
    public static double Sampled(ReadOnlySpan<PrecisionRecall> points, int samples)
    {
        var (envelope, sum, at) = (Envelope(points), 0.0, 0);
        for (var i = 0; i < samples; i++)
        {
            var recall = i / (double)(samples - 1);
            while (at < points.Length && points[at].Recall < recall - 1e-12) at++;
            if (at < points.Length) sum += envelope[at];
        }
        return sum / samples;
    }

    /// <summary>The exact area below the envelope: VOC from 2010 on.</summary>
    public static double Area(ReadOnlySpan<PrecisionRecall> points)
    {
        var (envelope, sum, before) = (Envelope(points), 0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            sum += (points[i].Recall - before) * envelope[i];
            before = points[i].Recall;
        }
        return sum;
    }
}
