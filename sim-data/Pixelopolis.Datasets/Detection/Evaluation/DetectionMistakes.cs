namespace Pixelopolis.Datasets.Detection.Evaluation;

/// <summary>What a detector did wrong.</summary>
public enum MistakeKind
{
    /// <summary>Something is there, and nothing was found.</summary>
    Missed,

    /// <summary>Found, but taken for something else.</summary>
    Confused,

    /// <summary>Found, but the box lies too badly.</summary>
    Misplaced,

    /// <summary>Found twice.</summary>
    Twice,

    /// <summary>Nothing is there.</summary>
    Invented,
}

/// <summary>One mistake.</summary>
/// <param name="Image">The picture's place in the list.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Class">What was found, or what was missed.</param>
/// <param name="Truth">What it was taken for wrongly, where it was.</param>
/// <param name="Score">Of the detection; 1 for what was missed.</param>
/// <param name="Box">Of the detection, or of what was missed.</param>
public sealed record Mistake(int Image, MistakeKind Kind, int Class, int? Truth, float Score, PixelBox Box);

/// <summary>Looks for mistakes, and puts the surest first.</summary>
public static class DetectionMistakes
{
    private const double Overlap = 0.5;
    private const double Touch = 0.1;

    /// <param name="images">Truth and detections.</param>
    /// <param name="leastScore">Detections below it are taken for unsaid.</param>
    /// <returns>The detections with the highest scores first, what was missed between them as if it had one of a half.</returns>
    public static IReadOnlyList<Mistake> In(IReadOnlyList<ImageBoxes> images, float leastScore = 0.3f) =>
        [.. images.SelectMany((image, i) => In(image, i, leastScore)).OrderByDescending(mistake => mistake.Kind == MistakeKind.Missed ? 0.5f : mistake.Score)];

    private static IEnumerable<Mistake> In(ImageBoxes image, int place, float leastScore)
    {
        var taken = new bool[image.True.Count];
        var seen = new bool[image.True.Count];
        foreach (var found in image.Found.Where(found => found.Score >= leastScore).OrderByDescending(found => found.Score))
        {
            var same = Best(image.True, found.Box, truth => truth.Class == found.Class);
            if (same is var (t, share) && share >= Overlap)
            {
                seen[t] = true;
                if (Skipped(image.True[t])) continue;
                if (taken[t]) yield return new(place, MistakeKind.Twice, found.Class, null, found.Score, found.Box);
                taken[t] = true;
                continue;
            }
            var other = Best(image.True, found.Box, truth => truth.Class != found.Class);
            if (other is var (o, lies) && lies >= Overlap)
            {
                seen[o] = true;
                if (!Skipped(image.True[o])) yield return new(place, MistakeKind.Confused, found.Class, image.True[o].Class, found.Score, found.Box);
            }
            else if (same is var (_, near) && near >= Touch) yield return new(place, MistakeKind.Misplaced, found.Class, null, found.Score, found.Box);
            else yield return new(place, MistakeKind.Invented, found.Class, null, found.Score, found.Box);
        }
        for (var t = 0; t < seen.Length; t++)
            if (!seen[t] && !Skipped(image.True[t])) yield return new(place, MistakeKind.Missed, image.True[t].Class, null, 1, image.True[t].Box);
    }

    private static (int Index, double Overlap)? Best(IReadOnlyList<TrueBox> truths, PixelBox box, Func<TrueBox, bool> which)
    {
        (int, double)? best = null;
        for (var t = 0; t < truths.Count; t++)
            if (which(truths[t]) && truths[t].Box.Overlap(box) is var share && share > (best?.Item2 ?? 0)) best = (t, share);
        return best;
    }

    private static bool Skipped(TrueBox box) => box.Ignored || box.Crowd;
}
