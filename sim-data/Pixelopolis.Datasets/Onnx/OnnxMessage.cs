using Google.Protobuf;

namespace Pixelopolis.Datasets.Onnx;

/// <summary>
/// One protobuf message in the making: fields by number, in the order they are added. Numbers and types are those of onnx.proto (ONNX, IR
/// version 8), of which a writer needs so little that no generated code is worth its size.
/// </summary>
internal sealed class OnnxMessage
{
    private readonly List<byte> _bytes = [];

    public OnnxMessage Field(int number, long value) => Write(number, WireFormat.WireType.Varint, output => output.WriteInt64(value));

    public OnnxMessage Field(int number, float value) => Write(number, WireFormat.WireType.Fixed32, output => output.WriteFloat(value));

    public OnnxMessage Field(int number, string value) => Write(number, WireFormat.WireType.LengthDelimited, output => output.WriteString(value));

    public OnnxMessage Field(int number, byte[] value) => Write(number, WireFormat.WireType.LengthDelimited, output => output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value)));

    public OnnxMessage Field(int number, OnnxMessage value) => Field(number, value.ToArray());

    public OnnxMessage Fields(int number, IEnumerable<string> values) => values.Aggregate(this, (message, value) => message.Field(number, value));

    public OnnxMessage Fields(int number, IEnumerable<OnnxMessage> values) => values.Aggregate(this, (message, value) => message.Field(number, value));

    public OnnxMessage Fields(int number, IEnumerable<long> values) => values.Aggregate(this, (message, value) => message.Field(number, value));

    public byte[] ToArray() => [.. _bytes];

    private OnnxMessage Write(int number, WireFormat.WireType type, Action<CodedOutputStream> value)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, type);
            value(output);
        }
        _bytes.AddRange(stream.ToArray());
        return this;
    }
}
