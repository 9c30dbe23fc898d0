using Pixelopolis.Training.Detector.Data;

namespace Pixelopolis.Training.Detector;

/// <summary>Labelled pictures in, model out: data → run → best weights → ONNX, checked against torch → card and pictures.</summary>
public static class DetectorTrainer
{
    /// <summary>
    /// Trains all epochs planned, or as many as end within two hours. A cancelled run leaves a checkpoint, from which <see cref="DetectorTrainingOptions.Resume"/> goes on to the
    /// very same end.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DetectorTrainingOutcome Train(DetectorTrainingOptions options, IDetectorTrainingProgress progress, TimeProvider time, CancellationToken cancel)
    {
        if (options.Fault() is { } wrong) return new DetectorTrainingFault(DetectorTrainingFaultKind.Option, wrong);
        Directory.CreateDirectory(options.Out);
        var (opened, fault) = DetectorData.Open(options.Data, options.Classes, options.Input, Path.Combine(options.Out, DetectorFiles.Pictures), progress.Read, cancel);
        if (opened is null) return new DetectorTrainingFault(DetectorTrainingFaultKind.Data, fault!);
        using var data = opened;
        if (data.Train.Length < options.Batch)
            return new DetectorTrainingFault(DetectorTrainingFaultKind.Data, $"{data.Train.Length} pictures to train on, fewer than one batch of {options.Batch}{Problem(data)}");
        if (data.Validation.Length == 0)
            return new DetectorTrainingFault(DetectorTrainingFaultKind.Data, $"no pictures to validate on: no folder has an ImageSets/Main/val.txt{Problem(data)}");

        using var run = new DetectorRun(options, data);
        if (run.Begin(time, cancel) is { } unrestored) return unrestored;
        progress.Began(run.Start);
        while (run.History.Epochs.Count < run.History.Planned)
        {
            if (run.Cut(time) is { } why)
            {
                progress.Cut(why);
                break;
            }
            if (run.Epoch(progress, time, cancel) is { } diverged) return diverged;
        }
        run.KeepBest();
        return DetectorPublisher.Publish(options, data, run, time, cancel);
    }

    private static string Problem(DetectorData data) => data.Problems is [var first, ..] ? $"; of {data.Problems.Count} faults the first is {first}" : "";
}
