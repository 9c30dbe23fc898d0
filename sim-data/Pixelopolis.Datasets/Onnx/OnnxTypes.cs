namespace Pixelopolis.Datasets.Onnx;

/// <summary>The element types of ONNX tensors that a model here can have (TensorProto.DataType).</summary>
public enum OnnxType { Float = 1, UInt8 = 2, Int64 = 7, Bool = 9 }

/// <summary>A named input or output of a graph, with its fixed shape (ValueInfoProto).</summary>
public sealed record OnnxValue(string Name, OnnxType Type, params IReadOnlyList<long> Shape)
{
    internal OnnxMessage ToMessage()
    {
        var shape = new OnnxMessage().Fields(1, Shape.Select(size => new OnnxMessage().Field(1, size)));
        var tensor = new OnnxMessage().Field(1, (long)Type).Field(2, shape);
        return new OnnxMessage().Field(1, Name).Field(2, new OnnxMessage().Field(1, tensor));
    }
}

/// <summary>A constant of a graph: trained weights, a shape (TensorProto with raw little-endian data).</summary>
public sealed record OnnxTensor(string Name, OnnxType Type, IReadOnlyList<long> Shape, byte[] Data)
{
    public static OnnxTensor Floats(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values)
    {
        if (shape.Aggregate(1L, (product, size) => product * size) != values.Length)
            throw new ArgumentException($"{name}: {values.Length} values for shape [{string.Join(',', shape)}]", nameof(values));
        return new(name, OnnxType.Float, shape, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());
    }

    public static OnnxTensor Scalar(string name, float value) => Floats(name, [], [value]);

    /// <summary>Whole numbers in one row, as shapes, indices and counts are.</summary>
    public static OnnxTensor Integers(string name, params ReadOnlySpan<long> values) =>
        new(name, OnnxType.Int64, [values.Length], System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());

    internal OnnxMessage ToMessage() =>
        new OnnxMessage().Fields(1, Shape).Field(2, (long)Type).Field(8, Name).Field(9, Data);
}

/// <summary>A named setting of a node: a whole number, several, a number, or a word (AttributeProto).</summary>
public sealed record OnnxAttribute
{
    private readonly OnnxMessage _message;

    public OnnxAttribute(string name, long value) => _message = new OnnxMessage().Field(1, name).Field(3, value).Field(20, 2);

    public OnnxAttribute(string name, float value) => _message = new OnnxMessage().Field(1, name).Field(2, value).Field(20, 1);

    public OnnxAttribute(string name, IReadOnlyList<long> values) => _message = new OnnxMessage().Field(1, name).Fields(8, values).Field(20, 7);

    public OnnxAttribute(string name, string value) => _message = new OnnxMessage().Field(1, name).Field(4, value).Field(20, 3);

    internal OnnxMessage ToMessage() => _message;
}
