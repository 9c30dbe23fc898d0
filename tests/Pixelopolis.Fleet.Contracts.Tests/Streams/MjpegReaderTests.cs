using System.Text;
using CsCheck;
using Pixelopolis.Fleet.Contracts.Streams;

namespace Pixelopolis.Fleet.Contracts.Tests.Streams;

public sealed class MjpegReaderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_are_read_with_their_number_and_time()
    {
        var reader = Reader("--b\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\nX-Frame: 7\r\nX-Timestamp: 12.500000\r\n\r\nabc\r\n--b\r\nContent-Length: 2\r\n\r\n\r\n\r\n--b--\r\n");
        Assert.Equal(("abc", "7", "12.500000"), Text(await reader.NextAsync(Stop)));
        Assert.Equal(("\r\n", null, null), Text(await reader.NextAsync(Stop)));
        Assert.Null(await reader.NextAsync(Stop));
        Assert.False(reader.BrokeOff);
    }

    [Fact]
    public async Task A_picture_without_a_length_ends_at_the_next_boundary()
    {
        var picture = new string('x', 700) + "\r\n--a\r\n\n";
        var reader = Reader($"--cam\r\nContent-Type: image/jpeg\r\n\r\n{picture}\r\n--cam\r\n\r\nabc\r\n--cam--\r\n", most: 1000, piece: 3);
        Assert.Equal(picture, Text(await reader.NextAsync(Stop)).Jpeg);
        Assert.Equal("abc", Text(await reader.NextAsync(Stop)).Jpeg);
        Assert.Null(await reader.NextAsync(Stop));
    }

    [Fact]
    public async Task The_largest_picture_allowed_is_read_and_memory_does_not_grow_beyond_it()
    {
        var part = $"--b\r\nContent-Length: 100000\r\n\r\n{new string('x', 100_000)}\r\n";
        var reader = Reader(string.Concat(Enumerable.Repeat(part, 20)), most: 100_000, piece: 5000);
        for (var n = 0; n < 20; n++) Assert.Equal(100_000, (await reader.NextAsync(Stop))!.Value.Jpeg.Length);
        Assert.Null(await reader.NextAsync(Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--b\r\nContent-Length: 5\r\n\r\nabc")]
    [InlineData("--b\r\nContent-Le")]
    [InlineData("--b\r\nContent-Type: image/jpeg\r\n\r\nabc")]
    public async Task A_stream_that_breaks_off_ends_and_says_so(string text)
    {
        var reader = Reader(text);
        Assert.Null(await reader.NextAsync(Stop));
        Assert.Equal(text.Length > 0, reader.BrokeOff);
    }

    [Theory]
    [InlineData("GIF89a\n")]
    [InlineData("--b\r\nContent-Length: 1001\r\n\r\n")]
    [InlineData("--b\r\nContent-Length: -3\r\n\r\n")]
    [InlineData("--b\r\nno header\r\n\r\n")]
    public async Task What_is_no_stream_of_pictures_is_named(string text) => await Assert.ThrowsAsync<InvalidDataException>(() => Reader(text).NextAsync(Stop).AsTask());

    [Fact]
    public async Task A_line_without_end_is_named() => await Assert.ThrowsAsync<InvalidDataException>(() => Reader("--" + new string('b', 5000)).NextAsync(Stop).AsTask());

    [Fact]
    public async Task A_picture_without_length_and_without_end_is_named() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => Reader("--b\r\n\r\n" + new string('x', 5000)).NextAsync(Stop).AsTask());

    [Fact]
    public void Any_bytes_end_or_are_named() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        var reader = new MjpegReader(new MemoryStream(bytes), 1000);
        try
        {
            while (reader.NextAsync(Stop).AsTask().GetAwaiter().GetResult() is { } frame) Assert.True(frame.Jpeg.Length <= 1000);
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

    private static MjpegReader Reader(string text, int most = 1000, int piece = int.MaxValue) => new(new Pieces(Encoding.ASCII.GetBytes(text), piece), most);

    private static (string Jpeg, string? Number, string? Timestamp) Text(MjpegPart? part) =>
        (Encoding.ASCII.GetString(part!.Value.Jpeg.Span), part.Value.Number, part.Value.Timestamp);

    /// <summary>Bytes that come a few at a time.</summary>
    private sealed class Pieces(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
