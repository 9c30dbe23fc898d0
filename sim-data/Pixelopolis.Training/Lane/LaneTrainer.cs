using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane;

/// <summary>Data set in, model out: data → run → best weights → ONNX, checked against torch → card and pictures.</summary>
public static class LaneTrainer
{
    /// <summary>
    /// Trains until the epochs or the time are used up or nothing has become better for long. A cancelled run leaves its last epoch's
    /// checkpoint, from which <see cref="LaneTrainingOptions.Resume"/> goes on to the very same end.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static LaneTrainingOutcome Train(LaneTrainingOptions options, ILaneTrainingProgress progress, TimeProvider time, CancellationToken cancel)
    {
        if (options.Fault() is { } wrong) return new LaneTrainingFault(LaneTrainingFaultKind.Option, wrong);
        var opened = LaneDataset.Open(options.Data, options.View);
        if (opened.Value is null) return new LaneTrainingFault(LaneTrainingFaultKind.Data, opened.Fault!.ToString());
        using var data = opened.Value;
        if (data.Verify() is { } damaged) return new LaneTrainingFault(LaneTrainingFaultKind.Data, damaged.ToString());
        var (train, validation) = (data.IndicesOf(LaneSplit.Train), data.IndicesOf(LaneSplit.Validation));
        if (train.Length < options.Batch)
            return new LaneTrainingFault(LaneTrainingFaultKind.Data, $"{options.Data} has {train.Length} frames to train on, fewer than one batch of {options.Batch}");
        if (validation.Length == 0)
            return new LaneTrainingFault(LaneTrainingFaultKind.Data, $"{options.Data} has no frames to validate on: none of its cities is in the validation split");

        Directory.CreateDirectory(options.Out);
        using var run = new LaneRun(options, data, train, validation);
        if (run.Restore() is { } unrestored) return unrestored;
        progress.Began(options, train.Length, validation.Length, run.BatchesPerEpoch, run.History);
        LaneStop? stop;
        while ((stop = run.History.Stop(options)) is null)
            if (run.Epoch(progress, time, cancel) is { } diverged) return diverged;
        run.KeepBest();
        return LanePublisher.Publish(options, data, run, stop.Value, time, cancel);
    }
}
