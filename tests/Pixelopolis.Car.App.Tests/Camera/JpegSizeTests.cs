using CsCheck;
using OpenCvSharp;
using Pixelopolis.Car.App.Camera;

namespace Pixelopolis.Car.App.Tests.Camera;

public sealed class JpegSizeTests
{
    [Theory]
    [InlineData(640, 480)]
    [InlineData(17, 3)]
    public void The_size_is_read_without_decoding(int width, int height) => Assert.Equal((width, height), JpegSize.Of(Jpeg(width, height)));

    [Fact]
    public void What_is_no_jpeg_or_breaks_off_has_no_size()
    {
        Assert.Null(JpegSize.Of([]));
        Assert.Null(JpegSize.Of("GIF89a and more"u8));
        Assert.Null(JpegSize.Of(Jpeg(64, 64).AsSpan(0, 30)));
    }

    [Fact]
    public void Any_bytes_have_a_size_or_none() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        JpegSize.Of(bytes);
        JpegSize.Of([0xFF, 0xD8, .. bytes]);
    });

    private static byte[] Jpeg(int width, int height)
    {
        using var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(90, 120, 150));
        Cv2.ImEncode(".jpg", picture, out var jpeg);
        return jpeg;
    }
}
