namespace Pixelopolis.Datasets.Detection.Evaluation;

/// <summary>One class's figures by COCO; null where nothing of it was to be found.</summary>
/// <param name="Class">The class.</param>
/// <param name="Objects">To be found, in all pictures.</param>
/// <param name="Ap">Average precision, mean over overlaps .50, .55 … .95.</param>
/// <param name="Ap50">At overlap .50.</param>
/// <param name="Ap75">At overlap .75.</param>
/// <param name="ApSmall">Objects below 32² pixels.</param>
/// <param name="ApMedium">From 32² to 96².</param>
/// <param name="ApLarge">Above.</param>
/// <param name="Recall">The share found with all detections, mean over the overlaps.</param>
public sealed record CocoClass(int Class, int Objects, double? Ap, double? Ap50, double? Ap75, double? ApSmall, double? ApMedium, double? ApLarge, double? Recall);

/// <summary>The classes, and the means over those that have objects.</summary>
public sealed record CocoSummary(IReadOnlyList<CocoClass> Classes)
{
    public double Map => Mean(c => c.Ap) ?? 0;
    public double Map50 => Mean(c => c.Ap50) ?? 0;
    public double Map75 => Mean(c => c.Ap75) ?? 0;
    public double? MapSmall => Mean(c => c.ApSmall);
    public double? MapMedium => Mean(c => c.ApMedium);
    public double? MapLarge => Mean(c => c.ApLarge);
    public double Recall => Mean(c => c.Recall) ?? 0;

    private double? Mean(Func<CocoClass, double?> of) => Classes.Average(of);
}

/// <summary>
/// COCO's detection metrics, by the rules of pycocotools: 101 recalls, overlaps .50 to .95, at most 100 detections of a class in a picture
/// (the best), ignored and crowd objects matched last and not counted, detections outside an area range ignored unless they hit.
/// </summary>
public static class CocoEvaluation
{
    public const int MostDetections = 100;
    private const int RecallSamples = 101;

    private static readonly double[] Overlaps = [.. Enumerable.Range(0, 10).Select(i => 0.5 + 0.05 * i)];
    private static readonly (double Low, double High) All = (0, 1e10), Small = (0, 32 * 32), Medium = (32 * 32, 96 * 96), Large = (96 * 96, 1e10);

    public static CocoSummary Evaluate(IReadOnlyList<ImageBoxes> images, IReadOnlyList<int> classes) => new([.. classes.Select(kind => Class(images, kind))]);

    /// <summary>One class's curve at one overlap.</summary>
    public static PrecisionRecall[] Curve(IReadOnlyList<ImageBoxes> images, int kind, double overlap) =>
        Hits([.. images.Select(image => ClassInImage.Of(image, kind))], overlap, All).Points();

    private static CocoClass Class(IReadOnlyList<ImageBoxes> images, int kind)
    {
        ClassInImage[] parts = [.. images.Select(image => ClassInImage.Of(image, kind)).Where(part => part.True.Length + part.Found.Length > 0)];
        var all = Overlaps.Select(overlap => Hits(parts, overlap, All)).ToArray();
        double? Mean((double, double) range) => Overlaps.Average(overlap => Precision(Hits(parts, overlap, range)));
        return new(kind, all[0].ToFind, all.Average(Precision), Precision(all[0]), Precision(all[5]), Mean(Small), Mean(Medium), Mean(Large),
            all.Average(hits => hits.ToFind == 0 ? null : (double?)(hits.Points() is { Length: > 0 } points ? points[^1].Recall : 0)));
    }

    private static double? Precision(RankedHits hits) => hits.ToFind == 0 ? null : AveragePrecision.Sampled(hits.Points(), RecallSamples);

    private static RankedHits Hits(ClassInImage[] parts, double overlap, (double Low, double High) range)
    {
        var (ranked, toFind) = (new List<(float, bool)>(), 0);
        foreach (var part in parts) toFind += part.Match(overlap, range, ranked);
        return new(ranked, toFind);
    }

    /// <summary>One class in one picture: detections best first, and how each lies on each true box.</summary>
    private sealed record ClassInImage(TrueBox[] True, FoundBox[] Found, double[,] Overlap)
    {
        public static ClassInImage Of(ImageBoxes image, int kind)
        {
            TrueBox[] there = [.. image.True.Where(box => box.Class == kind)];
            FoundBox[] found = [.. image.Found.Where(box => box.Class == kind).OrderByDescending(box => box.Score).Take(MostDetections)];
            var overlap = new double[found.Length, there.Length];
            for (var d = 0; d < found.Length; d++)
                for (var t = 0; t < there.Length; t++)
                    overlap[d, t] = there[t].Crowd ? Share(found[d].Box, there[t].Box) : found[d].Box.Overlap(there[t].Box);
            return new(there, found, overlap);
        }

        /// <summary>A crowd is not one box: what counts is how much of the detection lies in it.</summary>
        private static double Share(PixelBox found, PixelBox crowd) => found.Area > 0 ? found.Intersection(crowd) / found.Area : 0;

        /// <summary>Adds each detection that counts, and gives how many objects were to be found.</summary>
        public int Match(double overlap, (double Low, double High) range, List<(float Score, bool Hit)> ranked)
        {
            var ignored = True.Select(box => box.Ignored || box.Crowd || Outside(box.Box, range)).ToArray();
            int[] order = [.. Enumerable.Range(0, True.Length).OrderBy(t => ignored[t])];
            var taken = new bool[True.Length];
            for (var d = 0; d < Found.Length; d++)
            {
                var (best, at) = (Math.Min(overlap, 1 - 1e-10), -1);
                foreach (var t in order)
                {
                    if (taken[t] && !True[t].Crowd) continue;
                    if (at >= 0 && !ignored[at] && ignored[t]) break; // one that counts was found: those that do not come after
                    if (Overlap[d, t] < best) continue;
                    (best, at) = (Overlap[d, t], t);
                }
                if (at >= 0) taken[at] = true;
                if (at >= 0 ? !ignored[at] : !Outside(Found[d].Box, range)) ranked.Add((Found[d].Score, at >= 0));
            }
            return ignored.Count(not => !not);
        }

        private static bool Outside(PixelBox box, (double Low, double High) range) => box.Area < range.Low || box.Area > range.High;
    }
}
