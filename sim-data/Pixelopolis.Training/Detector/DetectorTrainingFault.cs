using Pixelopolis.Datasets.Detection.Evaluation;

namespace Pixelopolis.Training.Detector;

/// <summary>Why a training run could not begin or end with a model.</summary>
public enum DetectorTrainingFaultKind
{
    /// <summary>An option is out of its range.</summary>
    Option,

    /// <summary>The data cannot be read, or has nothing to train or validate on.</summary>
    Data,

    /// <summary>The checkpoint is damaged, or of another run.</summary>
    Checkpoint,

    /// <summary>The loss became infinite or not a number.</summary>
    Diverged,

    /// <summary>ONNX Runtime gives other answers than torch: the exported model must not be used.</summary>
    Parity,
}

/// <summary>A named fault and what is wrong.</summary>
public sealed record DetectorTrainingFault(DetectorTrainingFaultKind Kind, string Message)
{
    public override string ToString() => $"{Kind}: {Message}";
}

/// <summary>Exactly one of the two is set.</summary>
public readonly record struct DetectorTrainingOutcome(DetectorTrainingResult? Result, DetectorTrainingFault? Fault)
{
    public static implicit operator DetectorTrainingOutcome(DetectorTrainingResult result) => new(result, null);

    public static implicit operator DetectorTrainingOutcome(DetectorTrainingFault fault) => new(null, fault);
}

/// <summary>What a run leaves: the model's files, how it went and how well it does.</summary>
public sealed record DetectorTrainingResult(string Model, DetectorCard Card, DetectorHistory History);

/// <summary>What a run begins with, for whoever watches.</summary>
public sealed record DetectorRunStart(
    int Train, int Validation, int Test, int BatchesPerEpoch, int Parameters, long MultiplyAdds, IReadOnlyList<IReadOnlyList<AnchorSize>> Anchors,
    AnchorRecall AnchorRecall, IReadOnlyDictionary<string, int> Unknown, IReadOnlyList<string> Problems, DetectorHistory History);

/// <summary>Who wants to see a run while it goes. Called on the training thread, but for <see cref="Read"/>.</summary>
public interface IDetectorTrainingProgress
{
    /// <summary>So many of so many pictures are decoded. Called from several threads.</summary>
    void Read(int pictures, int of);

    void Began(DetectorRunStart start);

    void Trained(int epoch, int batch, double loss, double imagesPerSecond);

    void Ended(DetectorEpoch epoch, DetectorHistory history);

    /// <summary>Fewer epochs are trained than were planned; the best of them goes into the model.</summary>
    void Cut(string why);
}
