namespace Pixelopolis.Training.Lane;

/// <summary>Why a training run could not begin or end with a model.</summary>
public enum LaneTrainingFaultKind
{
    /// <summary>An option is out of its range.</summary>
    Option,

    /// <summary>The data set cannot be read, or has nothing to train or validate on.</summary>
    Data,

    /// <summary>The checkpoint is missing, damaged, or of another run.</summary>
    Checkpoint,

    /// <summary>The loss became infinite or not a number.</summary>
    Diverged,

    /// <summary>ONNX Runtime gives other answers than torch: the exported model must not be used.</summary>
    Parity,
}

/// <summary>A named fault and what is wrong.</summary>
public sealed record LaneTrainingFault(LaneTrainingFaultKind Kind, string Message)
{
    public override string ToString() => $"{Kind}: {Message}";
}

/// <summary>Exactly one of the two is set.</summary>
public readonly record struct LaneTrainingOutcome(LaneTrainingResult? Result, LaneTrainingFault? Fault)
{
    public static implicit operator LaneTrainingOutcome(LaneTrainingResult result) => new(result, null);

    public static implicit operator LaneTrainingOutcome(LaneTrainingFault fault) => new(null, fault);
}

/// <summary>What a run leaves: the model's files, how it went and how well it does.</summary>
public sealed record LaneTrainingResult(string Model, string Card, string Checkpoint, LaneHistory History, LaneStop Stop, LaneMetrics Validation, LaneMetrics? Test, LaneParity Parity);

/// <summary>Who wants to see a run while it goes. Called on the training thread.</summary>
public interface ILaneTrainingProgress
{
    void Began(LaneTrainingOptions options, int trainFrames, int validationFrames, int batchesPerEpoch, LaneHistory before);

    void Trained(int epoch, int batch, double loss, double imagesPerSecond);

    void Ended(LaneEpoch epoch, LaneEpoch best, int epochsPlanned);
}
