namespace Pixelopolis.Datasets.Onnx;

/// <summary>Builds an ONNX model node by node and gives its bytes. The same calls give the same bytes.</summary>
public sealed class OnnxGraph(string name)
{
    /// <summary>The oldest intermediate representation that knows opset 17: what needs little is read by much.</summary>
    public const int IrVersion = 8;

    public const int Opset = 17;

    private readonly List<OnnxMessage> _nodes = [];
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<(string Key, string Value)> _metadata = [];

    public string Input(OnnxValue value)
    {
        _inputs.Add(value);
        return value.Name;
    }

    public void Output(OnnxValue value) => _outputs.Add(value);

    public string Constant(OnnxTensor tensor)
    {
        _constants.Add(tensor);
        return tensor.Name;
    }

    /// <summary>What any ONNX tool shows about the model: who trained it, on what.</summary>
    public void Metadata(string key, string value) => _metadata.Add((key, value));

    /// <summary>Adds a node with one output, and gives that output's name.</summary>
    public string Node(string operation, string output, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        Node(operation, [output], inputs, attributes);
        return output;
    }

    /// <summary>Adds a node with several outputs.</summary>
    public void Node(string operation, IReadOnlyList<string> outputs, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes) =>
        _nodes.Add(new OnnxMessage()
            .Fields(1, inputs).Fields(2, outputs).Field(3, $"{operation}:{outputs[0]}").Field(4, operation)
            .Fields(5, attributes.Select(attribute => attribute.ToMessage())));

    /// <summary>The whole model (ModelProto).</summary>
    public byte[] ToBytes(string producer, string producerVersion)
    {
        var graph = new OnnxMessage()
            .Fields(1, _nodes).Field(2, name)
            .Fields(5, _constants.Select(constant => constant.ToMessage()))
            .Fields(11, _inputs.Select(value => value.ToMessage()))
            .Fields(12, _outputs.Select(value => value.ToMessage()));
        return new OnnxMessage()
            .Field(1, IrVersion).Field(2, producer).Field(3, producerVersion).Field(7, graph)
            .Field(8, new OnnxMessage().Field(1, "").Field(2, Opset))
            .Fields(14, _metadata.Select(entry => new OnnxMessage().Field(1, entry.Key).Field(2, entry.Value)))
            .ToArray();
    }
}
