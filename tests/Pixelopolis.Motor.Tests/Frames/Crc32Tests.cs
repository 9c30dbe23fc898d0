using System.Text;
using CsCheck;
using Pixelopolis.Motor.Frames;

namespace Pixelopolis.Motor.Tests.Frames;

public sealed class Crc32Tests
{
    [Fact]
    public void Gives_the_check_value_of_the_catalogue() =>
        Assert.Equal(0xCBF43926u, Crc32.Of(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Agrees_with_the_class_library_on_any_bytes() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Assert.Equal(System.IO.Hashing.Crc32.HashToUInt32(bytes), Crc32.Of(bytes)));
}
