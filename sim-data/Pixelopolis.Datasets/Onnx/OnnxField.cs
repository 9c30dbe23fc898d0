using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Pixelopolis.Datasets.Onnx;

/// <summary>A field of a protocol buffer as it lies in the file: its number, and a number or bytes.</summary>
internal readonly record struct OnnxField(int Number, long Whole, ReadOnlyMemory<byte> Bytes)
{
    public static IEnumerable<OnnxField> Of(ReadOnlyMemory<byte> bytes)
    {
        var input = MemoryMarshal.TryGetArray(bytes, out var array) ? new CodedInputStream(array.Array!, array.Offset, array.Count) : new CodedInputStream(bytes.ToArray());
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            yield return WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => new OnnxField(number, input.ReadInt64(), default),
                WireFormat.WireType.Fixed32 => new OnnxField(number, input.ReadFixed32(), default),
                WireFormat.WireType.Fixed64 => new OnnxField(number, (long)input.ReadFixed64(), default),
                WireFormat.WireType.LengthDelimited => new OnnxField(number, 0, input.ReadBytes().Memory),
                _ => throw new ArgumentException($"field {number} is of a kind that protocol buffers gave up"),
            };
        }
    }

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>One number, or many packed into one field.</summary>
    public List<long> Wholes()
    {
        if (Bytes.IsEmpty) return [Whole];
        var (all, input) = (new List<long>(), new CodedInputStream(Bytes.ToArray()));
        while (!input.IsAtEnd) all.Add(input.ReadInt64());
        return all;
    }

    public float[] Floats()
    {
        if (Bytes.IsEmpty) return [BitConverter.UInt32BitsToSingle((uint)Whole)];
        var all = new float[Bytes.Length / 4];
        for (var i = 0; i < all.Length; i++) all[i] = BinaryPrimitives.ReadSingleLittleEndian(Bytes.Span[(4 * i)..]);
        return all;
    }
}
