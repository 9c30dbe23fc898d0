using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Tests.Rendering;

public sealed class CameraRendererTests
{
    private static readonly CameraMount Mount = new();
    private static readonly Appearance Plain = Appearance.Showroom with { Noise = 0, Blur = 0, JpegQuality = 0, Vignetting = 0, PaintWear = 0 };
    private static readonly CityScene Scene = CityScene.Bake(SmallCity.Map(), Plain);

    [Fact]
    public void Paint_appears_where_the_pinhole_camera_puts_it()
    {
        var axle = new Pose(0.4, 0.03, 0.1);
        var frame = Frame(Scene, axle);
        var eye = axle.Ahead(-Mount.BehindAxle);
        var seen = 0;
        for (var x = 0.5; x < 1.5; x += 0.05)
        {
            var (forward, left) = new Pose(eye.X, eye.Y, axle.Theta).Local(x, -SmallCity.LaneWidth / 2); // the right edge line
            var (sin, cos) = Math.SinCos(Mount.PitchRadians);
            var depth = forward * cos + Mount.HeightAboveGround * sin;
            var down = Mount.HeightAboveGround * cos - forward * sin;
            var u = (int)(320 - Mount.FocalPixels * left / depth);
            var v = (int)(240 + Mount.FocalPixels * down / depth);
            if (u is < 0 or >= 640 || v is < 0 or >= 480) continue;
            seen++;
            Assert.True(Brightness(frame, u, v) > 180, $"({x}, edge line) should be white at pixel ({u}, {v})");
        }
        Assert.True(seen > 8);
    }

    [Fact]
    public void From_the_middle_of_a_lane_between_edge_lines_the_bottom_quarter_shows_both_at_the_same_distance()
    {
        // The middle of the road: both edge lines are a lane's width away on either side, 0.3 m ahead in the bottom quarter's last rows.
        var frame = Frame(Scene, new Pose(0.4, 0.125, 0));
        for (var v = 362; v < 372; v++)
        {
            var bright = Enumerable.Range(0, 640).Where(u => Brightness(frame, u, v) > 150 && Math.Abs(u - 320) > 60).ToArray();
            if (bright.Length == 0) continue;
            Assert.Equal(640, bright[0] + bright[^1] + 1, 4.0);
        }
    }

    [Theory]
    [InlineData(360, 480)]
    [InlineData(0, 8)]
    [InlineData(203, 311)]
    public void A_band_has_the_bytes_of_the_whole_frame_and_leaves_the_rest_alone(int from, int to)
    {
        var scene = CityScene.Bake(SmallCity.Map(), Appearance.FromSeed(5));
        var camera = new CameraRenderer(scene, Mount);
        var (whole, band) = (new byte[640 * 480 * 3], new byte[640 * 480 * 3]);
        camera.Render(new Pose(1.2, 0, 0.05), [], 7, whole);
        Array.Fill(band, (byte)77);
        new CameraRenderer(scene, Mount).Render(new Pose(1.2, 0, 0.05), [], 7, band, from, to);
        Assert.True(whole.AsSpan(from * 1920, (to - from) * 1920).SequenceEqual(band.AsSpan(from * 1920, (to - from) * 1920)));
        Assert.False(band.AsSpan(0, from * 1920).ContainsAnyExcept((byte)77));
        Assert.False(band.AsSpan(to * 1920).ContainsAnyExcept((byte)77));
    }

    [Fact]
    public void The_same_seeds_give_the_same_bytes_and_other_seeds_others()
    {
        Assert.Equal(Frame(7), Frame(7));
        Assert.NotEqual(Frame(7), Frame(8));

        static byte[] Frame(ulong seed) => CameraRendererTests.Frame(CityScene.Bake(SmallCity.Map(), Appearance.FromSeed(seed)), new Pose(1.2, 0, 0));
    }

    private static byte[] Frame(CityScene scene, Pose axle)
    {
        var rgb = new byte[640 * 480 * 3];
        new CameraRenderer(scene, Mount).Render(axle, [], 1, rgb);
        return rgb;
    }

    private static int Brightness(byte[] rgb, int u, int v)
    {
        var k = (v * 640 + u) * 3;
        return (rgb[k] + rgb[k + 1] + rgb[k + 2]) / 3;
    }
}
