using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Inference;

/// <summary>What a lane model takes and gives: 4 steering outputs or 1 for every intent, and a state of its own if it is recurrent.</summary>
public sealed record LaneModelSignature(int Outputs, int StateSize)
{
    public const string Image = "image";
    public const string Steering = "steering";
    public const string StateIn = "state_in";
    public const string StateOut = "state_out";
    private const int LongestState = 65_536;

    public static long[] ImageShape { get; } = [1, LaneCrop.Height, LaneCrop.Width, 3];

    /// <summary>Holds a model's inputs and outputs against the seam's contract.</summary>
    public static (LaneModelSignature? Signature, LaneModelFault? Fault) Of(InferenceSession session)
    {
        var (inputs, outputs) = (session.InputMetadata, session.OutputMetadata);
        if (!Fits(inputs, Image, TensorElementType.UInt8, [1, LaneCrop.Height, LaneCrop.Width, 3]))
            return No(LaneModelFaultKind.WrongInput, $"expected the input {Image}: uint8 [1,{LaneCrop.Height},{LaneCrop.Width},3]; found {Describe(inputs)}");
        var four = Fits(outputs, Steering, TensorElementType.Float, [1, 4]);
        if (!four && !Fits(outputs, Steering, TensorElementType.Float, [1, 1]))
            return No(LaneModelFaultKind.WrongOutput, $"expected the output {Steering}: float [1,4] (follow, left, straight, right) or [1,1]; found {Describe(outputs)}");
        var state = 0;
        if (inputs.TryGetValue(StateIn, out var stateIn) || outputs.ContainsKey(StateOut))
        {
            state = stateIn is { Dimensions: [1, > 0 and <= LongestState] } ? stateIn.Dimensions[1] : 0;
            if (state == 0 || !Fits(inputs, StateIn, TensorElementType.Float, [1, state]) || !Fits(outputs, StateOut, TensorElementType.Float, [1, state]))
                return No(LaneModelFaultKind.WrongState, $"a recurrent model has {StateIn} and {StateOut}, both float [1,S] of one size; found {Describe(inputs)} to {Describe(outputs)}");
        }
        if (inputs.Keys.FirstOrDefault(name => name is not (Image or StateIn)) is { } stranger)
            return No(LaneModelFaultKind.WrongInput, $"expected no other input than {Image} (and {StateIn}); found {stranger}, which the car could not fill");
        return (new LaneModelSignature(four ? 4 : 1, state), null);
    }

    public static string Describe(IReadOnlyDictionary<string, NodeMetadata> values) =>
        values.Count == 0 ? "none" : string.Join(", ", values.Select(v => $"{v.Key}: {TypeOf(v.Value)}"));

    private static string TypeOf(NodeMetadata value) =>
        value.IsTensor ? $"{value.ElementDataType.ToString().ToLowerInvariant()} [{string.Join(',', value.Dimensions.Select(d => d < 0 ? "?" : $"{d}"))}]" : value.OnnxValueType.ToString();

    private static bool Fits(IReadOnlyDictionary<string, NodeMetadata> values, string name, TensorElementType type, ReadOnlySpan<int> shape) =>
        values.TryGetValue(name, out var found) && found.IsTensor && found.ElementDataType == type && found.Dimensions.AsSpan().SequenceEqual(shape);

    private static (LaneModelSignature?, LaneModelFault?) No(LaneModelFaultKind kind, string message) => (null, new LaneModelFault(kind, message));
}
