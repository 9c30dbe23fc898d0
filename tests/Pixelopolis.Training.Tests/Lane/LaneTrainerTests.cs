using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;
using Pixelopolis.Training.Lane;

namespace Pixelopolis.Training.Tests.Lane;

[Collection("torch")]
public sealed class LaneTrainerTests
{
    private static LaneTrainingOptions Options(SyntheticLanes lanes, string to) => new()
    {
        Data = lanes.Data, Out = lanes.Out(to), Epochs = 3, Batch = 32, LearningRate = 2e-3, Seed = 5, Threads = 1,
    };

    private static LaneTrainingResult Train(LaneTrainingOptions options, ILaneTrainingProgress? progress = null)
    {
        var outcome = LaneTrainer.Train(options, progress ?? new Silence(), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Fault);
        return outcome.Result!;
    }

    [TorchFact]
    public void A_short_training_lowers_the_loss_and_leaves_a_model_with_its_card_and_pictures()
    {
        using var lanes = new SyntheticLanes(500, withTest: true);
        var result = Train(Options(lanes, "out") with { Epochs = 5 });

        var (first, best) = (result.History.Epochs[0].ValidationLoss, result.History.Best!.ValidationLoss);
        Assert.True(best < first / 2, $"validation loss {first} fell to {best} only");
        Assert.All(Enum.GetValues<Intent>(), intent => Assert.InRange(result.Test!.Heads[intent].MeanAbsoluteError, 0, 0.25));
        Assert.InRange(result.Parity.MaxAbsoluteDifference, 0, LaneParity.Tolerance);
        using var byTorch = TorchLaneModel.Load(result.Checkpoint).Model!;
        using var byOnnx = new Microsoft.ML.OnnxRuntime.InferenceSession(result.Model);
        using var data = LaneDataset.Open(lanes.Data).Value!;
        var steering = new float[4];
        byTorch.Infer(data.Crop(7), steering);
        Assert.Equal(LaneOnnxTests.Run(byOnnx, data.Crop(7).ToArray()), steering, (one, other) => Math.Abs(one - other) < LaneParity.Tolerance);
        foreach (var file in (string[])[LaneFiles.Model, LaneFiles.Card, LaneFiles.ReadableCard, LaneFiles.LossCurve, LaneFiles.Scatter, LaneFiles.Checkpoint])
            Assert.True(new FileInfo(Path.Combine(lanes.Out("out"), file)).Length > 500, file);

        var card = LaneCard.Parse(File.ReadAllText(result.Card))!;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(result.Model))), card.ModelSha256);
        Assert.Equal(data.Manifest.Sha256, card.Data.Sha256);
        Assert.Equal(17_203_940, card.Architecture.MultiplyAdds);
    }

    [TorchFact]
    public void A_run_that_was_stopped_and_resumed_ends_with_the_same_model_as_one_that_was_not()
    {
        using var lanes = new SyntheticLanes(160);
        var whole = Train(Options(lanes, "whole"));
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => LaneTrainer.Train(Options(lanes, "halves"), new StopIn(2, stop), TimeProvider.System, stop.Token));
        var halves = Train(Options(lanes, "halves") with { Resume = true });

        Assert.Equal(whole.History.Epochs.Select(epoch => epoch.ValidationLoss), halves.History.Epochs.Select(epoch => epoch.ValidationLoss));
        Assert.Equal(File.ReadAllBytes(whole.Model), File.ReadAllBytes(halves.Model));
    }

    [TorchFact]
    public async Task The_garbage_collector_may_run_at_any_moment()
    {
        using var lanes = new SyntheticLanes(160);
        var quiet = Train(Options(lanes, "quiet"));
        using var done = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        }, TestContext.Current.CancellationToken);
        var disturbed = Train(Options(lanes, "disturbed"));
        await done.CancelAsync();
        await collecting;
        Assert.Equal(File.ReadAllBytes(quiet.Model), File.ReadAllBytes(disturbed.Model));
    }

    [TorchFact]
    public void Another_seed_gives_another_model_and_the_full_frame_is_the_same_trainer_on_another_view()
    {
        using var lanes = new SyntheticLanes(100);
        var options = Options(lanes, "one") with { Epochs = 1 };
        var one = Train(options);
        var other = Train(options with { Seed = 6, Out = lanes.Out("other") });
        var full = Train(options with { View = LaneView.FullFrame, Out = lanes.Out("full") });

        Assert.NotEqual(File.ReadAllBytes(one.Model), File.ReadAllBytes(other.Model));
        Assert.Equal(one.History.Best!.ValidationLoss, full.History.Best!.ValidationLoss); // both views of the synthetic frames are the same
        Assert.Equal(LaneView.FullFrame, LaneCard.Parse(File.ReadAllText(full.Card))!.Data.View);
    }

    [TorchFact]
    public void A_run_that_does_not_get_better_ends_early_and_keeps_its_best_epoch()
    {
        using var lanes = new SyntheticLanes(100);
        var result = Train(Options(lanes, "out") with { Epochs = 50, Patience = 2, LearningRate = 1e-7, Augmentation = Training.Lane.Input.LaneAugmentation.None, Dropout = 0 });
        Assert.True(result.Stop is LaneStop.NoBetterForLong or LaneStop.AllEpochs);
        Assert.Equal(result.History.Epochs.Min(epoch => epoch.ValidationLoss), result.History.Best!.ValidationLoss);
        Assert.Equal(result.History.Best.ValidationLoss, result.Validation.Loss, 6);
    }

    [TorchFact]
    public void A_round_begins_with_the_weights_of_the_last_one()
    {
        using var lanes = new SyntheticLanes(300);
        var first = Train(Options(lanes, "first") with { Epochs = 4 });
        var still = Options(lanes, "second") with { Epochs = 1, LearningRate = 1e-7 }; // hardly moves
        var second = Train(still with { StartFrom = first.Checkpoint });
        var fresh = Train(still with { Out = lanes.Out("fresh") });
        Assert.Equal(first.Validation.Loss, second.Validation.Loss, 1e-4);
        Assert.NotEqual(first.Validation.Loss, fresh.Validation.Loss, 1e-3);
    }

    [TorchFact]
    public void What_cannot_be_trained_is_named()
    {
        using var lanes = new SyntheticLanes(100);
        var options = Options(lanes, "out") with { Epochs = 1 };
        Assert.Equal(LaneTrainingFaultKind.Option, Fault(options with { Batch = 0 }));
        Assert.Equal(LaneTrainingFaultKind.Data, Fault(options with { Data = lanes.Folder }));
        Assert.Equal(LaneTrainingFaultKind.Data, Fault(options with { Batch = 1000 }));
        Assert.Equal(LaneTrainingFaultKind.Checkpoint, Fault(options with { StartFrom = lanes.Out("nowhere") }));
        Train(options);
        Assert.Equal(LaneTrainingFaultKind.Checkpoint, Fault(options with { Resume = true, Seed = 77 }));
        File.WriteAllText(Path.Combine(options.Out, LaneFiles.Checkpoint), "garbage");
        Assert.Equal(LaneTrainingFaultKind.Checkpoint, Fault(options with { Resume = true }));
    }

    private static LaneTrainingFaultKind Fault(LaneTrainingOptions options) =>
        LaneTrainer.Train(options, new Silence(), TimeProvider.System, TestContext.Current.CancellationToken).Fault!.Kind;

    private class Silence : ILaneTrainingProgress
    {
        public void Began(LaneTrainingOptions options, int trainFrames, int validationFrames, int batchesPerEpoch, LaneHistory before)
        {
        }

        public virtual void Trained(int epoch, int batch, double loss, double imagesPerSecond)
        {
        }

        public void Ended(LaneEpoch epoch, LaneEpoch best, int epochsPlanned)
        {
        }
    }

    /// <summary>Interrupts in the middle of an epoch, as Ctrl-C would.</summary>
    private sealed class StopIn(int epoch, CancellationTokenSource stop) : Silence
    {
        public override void Trained(int now, int batch, double loss, double imagesPerSecond)
        {
            if (now == epoch && batch == 3) stop.Cancel();
        }
    }
}
