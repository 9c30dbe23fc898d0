using OpenCvSharp;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Tests.Rendering;

public sealed class JpegArtefactsTests
{
    private const int Width = 64, Height = 48;

    [Theory]
    [InlineData(30)]
    [InlineData(75)]
    [InlineData(95)]
    public void It_leaves_of_brightness_what_a_real_codec_leaves_at_the_same_quality(int quality)
    {
        var picture = Array.ConvertAll(Smooth(), p => (p & 255) * 0x010101); // grey: decoders spread colour over pixels in their own ways
        var ours = (uint[])picture.Clone();
        new JpegArtefacts(quality, Width).Apply(ours, 0, Height);
        var theirs = ThroughOpenCv(picture, quality);
        Assert.True(Difference(ours, theirs) < 0.7, $"{Difference(ours, theirs):F2} from the codec's, which is {Difference(picture, theirs):F2} from the picture");
    }

    [Fact]
    public void A_lower_quality_keeps_less()
    {
        var picture = Smooth();
        var losses = new[] { 95, 75, 40, 10 }.Select(q =>
        {
            var copy = (uint[])picture.Clone();
            new JpegArtefacts(q, Width).Apply(copy, 0, Height);
            return Difference(copy, picture);
        }).ToArray();
        Assert.Equal(losses.Order(), losses);
        Assert.True(losses[0] < 2.5);
    }

    [Fact]
    public void A_stripe_of_eight_rows_does_not_depend_on_the_others()
    {
        var (all, some) = (Smooth(), Smooth());
        new JpegArtefacts(60, Width).Apply(all, 0, Height);
        new JpegArtefacts(60, Width).Apply(some, 16, 32);
        Assert.True(all.AsSpan(16 * Width, 16 * Width).SequenceEqual(some.AsSpan(16 * Width, 16 * Width)));
        Assert.True(Smooth().AsSpan(0, 16 * Width).SequenceEqual(some.AsSpan(0, 16 * Width)));
    }

    private static uint[] Smooth()
    {
        var dice = new Dice(4);
        var noise = new NoiseTile(dice);
        var pixels = new uint[Width * Height];
        for (var j = 0; j < Height; j++)
            for (var i = 0; i < Width; i++)
            {
                uint Channel(float n) => (uint)Math.Clamp(128 + 100 * n, 0, 255);
                pixels[j * Width + i] = Channel(noise.Fractal(i * 0.05f, j * 0.05f, 2)) | Channel(noise.Fractal(i * 0.05f + 50, j * 0.05f, 2)) << 8 | Channel(noise.Fractal(i * 0.05f, j * 0.05f + 50, 2)) << 16;
            }
        return pixels;
    }

    // IMWRITE_JPEG_SAMPLING_FACTOR, 4:2:2: the binding has no names for them.
    private static uint[] ThroughOpenCv(uint[] pixels, int quality)
    {
        using var mat = Mat.FromPixelData(Height, Width, MatType.CV_8UC3, Array.ConvertAll(pixels, p => new Vec3b((byte)(p >> 16), (byte)(p >> 8), (byte)p)));
        Cv2.ImEncode(".jpg", mat, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality), new ImageEncodingParam((ImwriteFlags)7, 0x211111));
        using var back = Cv2.ImDecode(bytes, ImreadModes.Color);
        back.GetArray(out Vec3b[] colours);
        return Array.ConvertAll(colours, c => c.Item2 | (uint)c.Item1 << 8 | (uint)c.Item0 << 16);
    }

    // Root mean square over the channels.
    private static double Difference(uint[] a, uint[] b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
            for (var c = 0; c < 24; c += 8) sum += Math.Pow((int)((a[k] >> c) & 255) - (int)((b[k] >> c) & 255), 2);
        return Math.Sqrt(sum / (3 * a.Length));
    }
}
