using Pixelopolis.Car.Perception;
using Pixelopolis.Training.Detector;
using Pixelopolis.Training.Detector.Data;
using Pixelopolis.Training.Detector.Input;

namespace Pixelopolis.Training.Tests.Detector;

public sealed class AnchorMatchingTests
{
    private static readonly AnchorGrid Grid = DetectorOnnxTests.Grid;

    private static int[] Match(params SceneObject[] objects)
    {
        var matches = new int[Grid.All.Length];
        new AnchorMatching(Grid).Match(objects, matches);
        return matches;
    }

    [Fact]
    public void The_grid_runs_over_levels_rows_columns_and_the_cells_own_anchors()
    {
        Assert.Equal(40 * 20 * 3 + 20 * 10 * 2 + 10 * 5 * 3, Grid.All.Length);
        Assert.Equal(new Anchor(4, 4, 12, 12), Grid.All[0]);
        Assert.Equal(new Anchor(12, 4, 20, 20), Grid.All[4]);
        Assert.Equal(new Anchor(4, 12, 12, 12), Grid.All[40 * 3]);
        Assert.Equal(new Anchor(8, 8, 40, 38), Grid.All[2400]);
        Assert.Equal(new Anchor(304, 144, 200, 130), Grid.All[^1]);
    }

    [Fact]
    public void An_object_gets_its_best_anchors_and_nobody_else_does()
    {
        var matches = Match(new SceneObject(0, 100, 60, 120, 80, false)); // 20 × 20 about (110, 70)
        var positive = Enumerable.Range(0, matches.Length).Where(i => matches[i] == 0).Select(i => Grid.All[i]).ToArray();
        Assert.Contains(new Anchor(108, 68, 20, 20), positive);
        Assert.InRange(positive.Length, 2, 10);
        Assert.All(positive, anchor => Assert.InRange(Math.Abs(anchor.X - 110) + Math.Abs(anchor.Y - 70), 0, 20));
        Assert.All(Match(), match => Assert.Equal(AnchorMatching.None, match));
    }

    [Fact]
    public void Even_the_smallest_object_between_cells_gets_an_anchor()
    {
        var matches = Match(new SceneObject(0, 2, 2, 14, 14, false)); // about (8, 8), between four cells
        Assert.InRange(matches.Count(match => match == 0), 1, 4);
    }

    [Fact]
    public void Two_objects_share_anchors_by_overlap()
    {
        var matches = Match(new SceneObject(0, 100, 60, 120, 80, false), new SceneObject(1, 116, 60, 136, 80, false));
        var (one, other) = (Enumerable.Range(0, matches.Length).Where(i => matches[i] == 0), Enumerable.Range(0, matches.Length).Where(i => matches[i] == 1));
        Assert.NotEmpty(one);
        Assert.NotEmpty(other);
        Assert.True(one.Average(i => Grid.All[i].X) < other.Average(i => Grid.All[i].X));
    }

    [Fact]
    public void What_is_difficult_is_asked_for_by_no_anchor_and_held_against_none()
    {
        var matches = Match(new SceneObject(0, 100, 60, 120, 80, true));
        Assert.DoesNotContain(0, matches);
        var ignored = Enumerable.Range(0, matches.Length).Where(i => matches[i] == AnchorMatching.Ignored).Select(i => Grid.All[i]).ToArray();
        Assert.Contains(new Anchor(108, 68, 20, 20), ignored);
        Assert.InRange(ignored.Length, 10, 60);
        // Next to something that is not difficult, that one keeps its anchors.
        Assert.Equal(Match(new SceneObject(0, 100, 60, 120, 80, false)).Count(match => match == 0),
            Match(new SceneObject(0, 100, 60, 120, 80, false), new SceneObject(1, 104, 60, 124, 80, true)).Count(match => match == 0));
    }

    [Fact]
    public void Anchors_fitted_to_sizes_cover_them()
    {
        var random = new Random(4);
        SceneObject[] objects = [.. Enumerable.Range(0, 3000).Select(_ =>
        {
            var (size, ratio) = (12 * MathF.Pow(10, random.NextSingle()), 0.8f + 0.5f * random.NextSingle());
            var (x, y) = (random.NextSingle() * 200, random.NextSingle() * 60);
            return new SceneObject(0, x, y, x + size * ratio, y + size, false);
        })];
        var recall = AnchorFit.Recall(new(AnchorFit.Sizes(objects), DetectorInput.Reference), objects);
        Assert.Equal(3000, recall.Objects);
        Assert.InRange(recall.RecallAtHalf, 0.93, 1);
        Assert.InRange(recall.MeanOverlap, 0.62, 1);
    }
}

public sealed class DetectorAugmenterTests
{
    private static readonly KeptFrame Frame = new(DetectorInput.Reference);

    /// <summary>A half frame of grey with a square of red.</summary>
    private static byte[] Half(int left, int top, int size)
    {
        var half = new byte[Frame.Bytes];
        Array.Fill(half, (byte)90);
        for (var y = top; y < top + size; y++)
            for (var x = left; x < left + size; x++) (half[(y * 320 + x) * 3], half[(y * 320 + x) * 3 + 1], half[(y * 320 + x) * 3 + 2]) = (250, 10, 10);
        return half;
    }

    [Fact]
    public void Boxes_go_where_the_picture_goes()
    {
        var augmenter = new DetectorAugmenter(DetectorAugmentation.None with { Moved = 1 }, Frame);
        var (into, there, seen) = (new byte[DetectorInput.Reference.Bytes], new List<SceneObject>(), 0);
        for (var i = 0; i < 200; i++)
        {
            var random = new Training.Input.SampleRandom(1, 2, i);
            augmenter.Apply(Half(140, 120, 40), [new(3, 140, 120, 180, 160, false)], into, there, ref random);
            if (there is not [{ Difficult: false } thing]) continue;
            seen++;
            var red = Enumerable.Range(0, 320 * 160).Where(at => into[3 * at] > 170).ToArray();
            Assert.Equal(3, thing.Class);
            Assert.InRange(Math.Abs(red.Min(at => at % 320) - thing.Left), 0, 1.01);
            Assert.InRange(Math.Abs(red.Max(at => at % 320) + 1 - thing.Right), 0, 1.01);
            Assert.InRange(Math.Abs(red.Min(at => at / 320) - thing.Top), 0, 1.01);
            Assert.InRange(Math.Abs(red.Max(at => at / 320) + 1 - thing.Bottom), 0, 1.01);
        }
        Assert.InRange(seen, 150, 200);
    }

    [Fact]
    public void Unchanged_is_what_the_car_cuts()
    {
        var half = new byte[Frame.Bytes];
        new Random(5).NextBytes(half);
        var (into, there, random) = (new byte[DetectorInput.Reference.Bytes], new List<SceneObject>(), new Training.Input.SampleRandom(1, 1, 1));
        new DetectorAugmenter(DetectorAugmentation.None, Frame).Apply(half, [], into, there, ref random);
        Assert.Equal(half[(64 * 320 * 3)..(224 * 320 * 3)], into);
    }

    [Theory]
    [InlineData(256, 2.5), InlineData(384, 640 / 384.0)]
    public void Boxes_go_where_the_picture_goes_at_another_input_too(int width, double cameraPixels)
    {
        var frame = new KeptFrame(DetectorInput.Reference with { Width = width, Height = width / 2 });
        var augmenter = new DetectorAugmenter(DetectorAugmentation.None with { Moved = 1 }, frame);
        var (kept, into, there, seen) = (new byte[frame.Bytes], new byte[frame.View.Bytes], new List<SceneObject>(), 0);
        Array.Fill(kept, (byte)90);
        var (left, top, size) = (width / 2 - 20, frame.FirstRow + 40, (int)(80 / cameraPixels));
        for (var y = top; y < top + size; y++)
            for (var x = left; x < left + size; x++) kept[(y * width + x) * 3] = 250;
        for (var i = 0; i < 100; i++)
        {
            var random = new Training.Input.SampleRandom(1, 2, i);
            augmenter.Apply(kept, [new(3, left, top, left + size, top + size, false)], into, there, ref random);
            if (there is not [{ Difficult: false } thing]) continue;
            seen++;
            var red = Enumerable.Range(0, width * width / 2).Where(at => into[3 * at] > 170).ToArray();
            Assert.InRange(Math.Abs(red.Min(at => at % width) - thing.Left), 0, 1.01);
            Assert.InRange(Math.Abs(red.Max(at => at % width) + 1 - thing.Right), 0, 1.01);
            Assert.InRange(Math.Abs(red.Min(at => at / width) - thing.Top), 0, 1.01);
            Assert.InRange(Math.Abs(red.Max(at => at / width) + 1 - thing.Bottom), 0, 1.01);
        }
        Assert.InRange(seen, 70, 100);
    }

    [Fact]
    public void What_a_view_cuts_to_less_than_a_quarter_or_twelve_pixels_is_difficult()
    {
        var thing = new SceneObject(0, 100, 100, 140, 140, false);
        Assert.False(thing.In(0, 64, 1, Frame.View)!.Value.Difficult);
        Assert.False(thing.In(120, 64, 1, Frame.View)!.Value.Difficult); // 20 of 40 columns
        Assert.True(thing.In(132, 64, 1, Frame.View)!.Value.Difficult); // 8 of 40
        Assert.True(thing.In(0, 64, 0.29, Frame.View)!.Value.Difficult); // 11.6 pixels
        Assert.Null(thing.In(140, 64, 1, Frame.View));
    }

    [Fact]
    public void The_same_things_are_difficult_whatever_the_input()
    {
        foreach (var (width, side) in (ReadOnlySpan<(int, float)>)[(256, 9.6f), (320, 12), (384, 14.4f)])
        {
            var input = DetectorInput.Reference with { Width = width, Height = width / 2 };
            Assert.True(new SceneObject(0, 50, 50, 90, 50 + side - 0.1f, false).In(0, 0, 1, input)!.Value.Difficult);
            Assert.False(new SceneObject(0, 50, 50, 90, 50 + side + 0.1f, false).In(0, 0, 1, input)!.Value.Difficult);
            // Just the least, 24 of the camera's pixels, wherever it is.
            for (var left = 0; left < 600; left++)
                Assert.False(new SceneObject(0, left * (width / 640f), 50, (left + 24) * (width / 640f), 90, false).In(0, 0, 1, input)!.Value.Difficult);
        }
    }

    [Fact]
    public void Colours_change_and_the_same_seed_changes_them_alike()
    {
        var augmenter = new DetectorAugmenter(new(), Frame);
        byte[] Once(int position)
        {
            var (into, random) = (new byte[DetectorInput.Reference.Bytes], new Training.Input.SampleRandom(9, 1, position));
            augmenter.Apply(Half(140, 120, 40), [], into, [], ref random);
            return into;
        }
        Assert.Equal(Once(4), Once(4));
        Assert.NotEqual(Once(4), Once(5));
    }
}
