using System.Runtime.InteropServices;

namespace Pixelopolis.Datasets.Onnx;

/// <summary>An input or output of a graph as its file states it: the element type by its number in ONNX (1 float, 2 uint8, 7 int64…), and the shape, null where a size is not fixed.</summary>
public sealed record OnnxPort(string Name, int Type, IReadOnlyList<long?> Shape);

/// <summary>A constant of a graph: weights, a shape, a limit.</summary>
public sealed record OnnxConstant(string Name, int Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Raw, IReadOnlyList<float> FloatData, IReadOnlyList<long> LongData)
{
    /// <summary>Of one of float.</summary>
    public IReadOnlyList<float> Floats() => Raw.Length > 0 ? MemoryMarshal.Cast<byte, float>(Raw.Span).ToArray() : FloatData;

    /// <summary>Of one of int64.</summary>
    public IReadOnlyList<long> Longs() => Raw.Length > 0 ? MemoryMarshal.Cast<byte, long>(Raw.Span).ToArray() : LongData;
}

/// <summary>A graph's node: what it does, to what, with which settings.</summary>
public sealed class OnnxNode
{
    private readonly Dictionary<string, OnnxSetting> _settings;

    internal OnnxNode(ReadOnlyMemory<byte> raw, string operation, string domain, string name, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, Dictionary<string, OnnxSetting> settings) =>
        (Raw, Operation, Domain, Name, Inputs, Outputs, _settings) = (raw, operation, domain, name.Length > 0 ? name : $"{operation}:{string.Join(',', outputs)}", inputs, outputs, settings);

    public string Operation { get; }

    /// <summary>Empty for ONNX's own.</summary>
    public string Domain { get; }

    public string Name { get; }

    /// <summary>An empty name stands for one that is left out.</summary>
    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    internal ReadOnlyMemory<byte> Raw { get; }

    internal OnnxConstant? Value => _settings.GetValueOrDefault("value").Tensor;

    public long Whole(string setting, long unless) => _settings.TryGetValue(setting, out var found) ? found.Whole : unless;

    public float Number(string setting, float unless) => _settings.TryGetValue(setting, out var found) ? found.Number : unless;

    public string Text(string setting, string unless) => _settings.TryGetValue(setting, out var found) ? found.Text : unless;

    public IReadOnlyList<long>? Wholes(string setting) => _settings.TryGetValue(setting, out var found) ? found.Wholes : null;
}

internal readonly record struct OnnxSetting(long Whole, float Number, string Text, IReadOnlyList<long> Wholes, OnnxConstant? Tensor);
