using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Detection.Evaluation;

namespace Pixelopolis.Lab.Detecting;

/// <summary>How many of the signs that cars drove up to were seen at least once, and how many were read as another in some frame.</summary>
internal sealed record ApproachRecall(int Approaches, int Seen, int Misread, IReadOnlyList<string> Missed)
{
    /// <summary>A detection counts from this score on, as it does for the car's place.</summary>
    private const float Score = 0.5f;

    private const float Overlap = 0.5f;

    public double Recall => Approaches == 0 ? 0 : (double)Seen / Approaches;

    public static ApproachRecall Of(IEnumerable<SignApproach> approaches, DetectorRunner runner, Action? one = null, CancellationToken cancel = default)
    {
        int all = 0, seen = 0, misread = 0;
        var missed = new List<string>();
        foreach (var approach in approaches.Where(a => a.IsPlain))
        {
            cancel.ThrowIfCancellationRequested();
            var (right, wrong) = (false, false);
            foreach (var frame in approach.Frames)
                if (frame.Sign is { } sign) Look(runner, frame.Rgb, sign.Box, ObjectClasses.Of(approach.Class), ref right, ref wrong);
            all++;
            if (right) seen++;
            else missed.Add(ObjectClasses.Word(ObjectClasses.Of(approach.Class)));
            if (wrong) misread++;
            one?.Invoke();
        }
        return new ApproachRecall(all, seen, misread, missed);
    }

    private static void Look(DetectorRunner runner, byte[] rgb, Datasets.Voc.VocBox box, ObjectClass kind, ref bool right, ref bool wrong)
    {
        var there = new PixelBox(box.Left, box.Top, box.Right, box.Bottom);
        foreach (ref readonly var d in runner.Find(rgb, DetectionFrame.Width, DetectionFrame.Height))
        {
            if (d.Score < Score || !ObjectClasses.IsSign(d.Class) || DetectorRunner.InPixels(d, DetectionFrame.Width, DetectionFrame.Height).Overlap(there) < Overlap) continue;
            if (d.Class == kind) right = true;
            else wrong = true;
        }
    }
}
