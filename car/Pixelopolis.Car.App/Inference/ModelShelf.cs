using System.Globalization;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Inference;

public enum ModelKind { Unknown, Lane, Detector }

public enum CardMatch { NoCard, Matches, Differs, Unreadable }

/// <summary>One model file: what it takes and gives, its hash held against its card, and what is wrong with it (null: nothing).</summary>
/// <param name="Labels">A detector's classes.</param>
/// <param name="RunsIn">Which program can run it, and what it runs on here when a car is let choose; null when none can.</param>
public sealed record ShelvedModel(string Path, ModelKind Kind, long Bytes, string Sha256, string Inputs, string Outputs, CardMatch Card, string? Labels, string? RunsIn, string? Fault);

/// <summary>The models in a folder, each opened, run and checked as a car does it that chooses what it runs on by itself.</summary>
public static class ModelShelf
{
    /// <summary>What ONNX Runtime can compute on here: <c>CPU</c>, and whatever else this build brings.</summary>
    public static IReadOnlyList<string> Providers() => [.. OrtEnv.Instance().GetAvailableProviders().Select(p => p.Replace("ExecutionProvider", "", StringComparison.Ordinal))];

    /// <summary>A graph of this name ends at a detector's heads: it is there to be timed, not to be run on a car.</summary>
    public const string Heads = ".heads.onnx";

    public static IEnumerable<ShelvedModel> Look(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.onnx").Where(f => !f.EndsWith(Heads, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(One) : [];

    private static ShelvedModel One(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var (card, cardFault) = ModelCard.For(path);
        var match = cardFault is not null ? CardMatch.Unreadable : card is null ? CardMatch.NoCard : card.ModelSha256 == sha256 ? CardMatch.Matches : CardMatch.Differs;
        var cardComplaint = match switch
        {
            CardMatch.Differs => $"its card was written for another file (sha256 {card!.ModelSha256})",
            CardMatch.Unreadable => cardFault,
            _ => null,
        };
        try
        {
            using var options = OnnxSession.OneThread();
            using var session = new InferenceSession(bytes, options);
            var kind = session.OutputMetadata.Keys.Any(name => name.StartsWith("detection_", StringComparison.Ordinal)) ? ModelKind.Detector : ModelKind.Lane;
            var (runs, labels, fault) = kind == ModelKind.Detector ? Detector(session, bytes, path) : Lane(session, bytes, path);
            return new ShelvedModel(path, kind, bytes.Length, sha256, LaneModelSignature.Describe(session.InputMetadata), LaneModelSignature.Describe(session.OutputMetadata),
                match, labels, runs, fault ?? cardComplaint);
        }
        catch (OnnxRuntimeException e)
        {
            return new ShelvedModel(path, ModelKind.Unknown, bytes.Length, sha256, "?", "?", match, null, null, $"not a model that ONNX Runtime can run: {e.Message}");
        }
    }

    private static (string? Runs, string? Labels, string? Fault) Lane(InferenceSession session, byte[] bytes, string path)
    {
        var (signature, fault) = LaneModelSignature.Of(session);
        if (signature is null) return (null, null, fault!.Message);
        var (opened, unfit) = OnnxLaneModel.Load(bytes, path, Accelerator.Auto);
        if (opened is null) return (null, null, unfit!.Message);
        using var model = opened;
        var state = signature.StateSize > 0 ? $", {signature.StateSize} numbers of state" : "";
        return ($"car: lane keeper ({(signature.Outputs == 4 ? "an output for each intent" : "one output for every intent")}{state}), ONNX Runtime on {model.Placement}", null, null);
    }

    private static (string? Runs, string? Labels, string? Fault) Detector(InferenceSession session, byte[] bytes, string path)
    {
        var (signature, fault) = DetectorSignature.Of(session);
        if (signature is null) return (null, null, fault!.Message);
        var (labels, labelFault) = LabelMap.For(path, session.ModelMetadata.CustomMetadataMap);
        if (labels is null) return (null, null, labelFault!.Message);
        var (opened, unfit) = OnnxDetector.Load(bytes, path, new DetectorOptions { Accelerator = Accelerator.Auto });
        if (opened is null) return (null, null, unfit!.Message);
        using var detector = opened;
        var region = signature.Input.Region;
        var part = region == FrameRegion.Whole ? "the whole frame" : string.Create(CultureInfo.InvariantCulture,
            $"rows {region.Top:0.###} to {region.Bottom:0.###} and columns {region.Left:0.###} to {region.Right:0.###} of the frame");
        return ($"car: detector ({signature.Input.Width} x {signature.Input.Height} from {part}, at most {signature.Most} detections), ONNX Runtime on {detector.Placement}",
            $"{labels.Known} of {labels.Words.Count} classes are the car's: {string.Join(", ", labels.Words.Values.Take(24))}{(labels.Words.Count > 24 ? "…" : "")}", null);
    }
}
