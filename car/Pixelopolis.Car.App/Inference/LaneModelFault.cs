namespace Pixelopolis.Car.App.Inference;

/// <summary>What can be wrong with a lane model's file.</summary>
public enum LaneModelFaultKind { Missing, Unreadable, NotOnnx, WrongInput, WrongOutput, WrongState, NativeLibraryMissing }

/// <summary>Why a lane model is refused: what was expected and what was found.</summary>
public sealed record LaneModelFault(LaneModelFaultKind Kind, string Message)
{
    public override string ToString() => Message;
}

/// <summary>A lane model, or why there is none.</summary>
public readonly record struct LaneModelLoading(OnnxLaneModel? Model, LaneModelFault? Fault);
