using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Lab.Detecting;

namespace Pixelopolis.Lab.Tests.Detecting;

public sealed class ApproachRecallTests
{
    private static readonly VocBox There = new(320, 200, 352, 232);

    [Fact]
    public void A_sign_seen_once_on_the_way_is_seen_and_one_never_seen_is_named()
    {
        // The detector reads the frame's first byte: what it says of it.
        var recall = ApproachRecall.Of([Approach(SignClass.Stop, 0, 1, 0), Approach(SignClass.Yield, 0, 0), Approach(SignClass.Yield, 2, 0)], new DetectorRunner(new Talker()));
        Assert.Equal((3, 1, 1), (recall.Approaches, recall.Seen, recall.Misread));
        Assert.Equal(["yield", "yield"], recall.Missed);
        Assert.Equal(1 / 3.0, recall.Recall, 9);
    }

    [Fact]
    public void A_sign_that_never_showed_plainly_cannot_be_missed()
    {
        var hidden = new SignApproach(SignClass.Stop, [new ApproachFrame(Frame(0), new VocObject("stop", There, Difficult: true)), new ApproachFrame(Frame(0), null)]);
        Assert.Equal(0, ApproachRecall.Of([hidden], new DetectorRunner(new Talker())).Approaches);
    }

    [Fact]
    public void What_lies_outside_the_detectors_part_of_the_frame_is_not_held_against_it()
    {
        var boxes = new DetectorRunner(new Talker()).Compare(Frame(0), DetectionFrame.Width, DetectionFrame.Height,
            [new VocObject("car", new VocBox(0, 0, 50, 100)), new VocObject("car", new VocBox(0, 100, 50, 200)), new VocObject("giraffe", There)]);
        var car = Assert.Single(boxes.True);
        Assert.Equal((128f, 200f), (car.Box.Top, car.Box.Bottom));
    }

    private static SignApproach Approach(SignClass kind, params byte[] says) =>
        new(kind, [.. says.Select(s => new ApproachFrame(Frame(s), new VocObject(ObjectClasses.Word(ObjectClasses.Of(kind)), There)))]);

    private static byte[] Frame(byte says)
    {
        var frame = new byte[DetectionFrame.Width * DetectionFrame.Height * 3];
        Array.Fill(frame, says);
        return frame;
    }

    /// <summary>Sees a stop sign where the picture is 1 and a hospital where it is 2.</summary>
    private sealed class Talker : IDetector
    {
        public DetectorInput Input => DetectorInput.Reference;

        public int Detect(ReadOnlySpan<byte> pixels, Span<Detection> found)
        {
            if (pixels[0] == 0) return 0;
            found[0] = new Detection(pixels[0] == 1 ? ObjectClass.Stop : ObjectClass.Hospital, 0.9f, 320 / 640f, 200 / 480f, 352 / 640f, 232 / 480f);
            return 1;
        }
    }
}
