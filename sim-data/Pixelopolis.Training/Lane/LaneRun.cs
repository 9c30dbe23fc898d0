using Pixelopolis.Training.Optimizing;
using Pixelopolis.Datasets.Lane;
using Pixelopolis.Training.Lane.Input;
using TorchSharp;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Lane;

/// <summary>A run in the making: the network, its optimizer, the best weights so far, and how it went.</summary>
internal sealed class LaneRun : IDisposable
{
    private readonly LaneTrainingOptions _options;
    private readonly LaneDataset _data;
    private readonly IReadOnlyList<int> _validation;
    private readonly LaneBatches _batches;
    private readonly int _batchesPerEpoch;
    private readonly AdamW _optimizer;
    private readonly string _checkpoint;
    private byte[] _best;
    private double _learningRate;

    public LaneRun(LaneTrainingOptions options, LaneDataset data, IReadOnlyList<int> train, IReadOnlyList<int> validation)
    {
        (_options, _data, _validation) = (options, data, validation);
        set_num_threads(options.Threads);
        random.manual_seed(options.Seed);
        Network = new(options.Dropout);
        _best = LaneCheckpoint.WeightsOf(Network);
        _optimizer = new(Network.parameters(), options.WeightDecay);
        _batches = new(data, new(data.Frames, train, options.Balance), options.Augmentation, options.Batch, options.Seed);
        _batchesPerEpoch = Math.Max(1, (options.EpochFrames > 0 ? options.EpochFrames : train.Count) / options.Batch);
        _checkpoint = Path.Combine(options.Out, LaneFiles.Checkpoint);
    }

    public LaneNetwork Network { get; }

    public LaneHistory History { get; private set; } = LaneHistory.Empty;

    public int BatchesPerEpoch => _batchesPerEpoch;

    private LaneRunIdentity Identity => LaneRunIdentity.Of(_options, _data.Manifest.Sha256);

    /// <summary>Takes up a checkpoint where the options ask for it.</summary>
    public LaneTrainingFault? Restore()
    {
        var path = _options.StartFrom ?? _checkpoint;
        if (_options.StartFrom is null && (!_options.Resume || !File.Exists(path))) return null;
        var (checkpoint, fault) = LaneCheckpoint.Load(path);
        if (checkpoint is null) return new(LaneTrainingFaultKind.Checkpoint, $"{path} {fault}");
        if (_options.StartFrom is not null)
        {
            LaneCheckpoint.Restore(Network, checkpoint.Best);
            _best = checkpoint.Best;
            return null;
        }
        if (checkpoint.Identity.Difference(Identity) is { } difference)
            return new(LaneTrainingFaultKind.Checkpoint, $"{path} is of another run: {difference}. Train without resuming, or into another folder.");
        LaneCheckpoint.Restore(Network, checkpoint.Weights);
        LaneCheckpoint.Restore(_optimizer, checkpoint.Optimizer);
        (_best, History) = (checkpoint.Best, checkpoint.History);
        return null;
    }

    /// <summary>Trains one epoch, validates, and writes the checkpoint.</summary>
    public LaneTrainingFault? Epoch(ILaneTrainingProgress progress, TimeProvider time, CancellationToken cancel)
    {
        var (number, start, sum, rate) = (History.Epochs.Count + 1, time.GetTimestamp(), 0.0, 0.0);
        var planned = CosineSchedule.EpochsThatFit(_options.Epochs, History.Epochs.Count, History.Seconds, _options.Minutes);
        random.manual_seed(_options.Seed * 100_003L + number);
        Network.train();
        var done = 0;
        foreach (var batch in _batches.Epoch(number, _batchesPerEpoch))
        {
            cancel.ThrowIfCancellationRequested();
            _learningRate = CosineSchedule.LearningRate((number - 1 + (double)done / _batchesPerEpoch) / planned, _options.LearningRate);
            var loss = Step(batch);
            if (!double.IsFinite(loss))
                return new(LaneTrainingFaultKind.Diverged, $"the loss is {loss} in epoch {number}: a lower learning rate than {_options.LearningRate} is needed");
            sum += loss;
            rate = ++done * _options.Batch / Math.Max(1e-9, time.GetElapsedTime(start).TotalSeconds);
            progress.Trained(number, done, sum / done, rate);
        }
        var metrics = LaneEvaluator.Predict(Network, _data, _validation, cancel).Metrics();
        History = History.With(new(number, sum / done, metrics.Loss, _learningRate, time.GetElapsedTime(start).TotalSeconds, rate));
        var weights = LaneCheckpoint.WeightsOf(Network);
        if (History.Best!.Number == number) _best = weights;
        new LaneCheckpoint(Identity, History, weights, _best, LaneCheckpoint.StateOf(_optimizer)).Save(_checkpoint);
        progress.Ended(History.Epochs[^1], History.Best, planned);
        return null;
    }

    /// <summary>Puts the best epoch's weights into the network.</summary>
    public void KeepBest() => LaneCheckpoint.Restore(Network, _best);

    public void Dispose()
    {
        _optimizer.Dispose();
        Network.Dispose();
    }

    private double Step(LaneBatch batch)
    {
        using var scope = NewDisposeScope();
        Network.zero_grad();
        var loss = LaneLoss.Masked(Network.forward(batch.Crops()), batch.Labels());
        loss.backward();
        _optimizer.Step(_learningRate);
        return loss.item<float>();
    }
}
