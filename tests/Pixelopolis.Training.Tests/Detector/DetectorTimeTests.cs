using Microsoft.Extensions.Time.Testing;
using Pixelopolis.Training.Detector;

namespace Pixelopolis.Training.Tests.Detector;

/// <summary>What a run may take and what it may lose, on a clock that only the batches move.</summary>
[Collection("torch")]
public sealed class DetectorTimeTests
{
    private static DetectorTrainingOptions Options(LabelledSquares squares) => new()
    {
        Data = [squares.Data], Out = squares.Out("out"), Classes = ["red", "green"], Epochs = 9, Batch = 8, Width = 0.25, Seed = 5, Threads = 1, Averaging = 0.9,
    };

    [TorchFact]
    public void No_epoch_is_begun_that_would_end_beyond_two_hours_and_the_best_one_until_then_is_published()
    {
        using var squares = new LabelledSquares(32);
        // 4 batches: 44 minutes an epoch, of which a third would end after 132.
        var clock = new Clock(TimeSpan.FromMinutes(11));
        var result = DetectorTrainer.Train(Options(squares), clock, clock.Time, TestContext.Current.CancellationToken).Result!;
        Assert.Equal((2, 9), (result.History.Epochs.Count, result.History.Planned));
        Assert.Contains("stopped after 2 of 9 epochs: 88 minutes are over, another epoch would take 44", Assert.Single(clock.Cuts), StringComparison.Ordinal);
        Assert.Equal(result.History.Epochs.MaxBy(epoch => epoch.Map)!.Number, result.Card.Training.BestEpoch);
        Assert.True(File.Exists(result.Model));
    }

    [TorchFact]
    public void A_run_that_ends_within_two_hours_to_the_minute_is_not_cut()
    {
        using var squares = new LabelledSquares(32);
        var clock = new Clock(TimeSpan.FromMinutes(10));
        Assert.Equal(3, DetectorTrainer.Train(Options(squares) with { Epochs = 3 }, clock, clock.Time, TestContext.Current.CancellationToken).Result!.History.Epochs.Count);
        Assert.Empty(clock.Cuts);
    }

    [TorchFact]
    public void What_was_trained_before_a_run_was_stopped_counts_when_it_is_resumed()
    {
        using var squares = new LabelledSquares(32);
        using var stop = new CancellationTokenSource();
        var first = new Clock(TimeSpan.FromMinutes(13), (epoch, batch) => { if ((epoch, batch) == (2, 3)) stop.Cancel(); });
        Assert.Throws<OperationCanceledException>(() => DetectorTrainer.Train(Options(squares), first, first.Time, stop.Token));
        var second = new Clock(TimeSpan.FromMinutes(13));
        var resumed = DetectorTrainer.Train(Options(squares) with { Resume = true }, second, second.Time, TestContext.Current.CancellationToken).Result!;
        Assert.Equal(2, resumed.History.Epochs.Count);
        Assert.Contains("stopped after 2 of 9 epochs", Assert.Single(second.Cuts), StringComparison.Ordinal);
    }

    [TorchFact]
    public void Nothing_that_took_more_than_ten_minutes_to_train_is_ever_lost_in_the_middle_of_an_epoch_either()
    {
        using var squares = new LabelledSquares(96);
        var file = Path.Combine(Options(squares).Out, DetectorFiles.Checkpoint);
        var (most, kept) = (0, 0);
        var clock = new Clock(TimeSpan.FromMinutes(1), (epoch, batch) =>
        {
            var saved = File.Exists(file) ? DetectorCheckpoint.Load(file).Checkpoint : null;
            // A batch is a minute, and an epoch has 24.
            var at = saved is null ? 0 : 24 * saved.History.Epochs.Count + saved.Partial.Batches;
            most = Math.Max(most, 24 * (epoch - 1) + batch - at);
            if (epoch == 1) kept = Math.Max(kept, at);
        }, batches: 24);
        DetectorTrainer.Train(Options(squares) with { Batch = 4, Epochs = 2 }, clock, clock.Time, TestContext.Current.CancellationToken);
        Assert.InRange(most, 1, 10);
        Assert.InRange(kept, 12, 24);
    }

    /// <summary>Every batch takes the time told.</summary>
    private sealed class Clock(TimeSpan batch, Action<int, int>? trained = null, int batches = 4) : IDetectorTrainingProgress
    {
        public FakeTimeProvider Time { get; } = new();

        public List<string> Cuts { get; } = [];

        public void Read(int pictures, int of)
        {
        }

        public void Began(DetectorRunStart start) => Assert.Equal(batches, start.BatchesPerEpoch);

        public void Trained(int epoch, int number, double loss, double imagesPerSecond)
        {
            Time.Advance(batch);
            trained?.Invoke(epoch, number);
        }

        public void Ended(DetectorEpoch epoch, DetectorHistory history)
        {
        }

        public void Cut(string why) => Cuts.Add(why);
    }
}
