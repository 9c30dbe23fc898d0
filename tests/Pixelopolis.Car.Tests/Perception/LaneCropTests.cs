using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.Tests.Perception;

public class LaneCropTests
{
    [Fact]
    public void Averages_the_bottom_quarter_by_area()
    {
        var frame = new byte[640 * 480 * 3];
        // One red column 16 pixels wide is three cells of the crop wide, whatever the rows.
        for (var y = 360; y < 480; y++)
            for (var x = 320; x < 336; x++) frame[(y * 640 + x) * 3] = 240;
        var crop = new byte[LaneCrop.Bytes];
        new LaneCrop(640, 480).Read(frame, crop);
        for (var row = 0; row < LaneCrop.Height; row++)
            for (var column = 0; column < LaneCrop.Width; column++)
                Assert.Equal(column is 60 or 61 or 62 ? 240 : 0, crop[(row * LaneCrop.Width + column) * 3]);
    }

    [Fact]
    public void Weighs_pixels_on_a_cells_border_by_the_part_inside()
    {
        var frame = new byte[640 * 480 * 3];
        // Pixel 5 lies one third in cell 0 and two thirds in cell 1; a cell is 16/3 pixels wide.
        for (var y = 360; y < 480; y++) frame[(y * 640 + 5) * 3 + 1] = 160;
        var crop = new byte[LaneCrop.Bytes];
        new LaneCrop(640, 480).Read(frame, crop);
        Assert.Equal(10, crop[1]);
        Assert.Equal(20, crop[4]);
    }

    [Fact]
    public void Ignores_everything_above_the_bottom_quarter()
    {
        var frame = new byte[640 * 480 * 3];
        frame.AsSpan(0, 360 * 640 * 3).Fill(255);
        var crop = new byte[LaneCrop.Bytes];
        new LaneCrop(640, 480).Read(frame, crop);
        Assert.All(crop, b => Assert.Equal(0, b));
    }

    [Fact]
    public void Keeps_an_even_picture_even_at_any_frame_size()
    {
        foreach (var (width, height) in new[] { (640, 480), (800, 600), (1280, 720), (333, 251) })
        {
            var frame = new byte[width * height * 3];
            Array.Fill(frame, (byte)137);
            var crop = new byte[LaneCrop.Bytes];
            foreach (var region in Enum.GetValues<CropRegion>())
            {
                new LaneCrop(width, height, region).Read(frame, crop);
                Assert.All(crop, b => Assert.InRange(b, 136, 138));
            }
        }
    }

    [Fact]
    public void Allocates_nothing_per_frame()
    {
        var frame = new byte[640 * 480 * 3];
        var crop = new byte[LaneCrop.Bytes];
        var reader = new LaneCrop(640, 480);
        reader.Read(frame, crop);
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var i = 0; i < 20; i++) reader.Read(frame, crop);
        }));
    }
}
