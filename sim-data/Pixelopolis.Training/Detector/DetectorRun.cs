using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Training.Detector.Data;
using Pixelopolis.Training.Detector.Input;
using Pixelopolis.Training.Optimizing;
using TorchSharp;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Detector;

/// <summary>A run in the making: the network, its optimizer, the averaged weights and the best of them so far, and how it went.</summary>
internal sealed class DetectorRun : IDisposable
{
    private const int ProbeBatches = 6;
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromMinutes(8);

    /// <summary>No epoch is begun that would end later than this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    private static readonly Scalar One = 1.0; // kept for good: see the loss

    private readonly DetectorTrainingOptions _options;
    private readonly DetectorData _data;
    private readonly DetectorBatches _batches;
    private readonly DetectorNetwork _network;
    private readonly AdamW _optimizer;
    private readonly string _checkpoint;
    private readonly int[] _validation;
    private WeightAverage _average;
    private DetectorPartialEpoch _partial;
    private long _steps;
    private byte[] _best;
    private long _began;
    private double _secondsBefore;

    public DetectorRun(DetectorTrainingOptions options, DetectorData data)
    {
        (_options, _data) = (options, data);
        SceneObject[] objects = [.. data.Train.SelectMany(data.Truth).Where(thing => !thing.Difficult)];
        Grid = new(AnchorFit.Sizes(objects), options.Input);
        AnchorRecall = AnchorFit.Recall(Grid, objects);
        set_num_threads(options.Threads);
        random.manual_seed(options.Seed);
        _network = new(new(options.Classes.Count, Grid.Counts, options.Width, options.Depth, options.Input)) { Mixed = options.Mixed };
        _average = new(_network, options.Averaging);
        _best = DetectorCheckpoint.WeightsOf(_network);
        _optimizer = new(_network.parameters(), options.WeightDecay, parameter => parameter.dim() > 1);
        _batches = new(data, Grid, options.Classes.Count, options.Augmentation, options.Batch, options.Seed);
        _checkpoint = Path.Combine(options.Out, DetectorFiles.Checkpoint);
        var stride = Math.Max(1, data.Validation.Length / options.ValidationPictures);
        _validation = [.. data.Validation.Where((_, place) => place % stride == 0).Take(options.ValidationPictures)];
        History = new(options.Epochs, []);
    }

    public AnchorGrid Grid { get; }

    public AnchorRecall AnchorRecall { get; }

    public DetectorHistory History { get; private set; }

    public DetectorRunStart Start => new(_data.Train.Length, _data.Validation.Length, _data.Test.Length, _batches.PerEpoch, Network.Architecture.Parameters,
        Network.Architecture.MultiplyAdds, Grid.Sizes, AnchorRecall, _data.Unknown, _data.Problems, History);

    /// <summary>The averaged weights.</summary>
    public DetectorNetwork Network => _average.Network;

    private DetectorRunIdentity Identity => DetectorRunIdentity.Of(_options, _data.Sha256);

    /// <summary>Takes up a checkpoint where the options ask for it; else settles how many epochs there will be.</summary>
    public DetectorTrainingFault? Begin(TimeProvider time, CancellationToken cancel)
    {
        _began = time.GetTimestamp();
        if (!_options.Resume || !File.Exists(_checkpoint))
        {
            if (_options.StartFrom is { } earlier && Inherit(earlier) is { } unfit) return unfit;
            if (_options.Epochs == 0) History = History with { Planned = EpochsThatFit(time, cancel) };
            return null;
        }
        var (checkpoint, fault) = DetectorCheckpoint.Load(_checkpoint);
        if (checkpoint is null) return new(DetectorTrainingFaultKind.Checkpoint, $"{_checkpoint} {fault}");
        if (checkpoint.Identity.Difference(Identity) is { } difference)
            return new(DetectorTrainingFaultKind.Checkpoint, $"{_checkpoint} is of another run: {difference}. Train without resuming, or into another folder.");
        DetectorCheckpoint.Restore(_network, checkpoint.Weights);
        DetectorCheckpoint.Restore(Network, checkpoint.Average);
        DetectorCheckpoint.Restore(_optimizer, checkpoint.Optimizer);
        (_best, History, _partial, _steps) = (checkpoint.Best, checkpoint.History, checkpoint.Partial, checkpoint.Steps);
        _secondsBefore = History.Seconds + _partial.Seconds;
        if (_options.Epochs > 0) History = History with { Planned = Math.Max(_options.Epochs, History.Epochs.Count) };
        return null;
    }

    /// <summary>Why it ends here though more epochs were planned: the next one would last, as the last one did, beyond two hours from the beginning, earlier sittings counted. Null to go on.</summary>
    public string? Cut(TimeProvider time)
    {
        if (History.Epochs is not [.., var last]) return null;
        var (spent, next) = (TimeSpan.FromSeconds(_secondsBefore) + time.GetElapsedTime(_began), TimeSpan.FromSeconds(Math.Max(0, last.Seconds - _partial.Seconds)));
        return spent + next <= Longest ? null : FormattableString.Invariant(
            $"stopped after {History.Epochs.Count} of {History.Planned} epochs: {spent.TotalMinutes:0} minutes are over, another epoch would take {next.TotalMinutes:0}, and a run lasts two hours at most; epoch {History.Best!.Number} is kept");
    }

    /// <summary>Trains one epoch (or the rest of one), validates, and writes the checkpoint; cancelled, it writes the checkpoint where it is.</summary>
    public DetectorTrainingFault? Epoch(IDetectorTrainingProgress progress, TimeProvider time, CancellationToken cancel)
    {
        var (number, start, saved, resumedAt, before) = (History.Epochs.Count + 1, time.GetTimestamp(), time.GetTimestamp(), _partial.Batches, _partial.Seconds);
        var (learningRate, rate) = (0.0, 0.0);
        _network.train();
        foreach (var batch in _batches.Epoch(number, resumedAt))
        {
            if (cancel.IsCancellationRequested) Save();
            cancel.ThrowIfCancellationRequested();
            learningRate = CosineSchedule.LearningRate((number - 1 + (double)_partial.Batches / _batches.PerEpoch) / History.Planned, _options.LearningRate);
            var (scores, boxes) = Step(batch, learningRate);
            if (!double.IsFinite(scores + boxes))
                return new(DetectorTrainingFaultKind.Diverged, $"the loss is {scores + boxes} in epoch {number}: a lower learning rate than {_options.LearningRate} is needed");
            _partial = new(_partial.Batches + 1, _partial.ScoreLoss + scores, _partial.BoxLoss + boxes, before + time.GetElapsedTime(start).TotalSeconds);
            rate = (_partial.Batches - resumedAt) * _options.Batch / Math.Max(1e-9, time.GetElapsedTime(start).TotalSeconds);
            progress.Trained(number, _partial.Batches, (_partial.ScoreLoss + _partial.BoxLoss) / _partial.Batches, rate);
            if (time.GetElapsedTime(saved) < BetweenCheckpoints) continue;
            Save();
            saved = time.GetTimestamp();
        }
        var summary = CocoEvaluation.Evaluate(DetectorEvaluator.Find(Network, Grid, _data, _validation, CancellationToken.None), [.. Enumerable.Range(0, _options.Classes.Count)]);
        History = History.With(new(number, _partial.ScoreLoss / _partial.Batches, _partial.BoxLoss / _partial.Batches, learningRate, summary.Map, summary.Map50,
            before + time.GetElapsedTime(start).TotalSeconds, rate));
        _partial = default;
        if (History.Best!.Number == number) _best = DetectorCheckpoint.WeightsOf(Network);
        Save();
        progress.Ended(History.Epochs[^1], History);
        return null;
    }

    /// <summary>Puts the best epoch's averaged weights into <see cref="Network"/>.</summary>
    public void KeepBest() => DetectorCheckpoint.Restore(Network, _best);

    /// <summary>Weights, and the average, of the run before.</summary>
    private DetectorTrainingFault? Inherit(string path)
    {
        var (checkpoint, fault) = DetectorCheckpoint.Load(path);
        if (checkpoint is null) return new(DetectorTrainingFaultKind.Checkpoint, $"{path} {fault}");
        var (its, mine) = (checkpoint.Identity, Identity);
        if ((its.Classes, its.Network) != (mine.Classes, mine.Network))
            return new(DetectorTrainingFaultKind.Checkpoint, $"{path} is of classes {its.Classes} at {its.Network}; this run has {mine.Classes} at {mine.Network}");
        DetectorCheckpoint.Restore(_network, checkpoint.Best);
        DetectorCheckpoint.Restore(Network, checkpoint.Best);
        _best = checkpoint.Best;
        History = History with { Before = [.. checkpoint.History.Before ?? [], new(its.DataSha256, checkpoint.History.Epochs.Count, checkpoint.History.Seconds, its.LearningRate)] };
        return null;
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _average.Dispose();
        _network.Dispose();
    }

    private void Save() => new DetectorCheckpoint(Identity, History, _partial, _steps, DetectorCheckpoint.WeightsOf(_network), DetectorCheckpoint.WeightsOf(Network), _best, DetectorCheckpoint.StateOf(_optimizer)).Save(_checkpoint);

    private (double Scores, double Boxes) Step(DetectorBatch batch, double learningRate)
    {
        using var scope = NewDisposeScope();
        _network.zero_grad();
        var answers = _network.forward(batch.Pictures());
        var (scores, boxes) = DetectorLoss.Of(answers.Scores, answers.Boxes, batch);
        scores.add(boxes, One).backward();
        nn.utils.clip_grad_norm_(_network.parameters(), _options.Clip);
        _optimizer.Step(learningRate);
        _average.Follow(_steps++);
        return (scores.item<float>(), boxes.item<float>());
    }

    /// <summary>Times a few batches, forgets what they taught, and plans as many epochs as fit.</summary>
    private int EpochsThatFit(TimeProvider time, CancellationToken cancel)
    {
        var (weights, optimizer) = (DetectorCheckpoint.WeightsOf(_network), DetectorCheckpoint.StateOf(_optimizer));
        var (done, start) = (0, 0L);
        _network.train();
        foreach (var batch in _batches.Epoch(0, 0))
        {
            cancel.ThrowIfCancellationRequested();
            if (done == 2) start = time.GetTimestamp(); // the first ones warm up
            Step(batch, 1e-7);
            if (++done == ProbeBatches + 2) break;
        }
        var seconds = done > 2 ? time.GetElapsedTime(start).TotalSeconds / (done - 2) * _batches.PerEpoch : 0;
        DetectorCheckpoint.Restore(_network, weights);
        DetectorCheckpoint.Restore(_optimizer, optimizer);
        _steps = 0;
        _average.Dispose();
        _average = new(_network, _options.Averaging);
        // A validation picture costs a third of a training picture.
        seconds *= 1 + _validation.Length / 3.0 / Math.Max(1, _data.Train.Length);
        return seconds > 0 ? (int)Math.Clamp(_options.Minutes * 60 / seconds, 1, 300) : 1;
    }
}
