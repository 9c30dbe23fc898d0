using CsCheck;
using Pixelopolis.Motor.Frames;

namespace Pixelopolis.Motor.Tests.Frames;

public sealed class CobsTests
{
    private static readonly Gen<byte> ByteWithManyZeros = Gen.Frequency((1, Gen.Const((byte)0)), (4, Gen.Byte));

    /// <summary>The examples of Wikipedia's article on COBS, and the paper's edge: a run of 254.</summary>
    public static TheoryData<string, string> Published => new()
    {
        { "", "01" },
        { "00", "0101" },
        { "0000", "010101" },
        { "001100", "01021101" },
        { "11220033", "0311220233" },
        { "11223344", "0511223344" },
        { "11000000", "0211010101" },
        { Hex(1, 254), "FF" + Hex(1, 254) },
        { "00" + Hex(1, 254), "01FF" + Hex(1, 254) },
        { Hex(1, 255), "FF" + Hex(1, 254) + "02FF" },
        { Hex(2, 255) + "00", "FF" + Hex(2, 255) + "0101" },
        { Hex(3, 255) + "0001", "FE" + Hex(3, 255) + "0201" },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Encodes_and_decodes_the_published_examples(string plain, string stuffed)
    {
        var bytes = Convert.FromHexString(plain);
        Assert.Equal(stuffed, Convert.ToHexString(Encode(bytes)));
        Assert.Equal(plain, Convert.ToHexString(Decode(Convert.FromHexString(stuffed))!));
    }

    [Fact]
    public void Whatever_is_encoded_holds_no_zero_and_decodes_to_itself() =>
        ByteWithManyZeros.Array[0, 600].Sample(bytes =>
        {
            var stuffed = Encode(bytes);
            Assert.DoesNotContain((byte)0, stuffed);
            Assert.True(stuffed.Length <= Cobs.MaxEncodedLength(bytes.Length));
            Assert.Equal(bytes, Decode(stuffed));
        });

    [Fact]
    public void Decodes_in_place() =>
        ByteWithManyZeros.Array[0, 300].Sample(bytes =>
        {
            var stuffed = Encode(bytes);
            Assert.True(Cobs.TryDecode(stuffed, stuffed, out var length));
            Assert.Equal(bytes, stuffed[..length]);
        });

    [Theory]
    [InlineData("00")]
    [InlineData("0311")]
    [InlineData("FF01")]
    [InlineData("03110022")]
    public void Refuses_a_zero_inside_and_a_code_that_points_past_the_end(string stuffed) =>
        Assert.Null(Decode(Convert.FromHexString(stuffed)));

    [Fact]
    public void Never_crashes_on_garbage() => Gen.Byte.Array[0, 300].Sample(bytes => { Decode(bytes); });

    private static byte[] Encode(byte[] bytes)
    {
        var stuffed = new byte[Cobs.MaxEncodedLength(bytes.Length)];
        return stuffed[..Cobs.Encode(bytes, stuffed)];
    }

    private static byte[]? Decode(byte[] stuffed)
    {
        var bytes = new byte[stuffed.Length];
        return Cobs.TryDecode(stuffed, bytes, out var length) ? bytes[..length] : null;
    }

    private static string Hex(int from, int to) =>
        Convert.ToHexString([.. Enumerable.Range(from, to - from + 1).Select(i => (byte)i)]);
}
