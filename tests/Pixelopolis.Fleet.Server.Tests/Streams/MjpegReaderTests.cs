using System.Text;
using CsCheck;
using Pixelopolis.Fleet.Server.Streams;

namespace Pixelopolis.Fleet.Server.Tests.Streams;

public sealed class MjpegReaderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_are_read_with_their_number_and_time()
    {
        var reader = Reader("--b\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\nX-Frame: 7\r\nX-Timestamp: 12.500000\r\n\r\nabc\r\n--b\r\nContent-Length: 2\r\n\r\n\r\n\r\n--b--\r\n");
        var first = await reader.NextAsync(Stop);
        Assert.Equal(("abc", "7", "12.500000"), (Encoding.ASCII.GetString(first!.Jpeg), first.Number, first.Timestamp));
        Assert.Equal("\r\n", Encoding.ASCII.GetString((await reader.NextAsync(Stop))!.Jpeg));
        Assert.Null(await reader.NextAsync(Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--b\r\nContent-Length: 5\r\n\r\nabc")]
    [InlineData("--b\r\nContent-Le")]
    public async Task A_stream_that_breaks_off_ends(string text) => Assert.Null(await Reader(text).NextAsync(Stop));

    [Theory]
    [InlineData("GIF89a\n")]
    [InlineData("--b\r\nContent-Type: image/jpeg\r\n\r\nabc")]
    [InlineData("--b\r\nContent-Length: 1001\r\n\r\n")]
    [InlineData("--b\r\nContent-Length: -3\r\n\r\n")]
    [InlineData("--b\r\nno header\r\n\r\n")]
    public async Task What_is_no_stream_of_pictures_is_named(string text) => await Assert.ThrowsAsync<InvalidDataException>(() => Reader(text).NextAsync(Stop));

    [Fact]
    public async Task A_line_without_end_is_named() => await Assert.ThrowsAsync<InvalidDataException>(() => Reader("--" + new string('b', 5000)).NextAsync(Stop));

    [Fact]
    public void Any_bytes_end_or_are_named() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        var reader = new MjpegReader(new MemoryStream(bytes), 1000);
        try
        {
            while (reader.NextAsync(Stop).GetAwaiter().GetResult() is { } frame) Assert.True(frame.Jpeg.Length <= 1000);
        }
        catch (InvalidDataException)
        {
        }
    });

    [Theory]
    [InlineData("multipart/x-mixed-replace; boundary=b", true)]
    [InlineData("multipart/x-mixed-replace;boundary=\"--b\"", true)]
    [InlineData("image/jpeg", false)]
    [InlineData(null, false)]
    public void Only_streams_of_pictures_are_read(string? type, bool can) => Assert.Equal(can, MjpegReader.CanRead(type));

    private static MjpegReader Reader(string text) => new(new MemoryStream(Encoding.ASCII.GetBytes(text)), 1000);
}
