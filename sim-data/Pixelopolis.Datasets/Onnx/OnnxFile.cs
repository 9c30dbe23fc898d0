using Google.Protobuf;

namespace Pixelopolis.Datasets.Onnx;

/// <summary>
/// An ONNX model as its file states it (ModelProto; onnx.proto, IR version 3 and later), read without a runtime: nodes, constants, inputs, outputs, metadata. Parts of it can be cut out
/// as models of their own.
/// </summary>
public sealed class OnnxFile
{
    /// <summary>Protocol buffers end there.</summary>
    private const int MostBytes = int.MaxValue - 64;
    private const int Graph = 7, NodeField = 1, ConstantField = 5, InputField = 11, OutputField = 12;
    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxConstant> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _constantBytes = new(StringComparer.Ordinal);
    private readonly List<OnnxPort> _inputs = [], _outputs = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly List<(int Field, ReadOnlyMemory<byte> Bytes)> _around = [];
    private readonly byte[] _bytes;
    private long _irVersion;

    private OnnxFile(byte[] bytes) => _bytes = bytes;

    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>By name; the values of Constant nodes, too.</summary>
    public IReadOnlyDictionary<string, OnnxConstant> Constants => _constants;

    /// <summary>Without those that only give a constant's default.</summary>
    public IReadOnlyList<OnnxPort> Inputs => _inputs;

    public IReadOnlyList<OnnxPort> Outputs => _outputs;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Of ONNX's own operators; 0 where the file does not say.</summary>
    public long Opset { get; private set; }

    /// <returns>Null with what is wrong.</returns>
    public static OnnxFile? Read(byte[] bytes, out string? fault)
    {
        fault = null;
        if (bytes.Length > MostBytes) fault = $"{bytes.Length} bytes; an ONNX file has at most {MostBytes}";
        if (fault is not null) return null;
        var file = new OnnxFile(bytes);
        try
        {
            foreach (var field in OnnxField.Of(bytes)) file.Take(field);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or ArgumentException)
        {
            fault = $"not an ONNX file: {e.Message}";
            return null;
        }
        if (file._nodes.Count > 0) return file;
        fault = "not an ONNX file: it has no node";
        return null;
    }

    /// <summary>The same model with every node's every output among its outputs, so that a runtime tells their types and shapes.</summary>
    public byte[] Opened()
    {
        var given = _outputs.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var more = new OnnxMessage().Fields(OutputField, _nodes.SelectMany(n => n.Outputs).Where(name => name.Length > 0 && given.Add(name)).Select(name => new OnnxMessage().Field(1, name)));
        // Merging is how protocol buffers read a field that comes twice.
        return [.. _bytes, .. new OnnxMessage().Field(Graph, more).ToArray()];
    }

    /// <summary>What lies between some tensors and others, as a model of its own.</summary>
    /// <param name="from">Its inputs, which nothing before is needed for; the model's own inputs by their names.</param>
    /// <param name="to">Its outputs.</param>
    public byte[] Cut(IReadOnlyList<OnnxValue> from, IReadOnlyList<OnnxValue> to)
    {
        var needed = Before(to.Select(o => o.Name), from.Select(i => i.Name).ToHashSet(StringComparer.Ordinal));
        var used = needed.SelectMany(n => n.Inputs).ToHashSet(StringComparer.Ordinal);
        var graph = new OnnxMessage();
        foreach (var node in needed) graph.Field(NodeField, node.Raw.ToArray());
        graph.Field(2, "part");
        foreach (var (name, raw) in _constantBytes.Where(c => used.Contains(c.Key))) graph.Field(ConstantField, raw.ToArray());
        foreach (var input in from) graph.Field(InputField, input.ToMessage());
        foreach (var output in to) graph.Field(OutputField, output.ToMessage());
        var model = new OnnxMessage().Field(1, _irVersion).Field(Graph, graph);
        foreach (var (field, bytes) in _around) model.Field(field, bytes.ToArray());
        return model.ToArray();
    }

    /// <summary>The nodes that some tensors are computed by, in the graph's order.</summary>
    /// <param name="tensors">Names.</param>
    /// <param name="from">Where to go no further back.</param>
    public IReadOnlyList<OnnxNode> Before(IEnumerable<string> tensors, IReadOnlySet<string>? from = null)
    {
        var maker = new Dictionary<string, OnnxNode>(StringComparer.Ordinal);
        foreach (var node in _nodes)
            foreach (var output in node.Outputs) maker.TryAdd(output, node);
        var (found, open) = (new HashSet<OnnxNode>(), new Stack<string>(tensors));
        while (open.TryPop(out var name))
        {
            if (from?.Contains(name) == true || !maker.TryGetValue(name, out var node) || !found.Add(node)) continue;
            foreach (var input in node.Inputs) open.Push(input);
        }
        return [.. _nodes.Where(found.Contains)];
    }

    private void Take(OnnxField field)
    {
        switch (field.Number)
        {
            case 1: _irVersion = field.Whole; break;
            case Graph:
                foreach (var inner in OnnxField.Of(field.Bytes)) TakeGraph(inner);
                break;
            case 8:
                var (domain, version) = ("", 0L);
                foreach (var inner in OnnxField.Of(field.Bytes))
                {
                    if (inner.Number == 1) domain = inner.Text;
                    if (inner.Number == 2) version = inner.Whole;
                }
                if (domain is "" or "ai.onnx") Opset = version;
                _around.Add((8, field.Bytes));
                break;
            case 14:
                var (key, value) = ("", "");
                foreach (var inner in OnnxField.Of(field.Bytes))
                {
                    if (inner.Number == 1) key = inner.Text;
                    if (inner.Number == 2) value = inner.Text;
                }
                _metadata[key] = value;
                break;
            case 25: _around.Add((25, field.Bytes)); break; // functions of the model's own
        }
    }

    private void TakeGraph(OnnxField field)
    {
        switch (field.Number)
        {
            case NodeField:
                var node = Node(field.Bytes);
                _nodes.Add(node);
                if (node.Operation == "Constant" && node.Value is { } value && node.Outputs.Count == 1) _constants[node.Outputs[0]] = value;
                break;
            case ConstantField:
                var constant = Tensor(field.Bytes);
                (_constants[constant.Name], _constantBytes[constant.Name]) = (constant, field.Bytes);
                _inputs.RemoveAll(i => i.Name == constant.Name);
                break;
            case InputField:
                var input = Port(field.Bytes);
                if (!_constants.ContainsKey(input.Name)) _inputs.Add(input);
                break;
            case OutputField: _outputs.Add(Port(field.Bytes)); break;
        }
    }

    private static OnnxNode Node(ReadOnlyMemory<byte> bytes)
    {
        var (inputs, outputs, name, operation, domain) = (new List<string>(), new List<string>(), "", "", "");
        var settings = new Dictionary<string, OnnxSetting>(StringComparer.Ordinal);
        foreach (var field in OnnxField.Of(bytes))
            switch (field.Number)
            {
                case 1: inputs.Add(field.Text); break;
                case 2: outputs.Add(field.Text); break;
                case 3: name = field.Text; break;
                case 4: operation = field.Text; break;
                case 5:
                    var (setting, value) = Setting(field.Bytes);
                    settings[setting] = value;
                    break;
                case 7: domain = field.Text; break;
            }
        return new OnnxNode(bytes, operation, domain == "ai.onnx" ? "" : domain, name, inputs, outputs, settings);
    }

    private static (string Name, OnnxSetting Value) Setting(ReadOnlyMemory<byte> bytes)
    {
        var (name, whole, number, text, wholes, tensor) = ("", 0L, 0f, "", new List<long>(), (OnnxConstant?)null);
        foreach (var field in OnnxField.Of(bytes))
            switch (field.Number)
            {
                case 1: name = field.Text; break;
                case 2: number = BitConverter.UInt32BitsToSingle((uint)field.Whole); break;
                case 3: whole = field.Whole; break;
                case 4: text = field.Text; break;
                case 5: tensor = Tensor(field.Bytes); break;
                case 8: wholes.AddRange(field.Wholes()); break;
            }
        return (name, new OnnxSetting(whole, number, text, wholes, tensor));
    }

    private static OnnxConstant Tensor(ReadOnlyMemory<byte> bytes)
    {
        var (name, type, raw) = ("", 0, ReadOnlyMemory<byte>.Empty);
        var (shape, floats, longs) = (new List<long>(), new List<float>(), new List<long>());
        foreach (var field in OnnxField.Of(bytes))
            switch (field.Number)
            {
                case 1: shape.AddRange(field.Wholes()); break;
                case 2: type = (int)field.Whole; break;
                case 4: floats.AddRange(field.Floats()); break;
                case 7: longs.AddRange(field.Wholes()); break;
                case 8: name = field.Text; break;
                case 9: raw = field.Bytes; break;
            }
        return new OnnxConstant(name, type, shape, raw, floats, longs);
    }

    private static OnnxPort Port(ReadOnlyMemory<byte> bytes)
    {
        var (name, type, shape) = ("", 0, new List<long?>());
        foreach (var field in OnnxField.Of(bytes))
        {
            if (field.Number == 1) name = field.Text;
            if (field.Number != 2) continue;
            foreach (var tensor in OnnxField.Of(field.Bytes).Where(f => f.Number == 1).SelectMany(f => OnnxField.Of(f.Bytes)))
            {
                if (tensor.Number == 1) type = (int)tensor.Whole;
                if (tensor.Number != 2) continue;
                foreach (var size in OnnxField.Of(tensor.Bytes).Where(f => f.Number == 1))
                    shape.Add(OnnxField.Of(size.Bytes).Where(f => f.Number == 1).Select(f => f.Whole < 0 ? (long?)null : f.Whole).FirstOrDefault());
            }
        }
        return new OnnxPort(name, type, shape);
    }
}
