using Pixelopolis.Training.Optimizing;
using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;
using Pixelopolis.Training.Lane;

namespace Pixelopolis.Training.Tests.Lane;

/// <summary>Schedule, metrics, history, options and card: the trainer's plain arithmetic.</summary>
public sealed class LaneNumbersTests
{
    [Fact]
    public void The_learning_rate_warms_up_peaks_and_falls_to_a_hundredth()
    {
        Assert.Equal(0.01, CosineSchedule.LearningRate(0, 1), 6);
        Assert.Equal(1, CosineSchedule.LearningRate(0.03, 1), 6);
        Assert.Equal(0.505, CosineSchedule.LearningRate(0.515, 1), 6);
        Assert.Equal(0.01, CosineSchedule.LearningRate(1, 1), 6);
        Assert.Equal(0.01, CosineSchedule.LearningRate(7, 1), 6);
    }

    [Theory]
    [InlineData(40, 0, 0, 10, 40)]
    [InlineData(40, 2, 20, 10, 40)]   // 10 s an epoch: 60 would fit
    [InlineData(40, 2, 120, 10, 10)]  // a minute an epoch
    [InlineData(40, 12, 900, 10, 12)] // over time already
    public void The_clock_counts_only_once_the_epochs_do_not_fit(int wanted, int done, double elapsed, double minutes, int expected) =>
        Assert.Equal(expected, CosineSchedule.EpochsThatFit(wanted, done, elapsed, minutes));

    [Fact]
    public void Metrics_look_only_at_labels_that_are_there()
    {
        float[] predicted = [0.5f, 9, 9, 9, 0.1f, -1, 9, 9, 0, 9, 9, 9];
        LaneLabels[] labels = [LaneLabels.For(Intent.Follow, 0.4f), LaneLabels.For(Intent.Follow, 0.1f).With(Intent.Left, -0.5f), LaneLabels.For(Intent.Follow, 0.2f)];
        var metrics = LaneMetrics.Of(predicted, labels);

        Assert.Equal([Intent.Follow, Intent.Left], metrics.Heads.Keys);
        var follow = metrics.Heads[Intent.Follow];
        Assert.Equal(3, follow.Frames);
        Assert.Equal(0.1, follow.MeanAbsoluteError, 6);
        Assert.Equal(-0.1 / 3, follow.Bias, 6);
        Assert.Equal((0.005 + 0.02) / 3, follow.Loss, 6);
        var left = metrics.Heads[Intent.Left];
        Assert.Equal(0.25 * (0.5 - 0.125), left.Loss, 6); // beyond Huber's bend
        Assert.Null(left.R2);
        Assert.Equal((follow.Loss + left.Loss) / 2, metrics.Loss, 6);
    }

    [Fact]
    public void A_run_ends_when_its_epochs_its_patience_or_its_time_are_used_up()
    {
        var options = new LaneTrainingOptions { Data = "d", Out = "o", Epochs = 10, Patience = 3, Minutes = 10 };
        Assert.Null(LaneHistory.Empty.Stop(options));
        Assert.Null(History([1, 0.5], 10).Stop(options));
        Assert.Equal(LaneStop.NoBetterForLong, History([1, 0.5, 0.6, 0.6, 0.6], 10).Stop(options));
        Assert.Equal(LaneStop.AllEpochs, History([.. Enumerable.Range(0, 10).Select(i => 1.0 / (i + 1))], 10).Stop(options));
        Assert.Equal(LaneStop.OutOfTime, History([1, 0.5, 0.4], 200).Stop(options));
    }

    [Fact]
    public void A_wrong_option_is_named_with_its_value_and_what_would_be_right()
    {
        var right = new LaneTrainingOptions { Data = "d", Out = "o" };
        Assert.Null(right.Fault());
        Assert.Equal("Minutes is 500; it must lie within 0.01 and 120", (right with { Minutes = 500 }).Fault());
        Assert.Equal("Balance is NaN; it must lie within 0 and 1", (right with { Balance = double.NaN }).Fault());
        Assert.NotNull((right with { Resume = true, StartFrom = "x" }).Fault());
    }

    [Fact]
    public void A_round_after_the_first_begins_with_the_last_ones_weights_and_learns_more_gently()
    {
        var first = new LaneTrainingOptions { Data = "d", Out = "o", Epochs = 12, LearningRate = 1e-3, Resume = true };
        var after = LaneRounds.After(first, "nowhere", "o/round-0/lane.checkpoint");
        Assert.Equal(("nowhere", 6, 5e-4, false, "o/round-0/lane.checkpoint"), (after.Out, after.Epochs, after.LearningRate, after.Resume, after.StartFrom));
        Assert.Null(after.Fault());
        Assert.Equal((Path.Combine("o", "round-0"), Path.Combine("o", "round-1"), "o"), (LaneRounds.FolderOf("o", 0, 2), LaneRounds.FolderOf("o", 1, 2), LaneRounds.FolderOf("o", 2, 2)));
    }

    [Fact]
    public void The_network_has_the_size_it_was_measured_with() =>
        Assert.Equal((17_203_940, 4800), (LaneArchitecture.MultiplyAdds, LaneArchitecture.Features));

    private static LaneHistory History(double[] losses, double seconds) =>
        new([.. losses.Select((loss, i) => new LaneEpoch(i + 1, loss, loss, 1e-3, seconds, 1000))]);
}
