namespace Pixelopolis.Datasets.Detection.Evaluation;

/// <summary>One class's figures by Pascal VOC; null where nothing of it was to be found.</summary>
/// <param name="Class">The class.</param>
/// <param name="Objects">To be found, in all pictures.</param>
/// <param name="Ap">The area below the curve, as from 2010 on.</param>
/// <param name="Ap11">The mean precision at 11 recalls, as until 2009.</param>
public sealed record VocClass(int Class, int Objects, double? Ap, double? Ap11);

/// <summary>The classes, and the means over those that have objects.</summary>
public sealed record VocSummary(IReadOnlyList<VocClass> Classes)
{
    public double Map => Classes.Average(c => c.Ap) ?? 0;
    public double Map11 => Classes.Average(c => c.Ap11) ?? 0;
}

/// <summary>
/// Pascal VOC's metric, by the rules of its devkit: a detection goes to the box it overlaps most, be that taken or not; the first on a box is
/// right, others on it are wrong; what goes to a difficult box is not counted, however often.
/// </summary>
public static class VocEvaluation
{
    private const int OldSamples = 11;

    public static VocSummary Evaluate(IReadOnlyList<ImageBoxes> images, IReadOnlyList<int> classes, double overlap = 0.5) => new([.. classes.Select(kind =>
    {
        var hits = Hits(images, kind, overlap);
        var points = hits.Points();
        return hits.ToFind == 0 ? new VocClass(kind, 0, null, null)
            : new VocClass(kind, hits.ToFind, AveragePrecision.Area(points), AveragePrecision.Sampled(points, OldSamples));
    })]);

    /// <summary>One class's curve.</summary>
    public static PrecisionRecall[] Curve(IReadOnlyList<ImageBoxes> images, int kind, double overlap = 0.5) => Hits(images, kind, overlap).Points();

    private static RankedHits Hits(IReadOnlyList<ImageBoxes> images, int kind, double overlap)
    {
        var (ranked, toFind) = (new List<(float, bool)>(), 0);
        foreach (var image in images)
        {
            TrueBox[] there = [.. image.True.Where(box => box.Class == kind)];
            toFind += there.Count(box => !Skipped(box));
            var taken = new bool[there.Length];
            foreach (var found in image.Found.Where(box => box.Class == kind).OrderByDescending(box => box.Score))
            {
                var (best, at) = (0.0, -1);
                for (var t = 0; t < there.Length; t++)
                    if (found.Box.Overlap(there[t].Box) is var share && share > best) (best, at) = (share, t);
                if (at < 0 || best < overlap) ranked.Add((found.Score, false));
                else if (!Skipped(there[at]))
                {
                    ranked.Add((found.Score, !taken[at]));
                    taken[at] = true;
                }
            }
        }
        return new(ranked, toFind);
    }

    private static bool Skipped(TrueBox box) => box.Ignored || box.Crowd;
}
