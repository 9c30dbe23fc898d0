using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pixelopolis.Car.Perception;
using Pixelopolis.Training.Detector;

namespace Pixelopolis.Training.Tests.Detector;

[Collection("torch")]
public sealed class DetectorTrainerTests
{
    private static DetectorTrainingOptions Options(LabelledSquares squares, string to) => new()
    {
        Data = [squares.Data], Out = squares.Out(to), Classes = ["red", "green"], Epochs = 2, Batch = 8, Width = 0.25, Seed = 5, Threads = 1, Averaging = 0.9,
    };

    private static DetectorTrainingResult Train(DetectorTrainingOptions options)
    {
        var outcome = DetectorTrainer.Train(options, new Silence(), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Fault);
        return outcome.Result!;
    }

    [TorchFact]
    public void A_short_training_finds_squares_and_leaves_a_model_with_its_labels_card_and_pictures()
    {
        using var squares = new LabelledSquares(64, 16, 16);
        var watched = new Silence();
        var options = Options(squares, "out") with { Epochs = 20, LearningRate = 5e-3 };
        var outcome = DetectorTrainer.Train(options, watched, TimeProvider.System, TestContext.Current.CancellationToken);
        var result = outcome.Result!;

        Assert.Equal(20, result.History.Epochs.Count);
        Assert.True(result.History.Epochs[^1].BoxLoss < result.History.Epochs[0].BoxLoss * 0.8, $"box loss {result.History.Epochs[0].BoxLoss} fell to {result.History.Epochs[^1].BoxLoss} only");
        Assert.InRange(result.Card.Test!.Map50, 0.3, 1);
        Assert.Equal(["blue"], watched.Start!.Unknown.Keys);
        Assert.True(result.Card.Parity.Holds);
        foreach (var file in (string[])[DetectorFiles.Model, DetectorFiles.Heads, DetectorFiles.Card, DetectorFiles.ReadableCard, DetectorFiles.LossCurve, DetectorFiles.Curves, DetectorFiles.Checkpoint])
            Assert.True(new FileInfo(Path.Combine(options.Out, file)).Length > 500, file);
        Assert.Equal(LabelMap.Text(["red", "green"]), File.ReadAllText(Path.Combine(options.Out, DetectorFiles.Labels)));
        Assert.False(File.Exists(Path.Combine(options.Out, DetectorFiles.Pictures)));

        var card = DetectorCard.Parse(File.ReadAllText(Path.Combine(options.Out, DetectorFiles.Card)))!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(result.Model))), card.ModelSha256);
        Assert.Equal([0.266667, 0, 0.933333, 1], card.Architecture.Region);
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(result.Model);
        Assert.Equal("0.266667,0,0.933333,1", session.ModelMetadata.CustomMetadataMap["region"]);
        Assert.Equal("red,green", session.ModelMetadata.CustomMetadataMap["labels"]);
    }

    [TorchFact]
    public void A_run_that_was_stopped_in_an_epoch_and_resumed_ends_with_the_same_model_as_one_that_was_not()
    {
        using var squares = new LabelledSquares(32);
        var whole = Train(Options(squares, "whole"));
        foreach (var batch in (int[])[2, 4])
        {
            using var stop = new CancellationTokenSource();
            Assert.Throws<OperationCanceledException>(() => DetectorTrainer.Train(Options(squares, $"stopped{batch}"), new StopIn(batch == 4 ? 1 : 2, batch, stop), TimeProvider.System, stop.Token));
            var resumed = Train(Options(squares, $"stopped{batch}") with { Resume = true });
            Assert.Equal(whole.History.Epochs.Select(epoch => (epoch.ScoreLoss, epoch.BoxLoss, epoch.Map)), resumed.History.Epochs.Select(epoch => (epoch.ScoreLoss, epoch.BoxLoss, epoch.Map)));
            Assert.Equal(File.ReadAllBytes(whole.Model), File.ReadAllBytes(resumed.Model));
        }
    }

    [TorchFact]
    public void A_run_begins_with_another_ones_weights_and_its_card_says_so()
    {
        using var squares = new LabelledSquares(32, 16, 16);
        var first = Options(squares, "first") with { Epochs = 12, LearningRate = 5e-3 };
        var taught = Train(first).History.Epochs;
        var going = Options(squares, "second") with { Epochs = 1, LearningRate = 1e-5, StartFrom = Path.Combine(first.Out, DetectorFiles.Checkpoint) };
        var second = Train(going);

        Assert.True(second.History.Epochs[0].ScoreLoss < (taught[0].ScoreLoss + taught[^1].ScoreLoss) / 2, $"{second.History.Epochs[0].ScoreLoss} after {taught[0].ScoreLoss} … {taught[^1].ScoreLoss}");
        Assert.Equal((12, 5e-3), (second.Card.Training.Before![0].Epochs, second.Card.Training.Before[0].LearningRate));
        Assert.Contains("went on from a run of 12 epochs", File.ReadAllText(Path.Combine(going.Out, DetectorFiles.ReadableCard)), StringComparison.Ordinal);

        var other = DetectorTrainer.Train(going with { Classes = ["red"], Out = squares.Out("third") }, new Silence(), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(DetectorTrainingFaultKind.Checkpoint, other.Fault!.Kind);
        Assert.Contains("red,green", other.Fault.ToString(), StringComparison.Ordinal);
    }

    [TorchFact]
    public void A_network_of_another_depth_and_input_is_trained_goes_on_and_is_not_taken_for_another()
    {
        using var squares = new LabelledSquares(16);
        var options = Options(squares, "out") with { Epochs = 1, Depth = 0.5, Input = DetectorInput.Reference with { Width = 256, Height = 128 } };
        var card = Train(options).Card;
        Assert.True(card.Parity.Holds);
        Assert.Contains("[1,128,256,3]", card.Architecture.Input, StringComparison.Ordinal);
        Assert.Equal((0.5, new DetectorArchitecture(2, [3, 3, 3], 0.25, 0.5, options.Input).MultiplyAdds), (card.Architecture.Depth, card.Architecture.MultiplyAdds));
        Assert.Contains("0.5 of its depth", File.ReadAllText(Path.Combine(options.Out, DetectorFiles.ReadableCard)), StringComparison.Ordinal);
        using (var session = new Microsoft.ML.OnnxRuntime.InferenceSession(Path.Combine(options.Out, DetectorFiles.Model)))
            Assert.Equal("0.266667,0,0.933333,1", session.ModelMetadata.CustomMetadataMap["region"]);

        Assert.Equal(2, Train(options with { Epochs = 2, Resume = true }).History.Epochs.Count);
        Assert.Contains("Depth was 0.5 and is 1 now", Named(options with { Resume = true, Depth = 1 }), StringComparison.Ordinal);
        Assert.Contains("Input was 256x128 and is 320x160 now", Named(options with { Resume = true, Input = DetectorInput.Reference }), StringComparison.Ordinal);

        var going = options with { Out = squares.Out("going"), StartFrom = Path.Combine(options.Out, DetectorFiles.Checkpoint) };
        Train(going);
        Assert.Contains("depth 0.5 and input 256x128; this run has red,green at width 0.25, depth 1 and input 256x128", Named(going with { Depth = 1 }), StringComparison.Ordinal);
        Assert.Contains("this run has red,green at width 0.25, depth 0.5 and input 320x160", Named(going with { Input = DetectorInput.Reference }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_from_before_there_was_a_depth_and_an_input_is_of_the_references()
    {
        var identity = DetectorRunIdentity.Of(new() { Data = ["data"], Out = "out" }, "hash");
        var older = JsonNode.Parse(JsonSerializer.Serialize(identity))!.AsObject();
        Assert.True(older.Remove(nameof(identity.Depth)) && older.Remove(nameof(identity.Input)));
        Assert.Null(older.Deserialize<DetectorRunIdentity>()!.Difference(identity));
    }

    [TorchFact]
    public async Task The_garbage_collector_may_run_at_any_moment()
    {
        using var squares = new LabelledSquares(24);
        var quiet = Train(Options(squares, "quiet") with { Mixed = true });
        using var done = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        }, TestContext.Current.CancellationToken);
        var disturbed = Train(Options(squares, "disturbed") with { Mixed = true });
        await done.CancelAsync();
        await collecting;
        Assert.Equal(File.ReadAllBytes(quiet.Model), File.ReadAllBytes(disturbed.Model));
    }

    [TorchFact]
    public void Without_a_number_of_epochs_as_many_are_planned_as_fit_the_time_and_the_probe_leaves_no_trace()
    {
        using var squares = new LabelledSquares(32);
        var planned = Train(Options(squares, "planned") with { Epochs = 0, Minutes = 0.02 });
        Assert.InRange(planned.History.Planned, 1, 300);
        var told = Train(Options(squares, "told") with { Epochs = planned.History.Planned });
        Assert.Equal(File.ReadAllBytes(planned.Model), File.ReadAllBytes(told.Model));
    }

    [TorchFact]
    public void Folded_batch_norm_answers_as_torch_does_and_another_graph_is_noticed()
    {
        using var squares = new LabelledSquares(16);
        var result = Train(Options(squares, "out") with { Epochs = 1 });
        Assert.InRange(result.Card.Parity.Scores, 0, 1e-4);
        Assert.InRange(result.Card.Parity.Boxes, 0, 1e-3);
        Assert.False((result.Card.Parity with { Scores = 0.01 }).Holds);
        Assert.False((result.Card.Parity with { Detections = 1 }).Holds);
        Assert.False((result.Card.Parity with { Boxes = double.NaN }).Holds);
    }

    [TorchFact]
    public void Sixteen_bits_between_layers_learn_the_same()
    {
        using var squares = new LabelledSquares(32);
        var (full, mixed) = (Train(Options(squares, "full")), Train(Options(squares, "mixed") with { Mixed = true }));
        var (one, other) = (full.History.Epochs[0], mixed.History.Epochs[0]);
        Assert.Equal(one.ScoreLoss, other.ScoreLoss, one.ScoreLoss * 0.2);
        Assert.Equal(one.BoxLoss, other.BoxLoss, one.BoxLoss * 0.1);
        Assert.NotEqual(one.BoxLoss, other.BoxLoss);
        Assert.True(mixed.Card.Parity.Holds);
    }

    [TorchFact]
    public void What_cannot_be_trained_is_named()
    {
        using var squares = new LabelledSquares(16);
        var options = Options(squares, "out") with { Epochs = 1 };
        Assert.Equal(DetectorTrainingFaultKind.Option, Fault(options with { Batch = 0 }));
        Assert.Equal(DetectorTrainingFaultKind.Option, Fault(options with { Classes = ["a", "a"] }));
        Assert.Equal(DetectorTrainingFaultKind.Data, Fault(options with { Data = [squares.Out("nowhere")] }));
        Assert.Equal(DetectorTrainingFaultKind.Data, Fault(options with { Batch = 100 }));
        Train(options);
        Assert.Equal(DetectorTrainingFaultKind.Checkpoint, Fault(options with { Resume = true, Seed = 77 }));
        File.WriteAllText(Path.Combine(options.Out, DetectorFiles.Checkpoint), "garbage");
        Assert.Equal(DetectorTrainingFaultKind.Checkpoint, Fault(options with { Resume = true }));
    }

    private static DetectorTrainingFaultKind Fault(DetectorTrainingOptions options) =>
        DetectorTrainer.Train(options, new Silence(), TimeProvider.System, TestContext.Current.CancellationToken).Fault!.Kind;

    private static string Named(DetectorTrainingOptions options) =>
        DetectorTrainer.Train(options, new Silence(), TimeProvider.System, TestContext.Current.CancellationToken).Fault!.Message;

    private class Silence : IDetectorTrainingProgress
    {
        public DetectorRunStart? Start { get; private set; }

        public void Read(int pictures, int of)
        {
        }

        public void Began(DetectorRunStart start) => Start = start;

        public virtual void Trained(int epoch, int batch, double loss, double imagesPerSecond)
        {
        }

        public void Ended(DetectorEpoch epoch, DetectorHistory history)
        {
        }

        public void Cut(string why) => Assert.Fail(why);
    }

    /// <summary>Interrupts in the middle of an epoch, as Ctrl-C would.</summary>
    private sealed class StopIn(int epoch, int batch, CancellationTokenSource stop) : Silence
    {
        public override void Trained(int now, int at, double loss, double imagesPerSecond)
        {
            if (now == epoch && at == batch) stop.Cancel();
        }
    }
}
