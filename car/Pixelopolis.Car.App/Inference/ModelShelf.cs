using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace Pixelopolis.Car.App.Inference;

public enum CardMatch { NoCard, Matches, Differs, Unreadable }

/// <summary>One model file: what it takes and gives, its hash held against its card, and what is wrong with it (null: nothing).</summary>
/// <param name="RunsIn">Which program can run it and how; null when none can.</param>
public sealed record ShelvedModel(string Path, long Bytes, string Sha256, string Inputs, string Outputs, CardMatch Card, string? RunsIn, string? Fault);

/// <summary>The models in a folder, each opened and checked.</summary>
public static class ModelShelf
{
    /// <summary>What ONNX Runtime can compute on here: <c>CPU</c>, and whatever else this build brings.</summary>
    public static IReadOnlyList<string> Providers() => [.. OrtEnv.Instance().GetAvailableProviders().Select(p => p.Replace("ExecutionProvider", "", StringComparison.Ordinal))];

    public static IEnumerable<ShelvedModel> Look(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal).Select(One) : [];

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
            var (signature, fault) = LaneModelSignature.Of(session);
            var state = signature is { StateSize: > 0 } ? $", {signature.StateSize} numbers of state" : "";
            var runs = signature is null ? null : $"car: lane keeper ({(signature.Outputs == 4 ? "an output for each intent" : "one output for every intent")}{state}), ONNX Runtime CPU, 1 thread";
            return new ShelvedModel(path, bytes.Length, sha256, LaneModelSignature.Describe(session.InputMetadata), LaneModelSignature.Describe(session.OutputMetadata),
                match, runs, fault?.Message ?? cardComplaint);
        }
        catch (OnnxRuntimeException e)
        {
            return new ShelvedModel(path, bytes.Length, sha256, "?", "?", match, null, $"not a model that ONNX Runtime can run: {e.Message}");
        }
    }
}
