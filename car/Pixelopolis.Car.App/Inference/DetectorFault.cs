namespace Pixelopolis.Car.App.Inference;

/// <summary>What can be wrong with a detector's files.</summary>
public enum DetectorFaultKind { Missing, Unreadable, NotOnnx, WrongInput, WrongOutput, NoLabels, BadLabels, BadRegion, CannotRun, NativeLibraryMissing }

/// <summary>Why a detector is refused: what was expected and what was found.</summary>
public sealed record DetectorFault(DetectorFaultKind Kind, string Message)
{
    public override string ToString() => Message;
}

/// <summary>A detector, or why there is none.</summary>
public readonly record struct DetectorLoading(OnnxDetector? Detector, DetectorFault? Fault);
