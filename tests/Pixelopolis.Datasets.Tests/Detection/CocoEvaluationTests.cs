using Pixelopolis.Datasets.Detection.Evaluation;

namespace Pixelopolis.Datasets.Tests.Detection;

/// <summary>Against cases small enough to compute by hand, and the rules of pycocotools' <c>evaluateImg</c> and <c>accumulate</c>.</summary>
public sealed class CocoEvaluationTests
{
    private static readonly int[] One = [1];

    /// <summary>100 × 10 pixels at a place; shifted right by s it overlaps its old self by (100 − s) / (100 + s).</summary>
    private static PixelBox Bar(float left, float top = 0) => new(left, top, left + 100, top + 10);

    private static CocoClass Of(params ImageBoxes[] images) => CocoEvaluation.Evaluate(images, One).Classes[0];

    [Fact]
    public void Exactly_where_it_is_gives_one_and_nothing_found_gives_nothing()
    {
        var found = Of(new ImageBoxes([new(1, Bar(0))], [new(1, 0.3f, Bar(0))]));
        Assert.Equal((1, 1.0, 1.0, 1.0), (found.Objects, found.Ap!.Value, found.Ap50!.Value, found.Recall!.Value));
        Assert.Equal(0, Of(new ImageBoxes([new(1, Bar(0))], [])).Ap);
    }

    [Fact]
    public void Each_overlap_asks_for_itself()
    {
        // Shifted by 20: 80 / 120 = 0.667: found at .50, .55, .60, .65, missed at the six from .70. AP = 4/10.
        var shifted = Of(new ImageBoxes([new(1, Bar(0))], [new(1, 0.9f, Bar(20))]));
        Assert.Equal(0.4, shifted.Ap!.Value, 9);
        Assert.Equal((1.0, 0.0), (shifted.Ap50!.Value, shifted.Ap75!.Value));
        Assert.Equal(0.4, shifted.Recall!.Value, 9);
        // Shifted by 100/3: (200/3) / (400/3) = 0.5 exactly counts at .50 only.
        Assert.Equal(0.1, Of(new ImageBoxes([new(1, new(0, 0, 300, 10))], [new(1, 0.9f, new(100, 0, 400, 10))])).Ap!.Value, 9);
    }

    [Fact]
    public void Precision_is_sampled_at_101_recalls()
    {
        // Ranked: right, wrong, right; 3 to find. Points (recall, precision): (1/3, 1), (1/3, 1/2), (2/3, 2/3).
        // Recalls 0, .01 … .33 (34 of them): 1. Recalls .34 … .66 (33): 2/3. Above: 0. AP = (34 + 33 · 2/3) / 101 = 56/101.
        var one = Of(new ImageBoxes(
            [new(1, Bar(0)), new(1, Bar(0, 100)), new(1, Bar(0, 200))],
            [new(1, 0.7f, Bar(0, 200)), new(1, 0.9f, Bar(0)), new(1, 0.8f, Bar(500))]));
        Assert.Equal(56 / 101.0, one.Ap50!.Value, 9);
        Assert.Equal(2 / 3.0, one.Recall!.Value, 9);
    }

    [Fact]
    public void The_second_detection_of_one_object_is_wrong()
    {
        // 2 to find. Ranked: right, wrong (again the first), right. Points (1/2, 1), (1/2, 1/2), (1, 2/3).
        // Recalls 0 … .50 (51): 1. Recalls .51 … 1 (50): 2/3. AP = (51 + 100/3) / 101.
        var twice = Of(new ImageBoxes([new(1, Bar(0)), new(1, Bar(0, 100))], [new(1, 0.9f, Bar(0)), new(1, 0.8f, Bar(0)), new(1, 0.7f, Bar(0, 100))]));
        Assert.Equal((51 + 100 / 3.0) / 101, twice.Ap!.Value, 9);
    }

    [Fact]
    public void Equal_scores_rank_in_the_pictures_order()
    {
        var right = new ImageBoxes([new(1, Bar(0))], [new(1, 0.5f, Bar(0))]);
        var wrong = new ImageBoxes([], [new(1, 0.5f, Bar(0))]);
        Assert.Equal(1, Of(right, wrong).Ap!.Value, 9); // right first: the wrong one comes after full recall
        Assert.Equal(0.5, Of(wrong, right).Ap!.Value, 9); // wrong first: precision 1/2 at every recall
    }

    [Fact]
    public void What_is_ignored_counts_neither_found_nor_missed_but_only_once()
    {
        var ignored = new TrueBox(1, Bar(0, 100), Ignored: true);
        var found = new FoundBox(1, 0.9f, Bar(0, 100));
        // The ignored one is found with the best score, the other one after it: precision stays 1.
        Assert.Equal(1, Of(new ImageBoxes([new(1, Bar(0)), ignored], [found, new(1, 0.8f, Bar(0))])).Ap!.Value, 9);
        Assert.Equal(1, Of(new ImageBoxes([new(1, Bar(0)), ignored], [new(1, 0.8f, Bar(0))])).Ap!.Value, 9);
        // Found twice: the second has nothing left to go to and is wrong, ahead of the right one: precision 1/2.
        Assert.Equal(0.5, Of(new ImageBoxes([new(1, Bar(0)), ignored], [found, found with { Score = 0.85f }, new(1, 0.8f, Bar(0))])).Ap!.Value, 9);
    }

    [Fact]
    public void A_crowd_takes_any_number_of_detections_by_how_much_of_them_lies_in_it()
    {
        var crowd = new TrueBox(1, new(0, 100, 1000, 200), Crowd: true);
        FoundBox[] within = [new(1, 0.95f, Bar(0, 120)), new(1, 0.9f, Bar(300, 120)), new(1, 0.85f, Bar(300, 120))];
        Assert.Equal(1, Of(new ImageBoxes([new(1, Bar(0)), crowd], [.. within, new(1, 0.8f, Bar(0))])).Ap!.Value, 9);
        // 12.2 of 20.2 rows (.604) in the crowd: not counted at .50, .55 and .60; wrong and ahead of the right one at the seven from .65.
        // AP = (3 · 1 + 7 · 1/2) / 10.
        var partly = new FoundBox(1, 0.9f, new(500, 187.8f, 600, 208));
        Assert.Equal(0.65, Of(new ImageBoxes([new(1, Bar(0)), crowd], [partly, new(1, 0.8f, Bar(0))])).Ap!.Value, 9);
    }

    [Fact]
    public void An_object_that_counts_is_preferred_to_an_ignored_one_that_overlaps_more()
    {
        // The detection lies on the ignored box exactly and on the other by 80/120: it is the other's at .50.
        var one = Of(new ImageBoxes([new(1, Bar(20)), new(1, Bar(0), Ignored: true)], [new(1, 0.9f, Bar(0))]));
        Assert.Equal(1, one.Ap50!.Value);
        Assert.Equal(0, one.Ap75!.Value); // there it goes to the ignored one, and the other is missed
    }

    [Fact]
    public void Areas_ask_for_their_own_objects_and_forgive_detections_outside_them()
    {
        PixelBox small = new(0, 0, 20, 20), large = new(200, 200, 400, 400);
        // Small found; large missed; a wrong detection of medium size with the best score.
        var one = Of(new ImageBoxes([new(1, small), new(1, large)], [new(1, 0.9f, new(500, 0, 550, 50)), new(1, 0.8f, small)]));
        Assert.Equal(1, one.ApSmall!.Value, 9); // the wrong one is not small
        Assert.Null(one.ApMedium); // nothing to find
        Assert.Equal(0, one.ApLarge!.Value, 9);
        // Over all areas: wrong, right; 2 to find: precision 1/2 up to recall .5: 51 · 0.5 / 101.
        Assert.Equal(25.5 / 101, one.Ap!.Value, 9);
    }

    [Fact]
    public void Classes_without_objects_are_left_out_of_the_means_whatever_was_detected()
    {
        var summary = CocoEvaluation.Evaluate([new([new(1, Bar(0))], [new(1, 0.9f, Bar(0)), new(2, 0.9f, Bar(0))])], [1, 2, 3]);
        Assert.Null(summary.Classes[1].Ap);
        Assert.Null(summary.Classes[2].Ap);
        Assert.Equal(1, summary.Map, 9);
        Assert.Equal(0, CocoEvaluation.Evaluate([], [1]).Map);
    }

    [Fact]
    public void Only_the_best_hundred_detections_of_a_class_in_a_picture_are_looked_at()
    {
        FoundBox[] wrong = [.. Enumerable.Range(0, 100).Select(i => new FoundBox(1, 0.9f, Bar(1000 * (i + 1))))];
        Assert.Equal(0, Of(new ImageBoxes([new(1, Bar(0))], [.. wrong, new(1, 0.5f, Bar(0))])).Ap!.Value);
        Assert.Equal(0.01, Of(new ImageBoxes([new(1, Bar(0))], [.. wrong[1..], new(1, 0.5f, Bar(0))])).Ap!.Value, 9); // right as the hundredth
    }
}
