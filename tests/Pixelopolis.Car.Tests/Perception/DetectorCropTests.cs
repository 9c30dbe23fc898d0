using Pixelopolis.Car.Perception;
using Pixelopolis.City;

namespace Pixelopolis.Car.Tests.Perception;

public sealed class DetectorCropTests
{
    private const int W = 640, H = 480;

    [Fact]
    public void Reads_the_reference_region_and_nothing_else()
    {
        var frame = new byte[W * H * 3];
        frame.AsSpan(0, 128 * W * 3).Fill(255);
        frame.AsSpan(448 * W * 3).Fill(255);
        Assert.All(Read(frame, DetectorInput.Reference), b => Assert.Equal(0, b));
    }

    [Fact]
    public void Halving_is_the_mean_of_four_pixels_rounded()
    {
        var frame = Noise();
        var pixels = Read(frame, DetectorInput.Reference);
        var wanted = new byte[pixels.Length];
        for (var y = 0; y < 160; y++)
            for (var x = 0; x < 320; x++)
                for (var c = 0; c < 3; c++)
                {
                    int At(int dx, int dy) => frame[((128 + 2 * y + dy) * W + 2 * x + dx) * 3 + c];
                    wanted[(y * 320 + x) * 3 + c] = (byte)((At(0, 0) + At(1, 0) + At(0, 1) + At(1, 1) + 2) / 4);
                }
        Assert.Equal(wanted, pixels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(17)]
    public void Halving_is_exact_to_the_last_pixel_of_lines_of_any_width(int width)
    {
        var frame = Noise().AsSpan(0, 2 * width * 2 * 3 * 3).ToArray();
        var pixels = new byte[width * 3 * 3];
        new DetectorCrop(2 * width, 6, new DetectorInput(width, 3, FrameRegion.Whole)).Read(frame, pixels);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x, c) = (i / (width * 3), i / 3 % width, i % 3);
            int At(int dx, int dy) => frame[((2 * y + dy) * 2 * width + 2 * x + dx) * 3 + c];
            Assert.Equal((At(0, 0) + At(1, 0) + At(0, 1) + At(1, 1) + 2) / 4, pixels[i]);
        }
    }

    [Theory]
    [InlineData(300, 300)]
    [InlineData(256, 144)]
    [InlineData(640, 480)]
    public void Keeps_an_even_picture_even_and_the_mean_of_any(int width, int height)
    {
        var frame = new byte[W * H * 3];
        Array.Fill(frame, (byte)137);
        Assert.All(Read(frame, new DetectorInput(width, height, FrameRegion.Whole)), b => Assert.Equal(137, b));
        frame = Noise();
        Assert.Equal(frame.Average(b => b), Read(frame, new DetectorInput(width, height, FrameRegion.Whole)).Average(b => b), 0.3);
    }

    [Fact]
    public void A_frame_of_the_inputs_own_size_passes_unchanged()
    {
        var frame = Noise();
        Assert.Equal(frame, Read(frame, new DetectorInput(W, H, FrameRegion.Whole)));
    }

    [Theory]
    [InlineData(0, 0, 1, 1.2)]
    [InlineData(0.5, 0, 0.5, 1)]
    [InlineData(-0.1, 0, 1, 1)]
    public void A_region_outside_the_frame_is_named(double left, double top, double right, double bottom) =>
        Assert.Contains("does not lie in a frame of 640 × 480", Assert.Throws<ArgumentException>(
            () => new DetectorCrop(W, H, new DetectorInput(32, 16, new FrameRegion(left, top, right, bottom)))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_input_larger_than_its_region_is_named() =>
        Assert.Contains("640 × 480 pixels cannot be averaged to 800 × 600", Assert.Throws<ArgumentException>(
            () => new DetectorCrop(W, H, new DetectorInput(800, 600, FrameRegion.Whole))).Message, StringComparison.Ordinal);

    [Fact]
    public void Allocates_nothing_per_frame()
    {
        var frame = Noise();
        var (halves, thirds) = (new DetectorCrop(W, H, DetectorInput.Reference), new DetectorCrop(W, H, new DetectorInput(300, 300, FrameRegion.Whole)));
        var (a, b) = (new byte[halves.Input.Bytes], new byte[thirds.Input.Bytes]);
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            halves.Read(frame, a);
            thirds.Read(frame, b);
        }));
    }

    [Fact]
    public void The_classes_are_the_maps_signs_in_their_order_then_cars_and_obstacles()
    {
        foreach (var sign in Enum.GetValues<SignClass>())
        {
            var kind = ObjectClasses.Of(sign);
            Assert.Equal(sign.ToString(), kind.ToString());
            Assert.True(ObjectClasses.IsSign(kind));
            Assert.Equal(sign, ObjectClasses.SignOf(kind));
        }
        Assert.Equal(20, ObjectClasses.All.Count);
        Assert.All(ObjectClasses.All, k => Assert.Equal(k, ObjectClasses.Of(ObjectClasses.Word(k))));
        Assert.Equal(ObjectClass.None, ObjectClasses.Of("giraffe"));
        Assert.Equal("speed_limit_20", ObjectClasses.Word(ObjectClass.SpeedLimit20));
        Assert.Equal([ObjectClass.Hand, ObjectClass.Box, ObjectClass.Unknown], ObjectClasses.All.Where(ObjectClasses.IsObstacle));
    }

    private static byte[] Noise()
    {
        var frame = new byte[W * H * 3];
        new Random(5).NextBytes(frame);
        return frame;
    }

    private static byte[] Read(byte[] frame, DetectorInput input)
    {
        var pixels = new byte[input.Bytes];
        new DetectorCrop(W, H, input).Read(frame, pixels);
        return pixels;
    }
}
