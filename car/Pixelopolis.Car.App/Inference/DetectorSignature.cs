using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Inference;

/// <summary>
/// What a detector takes and gives, by the TensorFlow Object Detection API's signature: one uint8 input [1,H,W,3] of any name; outputs by
/// name, float, with or without the <c>:0</c> that exported graphs carry. Whatever else it gives is ignored.
/// </summary>
/// <param name="Image">The input's name.</param>
/// <param name="Input">Its size, and the part of the frame the model was trained on (metadata <c>region</c>).</param>
/// <param name="Most">Detections it gives at most.</param>
public sealed record DetectorSignature(string Image, DetectorInput Input, int Most, string Boxes, string Scores, string Classes, string Count)
{
    public const string RegionKey = "region";
    private const int LargestSide = 4096;
    private const int MostDetections = 10_000;

    private const string Wanted = "detection_boxes: float [1,N,4], detection_scores: float [1,N], detection_classes: float [1,N] and num_detections: float [1], sizes fixed";

    /// <summary>Holds a model's inputs and outputs against the signature.</summary>
    public static (DetectorSignature? Signature, DetectorFault? Fault) Of(InferenceSession session)
    {
        var (inputs, outputs) = (session.InputMetadata, session.OutputMetadata);
        if (inputs.Count != 1 || inputs.First() is not { Value: { IsTensor: true, ElementDataType: TensorElementType.UInt8, Dimensions: [1, > 0 and <= LargestSide, > 0 and <= LargestSide, 3] } } image)
            return No(DetectorFaultKind.WrongInput, $"expected one input of any name: uint8 [1,H,W,3], sizes fixed, at most {LargestSide} a side; found {LaneModelSignature.Describe(inputs)}");
        string Output(string name) => outputs.ContainsKey(name) ? name : $"{name}:0";
        var (boxes, scores, classes, count) = (Output("detection_boxes"), Output("detection_scores"), Output("detection_classes"), Output("num_detections"));
        if (!outputs.TryGetValue(boxes, out var all) || all.Dimensions is not [1, > 0 and <= MostDetections, 4]
            || !Fits(boxes, [1, all.Dimensions[1], 4]) || !Fits(scores, [1, all.Dimensions[1]]) || !Fits(classes, [1, all.Dimensions[1]]) || !Fits(count, [1]))
            return No(DetectorFaultKind.WrongOutput, $"expected the outputs {Wanted}; found {LaneModelSignature.Describe(outputs)}");
        var metadata = session.ModelMetadata.CustomMetadataMap;
        if (Region(metadata.GetValueOrDefault(RegionKey)) is not { } region)
            return No(DetectorFaultKind.BadRegion, $"expected the metadata {RegionKey} as ymin,xmin,ymax,xmax within 0..1 (as 0.25,0,0.95,1) or none; found '{metadata[RegionKey]}'");
        return (new DetectorSignature(image.Key, new DetectorInput(image.Value.Dimensions[2], image.Value.Dimensions[1], region), all.Dimensions[1], boxes, scores, classes, count), null);

        bool Fits(string name, ReadOnlySpan<int> shape) =>
            outputs.TryGetValue(name, out var found) && found.IsTensor && found.ElementDataType == TensorElementType.Float && found.Dimensions.AsSpan().SequenceEqual(shape);
    }

    private static FrameRegion? Region(string? text)
    {
        if (text is null) return FrameRegion.Whole;
        var parts = text.Split(',');
        Span<double> values = stackalloc double[4];
        if (parts.Length != 4) return null;
        for (var i = 0; i < 4; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || values[i] is not (>= 0 and <= 1)) return null;
        return values[0] < values[2] && values[1] < values[3] ? new FrameRegion(values[1], values[0], values[3], values[2]) : null;
    }

    private static (DetectorSignature?, DetectorFault?) No(DetectorFaultKind kind, string message) => (null, new DetectorFault(kind, message));
}
