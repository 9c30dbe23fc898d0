using OpenCvSharp;

namespace Pixelopolis.Sim.Rendering;

/// <summary>A finished picture: RGB, 8 bit, interleaved, row-major.</summary>
public sealed record Picture(int Width, int Height, byte[] Rgb)
{
    /// <summary>The bytes of a PNG file.</summary>
    public byte[] ToPng() => Encoded(".png");

    /// <summary>The bytes of a JPEG file.</summary>
    public byte[] ToJpeg(int quality = 88) => Encoded(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));

    private byte[] Encoded(string extension, params ImageEncodingParam[] parameters)
    {
        using var rgb = Mat.FromPixelData(Height, Width, MatType.CV_8UC3, Rgb);
        using var bgr = new Mat();
        Cv2.CvtColor(rgb, bgr, ColorConversionCodes.RGB2BGR);
        Cv2.ImEncode(extension, bgr, out var bytes, parameters);
        return bytes;
    }
}
