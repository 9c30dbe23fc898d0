using Pixelopolis.Datasets.Detection.Evaluation;

namespace Pixelopolis.Datasets.Tests.Detection;

/// <summary>Against cases small enough to compute by hand, and the rules of the VOC devkit's <c>VOCevaldet</c>.</summary>
public sealed class VocEvaluationTests
{
    private static PixelBox Bar(float left, float top = 0) => new(left, top, left + 100, top + 10);

    private static VocClass Of(params ImageBoxes[] images) => VocEvaluation.Evaluate(images, [1]).Classes[0];

    [Fact]
    public void The_area_and_the_eleven_points_of_one_curve()
    {
        // 4 to find. Ranked: right, wrong, right, right, wrong. Points (1/4, 1), (1/4, 1/2), (1/2, 2/3), (3/4, 3/4), (3/4, 3/5).
        // Envelope: 1 up to 1/4, then 3/4 up to 3/4, then 0. Area = 1/4 + 1/2 · 3/4 = 0.625.
        // Eleven points: 0, .1, .2 → 1; .3 … .7 → 3/4; .8, .9, 1 → 0. (3 + 5 · 0.75) / 11 = 6.75 / 11.
        var one = Of(new ImageBoxes(
            [new(1, Bar(0)), new(1, Bar(0, 100)), new(1, Bar(0, 200)), new(1, Bar(0, 300))],
            [new(1, 0.9f, Bar(0)), new(1, 0.8f, Bar(500)), new(1, 0.7f, Bar(0, 100)), new(1, 0.6f, Bar(0, 200)), new(1, 0.5f, Bar(700))]));
        Assert.Equal(4, one.Objects);
        Assert.Equal(0.625, one.Ap!.Value, 9);
        Assert.Equal(6.75 / 11, one.Ap11!.Value, 9);
    }

    [Fact]
    public void Difficult_objects_are_not_to_be_found_and_detections_of_them_not_counted_however_many()
    {
        var difficult = new TrueBox(1, Bar(0, 100), Ignored: true);
        FoundBox[] on = [new(1, 0.95f, Bar(0, 100)), new(1, 0.9f, Bar(0, 100))];
        var one = Of(new ImageBoxes([new(1, Bar(0)), difficult], [.. on, new(1, 0.8f, Bar(0))]));
        Assert.Equal((1, 1.0), (one.Objects, one.Ap!.Value));
        Assert.Null(Of(new ImageBoxes([difficult], on)).Ap);
    }

    [Fact]
    public void A_second_detection_of_one_object_is_wrong_even_if_another_object_was_near()
    {
        // Both lie best on the first bar (the second detection by 90/110 there, by 70/130 on the other): right, wrong; one of two found.
        // Area = 1/2 · 1.
        var one = Of(new ImageBoxes([new(1, Bar(0)), new(1, Bar(40))], [new(1, 0.9f, Bar(0)), new(1, 0.8f, Bar(10))]));
        Assert.Equal(0.5, one.Ap!.Value, 9);
    }

    [Fact]
    public void The_overlap_asked_for_is_enough()
    {
        var exactlyHalf = new ImageBoxes([new(1, new(0, 0, 300, 10))], [new(1, 0.9f, new(100, 0, 400, 10))]); // 200 / 400
        Assert.Equal(1, Of(exactlyHalf).Ap!.Value, 9);
        Assert.Equal(0, VocEvaluation.Evaluate([exactlyHalf], [1], overlap: 0.51).Classes[0].Ap!.Value);
    }

    [Fact]
    public void Equal_scores_rank_in_the_pictures_order_and_classes_do_not_mix()
    {
        var right = new ImageBoxes([new(1, Bar(0)), new(2, Bar(0))], [new(1, 0.5f, Bar(0))]);
        var wrong = new ImageBoxes([new(2, Bar(0))], [new(1, 0.5f, Bar(0))]);
        Assert.Equal(1, Of(right, wrong).Ap!.Value, 9);
        Assert.Equal(0.5, Of(wrong, right).Ap!.Value, 9);
        var summary = VocEvaluation.Evaluate([right, wrong], [1, 2, 3]);
        Assert.Equal((2, 0.0), (summary.Classes[1].Objects, summary.Classes[1].Ap!.Value));
        Assert.Equal(0.5, summary.Map, 9); // of 1 and 0; the third has no objects
    }

    [Fact]
    public void The_curve_names_the_score_at_each_point()
    {
        var curve = VocEvaluation.Curve([new([new(1, Bar(0)), new(1, Bar(0, 100))], [new(1, 0.25f, Bar(900)), new(1, 0.75f, Bar(0))])], 1);
        Assert.Equal([new(0.5, 1, 0.75f), new(0.5, 0.5, 0.25f)], curve);
    }
}
