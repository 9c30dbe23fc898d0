using Pixelopolis.Training.Detector.Data;

namespace Pixelopolis.Training.Detector;

/// <summary>How well the anchors cover the objects to train on.</summary>
/// <param name="Objects">How many those are.</param>
/// <param name="MeanOverlap">Of each with its best anchor, where it happens to lie.</param>
/// <param name="RecallAtHalf">The share whose best anchor overlaps by at least a half.</param>
public sealed record AnchorRecall(int Objects, double MeanOverlap, double RecallAtHalf);

/// <summary>
/// Anchors' sizes from the sizes of the objects to train on: for each level the objects of its range fall into three clusters by overlap
/// (Redmon and Farhadi, YOLO9000, 2017). A range with too few objects keeps sizes that anyone would choose.
/// </summary>
internal static class AnchorFit
{
    private const int Each = 3;
    private const int Rounds = 50;

    /// <summary>The root of an object's area, in input pixels, from which on it is the next level's.</summary>
    private static readonly float[] Ends = [34, 76, float.MaxValue];

    private static readonly AnchorSize[][] Defaults =
        [[new(12, 12), new(18, 18), new(27, 27)], [new(40, 40), new(66, 44), new(44, 66)], [new(90, 90), new(140, 90), new(120, 140)]];

    public static IReadOnlyList<IReadOnlyList<AnchorSize>> Sizes(IReadOnlyList<SceneObject> objects)
    {
        AnchorSize[] sizes = [.. objects.Select(thing => new AnchorSize(thing.Width, thing.Height))];
        var from = 0f;
        var levels = new List<IReadOnlyList<AnchorSize>>();
        for (var level = 0; level < Ends.Length; level++)
        {
            AnchorSize[] within = [.. sizes.Where(size => Root(size) >= from && Root(size) < Ends[level])];
            levels.Add(within.Length < 50 * Each ? Defaults[level] : Clusters(within));
            from = Ends[level];
        }
        return levels;
    }

    public static AnchorRecall Recall(AnchorGrid grid, IReadOnlyList<SceneObject> objects)
    {
        if (objects.Count == 0) return new(0, 0, 0);
        var best = objects.AsParallel().AsOrdered().Select(thing => grid.All.Max(anchor => Overlap(thing, anchor))).ToArray();
        return new(objects.Count, best.Average(), best.Count(overlap => overlap >= 0.5) / (double)best.Length);
    }

    private static AnchorSize[] Clusters(AnchorSize[] sizes)
    {
        AnchorSize[] ordered = [.. sizes.OrderBy(Root).ThenBy(size => size.Width)];
        AnchorSize[] means = [.. Enumerable.Range(0, Each).Select(i => ordered[(2 * i + 1) * ordered.Length / (2 * Each)])];
        for (var round = 0; round < Rounds; round++)
        {
            var groups = ordered.ToLookup(size => Enumerable.Range(0, Each).MaxBy(i => Overlap(size, means[i])));
            AnchorSize[] next = [.. Enumerable.Range(0, Each).Select(i => groups[i].Any() ? Mean(groups[i]) : means[i])];
            if (next.SequenceEqual(means)) break;
            means = next;
        }
        return [.. means.Select(size => new AnchorSize(MathF.Round(size.Width, 1), MathF.Round(size.Height, 1))).OrderBy(Root)];
    }

    private static AnchorSize Mean(IEnumerable<AnchorSize> sizes) =>
        new((float)Math.Exp(sizes.Average(size => Math.Log(size.Width))), (float)Math.Exp(sizes.Average(size => Math.Log(size.Height))));

    private static float Root(AnchorSize size) => MathF.Sqrt(size.Width * size.Height);

    private static float Overlap(AnchorSize one, AnchorSize other)
    {
        var both = Math.Min(one.Width, other.Width) * Math.Min(one.Height, other.Height);
        return both / (one.Width * one.Height + other.Width * other.Height - both);
    }

    private static double Overlap(in SceneObject thing, in Anchor anchor)
    {
        var width = Math.Min(anchor.X + anchor.Width / 2, thing.Right) - Math.Max(anchor.X - anchor.Width / 2, thing.Left);
        var height = Math.Min(anchor.Y + anchor.Height / 2, thing.Bottom) - Math.Max(anchor.Y - anchor.Height / 2, thing.Top);
        if (width <= 0 || height <= 0) return 0;
        return width * height / (double)(anchor.Width * anchor.Height + thing.Width * thing.Height - width * height);
    }
}
