using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Lab.Models;

/// <summary>A graph with the type and shape of every tensor in it, as ONNX Runtime works them out from the inputs.</summary>
internal sealed class OpenedGraph
{
    private readonly Dictionary<string, (int Type, IReadOnlyList<long?> Shape)> _tensors = new(StringComparer.Ordinal);

    private OpenedGraph(OnnxFile file) => File = file;

    public OnnxFile File { get; }

    /// <exception cref="OnnxRuntimeException">The model cannot be loaded.</exception>
    public static OpenedGraph Of(OnnxFile file)
    {
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = 1 };
        using var session = new InferenceSession(file.Opened(), options);
        var graph = new OpenedGraph(file);
        foreach (var (name, found) in session.InputMetadata.Concat(session.OutputMetadata).Where(f => f.Value.IsTensor))
            graph._tensors[name] = (Number(found.ElementDataType), [.. found.Dimensions.Select(d => d < 0 ? (long?)null : d)]);
        foreach (var constant in file.Constants.Values) graph._tensors.TryAdd(constant.Name, (constant.Type, [.. constant.Shape.Select(d => (long?)d)]));
        return graph;
    }

    /// <summary>ONNX's number of the element type and the shape (null: not fixed); null when it is no tensor.</summary>
    public (int Type, IReadOnlyList<long?> Shape)? Of(string tensor) => _tensors.TryGetValue(tensor, out var found) ? found : null;

    public string Describe(string tensor) => Of(tensor) is not { } found ? "of unknown type" : $"{TypeName(found.Type)} [{string.Join(',', found.Shape.Select(d => d?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"))}]";

    public static string TypeName(int type) => type switch
    {
        1 => "float", 2 => "uint8", 3 => "int8", 6 => "int32", 7 => "int64", 9 => "bool", 10 => "float16", 11 => "double", _ => $"type {type}",
    };

    private static int Number(TensorElementType type) => (int)type;
}
