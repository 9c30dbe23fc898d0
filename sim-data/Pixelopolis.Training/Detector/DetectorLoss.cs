using Pixelopolis.Training.Detector.Input;
using TorchSharp;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Detector;

/// <summary>
/// Scores learn by quality focal loss (Li et al., Generalized Focal Loss, 2020): a positive anchor's score is to be how well its box lies, all
/// others zero, and what is right already weighs little. Boxes learn by generalized overlap (Rezatofighi et al., GIoU, 2019). Both are sums
/// over the batch by its positive anchors.
/// </summary>
internal static class DetectorLoss
{
    public const double BoxWeight = 2;

    // Kept for good: a scalar made for one call may be collected while torch still reads it. The plus sign makes one, too.
    private static readonly Scalar One = 1.0;
    private static readonly Scalar Middle = BoxCoding.Middle;
    private static readonly Scalar Size = BoxCoding.Size;
    private static readonly Scalar MostGrowth = BoxCoding.MostGrowth;
    private static readonly Scalar Half = 0.5;
    private static readonly Scalar Zero = 0.0;
    private static readonly Scalar Tiny = 1e-6;
    private static readonly Scalar Weight = BoxWeight;

    /// <param name="scores">[B,anchors,classes], before the sigmoid.</param>
    /// <param name="offsets">[B,anchors,4]</param>
    /// <param name="batch">The batch they answer.</param>
    /// <returns>Of scores, and of boxes with its weight: scalars. Their sum is what to minimize.</returns>
    public static (Tensor Scores, Tensor Boxes) Of(Tensor scores, Tensor offsets, DetectorBatch batch)
    {
        using Scalar each = 1.0 / Math.Max(1, batch.Positives);
        var nothing = (Nothing(scores) * batch.Asked()).sum();
        if (batch.Positives == 0) return (nothing.mul(each), offsets.mul(Zero).sum());
        var (overlap, generalized) = Overlaps(Boxes(offsets.reshape(-1, 4).index_select(0, batch.Anchors()), batch.From()), batch.Boxes());
        var quality = overlap.detach();
        var right = scores.reshape(-1).index_select(0, batch.Answers());
        var something = Minus(quality, right.sigmoid()).square() * Minus(SoftPlus(right), quality * right);
        var score = Plus(nothing, Minus(something, Nothing(right)).sum()).mul(each);
        return (score, Minus(ones_like(generalized), generalized).sum().mul(each).mul(Weight));
    }

    /// <summary>The boxes of some anchors' offsets: [P,4] and [P,4] give the corners low and high, [P,2] each, as y, x.</summary>
    public static (Tensor Low, Tensor High) Boxes(Tensor offsets, Tensor from)
    {
        var size = from.narrow(1, 2, 2);
        var middle = Plus(from.narrow(1, 0, 2), offsets.narrow(1, 0, 2).mul(Middle) * size);
        var half = offsets.narrow(1, 2, 2).mul(Size).clamp_max(MostGrowth).exp() * size.mul(Half);
        return (Minus(middle, half), Plus(middle, half));
    }

    private static (Tensor Overlap, Tensor Generalized) Overlaps((Tensor Low, Tensor High) box, Tensor wanted)
    {
        var (low, high) = (wanted.narrow(1, 0, 2), wanted.narrow(1, 2, 2));
        var both = Area(Minus(minimum(box.High, high), maximum(box.Low, low)).clamp_min(Zero));
        var union = Minus(Plus(Area(Minus(box.High, box.Low)), Area(Minus(high, low))), both).clamp_min(Tiny);
        var hull = Area(Minus(maximum(box.High, high), minimum(box.Low, low))).clamp_min(Tiny);
        var overlap = both / union;
        return (overlap, Minus(overlap, Minus(hull, union) / hull));
    }

    private static Tensor Plus(Tensor one, Tensor other) => one.add(other, One);

    private static Tensor Minus(Tensor one, Tensor other) => one.sub(other);

    private static Tensor Area(Tensor sizes) => sizes.select(1, 0) * sizes.select(1, 1);

    /// <summary>What a score costs where there is nothing.</summary>
    private static Tensor Nothing(Tensor scores) => scores.sigmoid().square() * SoftPlus(scores);

    private static Tensor SoftPlus(Tensor x) => nn.functional.logsigmoid(x.neg()).neg();
}
