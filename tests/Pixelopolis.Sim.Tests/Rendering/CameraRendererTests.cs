using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Tests.Rendering;

public sealed class CameraRendererTests
{
    private static readonly CameraMount Mount = new();
    private static readonly Appearance Plain = Appearance.Showroom with { Noise = 0, Blur = 0, JpegQuality = 0, Vignetting = 0, PaintWear = 0, Greenery = 0, Clutter = 0, LampShare = 0,
        Kerb = new(0.1f), Pavement = new(0.1f), TableColour = new(0.1f) };
    private static readonly CityScene Scene = CityScene.Bake(SmallCity.Map(), Plain);

    [Fact]
    public void Paint_appears_where_the_pinhole_camera_puts_it()
    {
        var axle = new Pose(0.4, 0.03, 0.1);
        var frame = Frame(Scene, axle);
        var seen = 0;
        for (var x = 0.5; x < 1.5; x += 0.05)
        {
            if (Pixel(axle, x, -SmallCity.LaneWidth / 2) is not var (u, v)) continue; // the right edge line
            seen++;
            Assert.True(Brightness(frame, u, v) > 180, $"({x}, edge line) should be white at pixel ({u}, {v})");
            if (Pixel(axle, x, -SmallCity.LaneWidth / 2 + 0.04) is var (a, b)) Assert.True(Brightness(frame, a, b) < 110, $"({x}, asphalt) should be dark");
        }
        Assert.True(seen > 8);
    }

    [Fact]
    public void From_the_middle_of_a_lane_both_edge_lines_are_as_far_from_the_pictures_middle_in_the_bottom_quarter()
    {
        var frame = Frame(CityScene.Bake(SmallCity.Straight(), Plain), new Pose(0.6, 0, 0));
        for (var v = 362; v < 478; v += 4)
        {
            var left = Enumerable.Range(0, 320).Where(u => Brightness(frame, u, v) > 150).ToArray();
            var right = Enumerable.Range(320, 320).Where(u => Brightness(frame, u, v) > 150).ToArray();
            Assert.NotEmpty(left);
            Assert.NotEmpty(right);
            Assert.InRange(left.Average() + right.Average() - 639, -2.0, 2.0);
        }
    }

    [Theory]
    [InlineData(360, 480)]
    [InlineData(0, 8)]
    [InlineData(203, 311)]
    public void A_band_has_the_bytes_of_the_whole_frame_and_leaves_the_rest_alone(int from, int to)
    {
        foreach (var seed in (ulong[])[5, 23])
        {
            var scene = CityScene.Bake(SmallCity.Map(new Building(0.8, 0.8, 0.5, 0.4, 0.3)), Appearance.FromSeed(seed));
            SceneActor[] actors = [new(ActorKind.Car, new Pose(1.5, 0.02, 0.1)), new(ActorKind.Hand, new Pose(1.45, 0.3, 2), 7)];
            var (whole, band) = (new byte[640 * 480 * 3], new byte[640 * 480 * 3]);
            new CameraRenderer(scene, Mount).Render(new Pose(1.2, 0, 0.05), actors, 7, whole);
            Array.Fill(band, (byte)77);
            new CameraRenderer(scene, Mount).Render(new Pose(1.2, 0, 0.05), actors, 7, band, from, to);
            Assert.True(whole.AsSpan(from * 1920, (to - from) * 1920).SequenceEqual(band.AsSpan(from * 1920, (to - from) * 1920)));
            Assert.False(band.AsSpan(0, from * 1920).ContainsAnyExcept((byte)77));
            Assert.False(band.AsSpan(to * 1920).ContainsAnyExcept((byte)77));
        }
    }

    [Fact]
    public void The_same_seeds_give_the_same_bytes_and_other_seeds_others()
    {
        Assert.Equal(Bytes(7, 1), Bytes(7, 1));
        Assert.NotEqual(Bytes(7, 1), Bytes(8, 1));
        Assert.NotEqual(Bytes(7, 1), Bytes(7, 2));

        static byte[] Bytes(ulong look, ulong noise)
        {
            var rgb = new byte[640 * 480 * 3];
            new CameraRenderer(CityScene.Bake(SmallCity.Map(), Appearance.FromSeed(look) with { Noise = 3 }), Mount).Render(new Pose(1.2, 0, 0), [], noise, rgb);
            return rgb;
        }
    }

    [Fact]
    public void A_house_hides_the_car_behind_it_and_not_the_car_before_it()
    {
        var scene = CityScene.Bake(SmallCity.Map(new Building(0.8, 0.8, 0.6, 0.3, 0.3)), Plain);
        var here = new Pose(0.8, 0.25, Math.PI / 2); // looks at the house from the south
        var empty = Frame(scene, here);
        Assert.Equal(empty, Frame(scene, here, new SceneActor(ActorKind.Car, new Pose(0.8, 1.4, 0))));
        Assert.NotEqual(empty, Frame(scene, here, new SceneActor(ActorKind.Car, new Pose(0.8, 0.55, 0))));
    }

    [Fact]
    public void A_nearer_car_is_drawn_over_a_farther_one_in_whichever_order_they_are_given()
    {
        SceneActor near = new(ActorKind.Car, new Pose(0.9, 0, 0), 0xFF0000), far = new(ActorKind.Car, new Pose(1.3, 0.01, 0), 0x0000FF);
        var here = new Pose(0.4, 0, 0);
        Assert.Equal(Frame(Scene, here, near, far), Frame(Scene, here, far, near));
    }

    [Fact]
    public void A_frame_allocates_nothing_once_the_camera_has_seen_what_there_is()
    {
        var scene = CityScene.Bake(SmallCity.Map(new Building(0.8, 0.8, 0.5, 0.4, 0.3)), Appearance.FromSeed(3));
        var camera = new CameraRenderer(scene, Mount);
        var rgb = new byte[640 * 480 * 3];
        SceneActor[] actors = [new(ActorKind.Car, new Pose(1.2, 0, 0.2)), new(ActorKind.Box, new Pose(1.4, 0.2, 1))];
        for (var k = 0; k < 40; k++) camera.Render(new Pose(0.2 + 0.02 * k, 0, 0.02 * k), actors, (ulong)k, rgb);
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var k = 0; k < 20; k++) camera.Render(new Pose(0.2 + 0.04 * k, 0, 0.04 * k), actors, (ulong)k, rgb, k % 2 == 0 ? 0 : 360);
        }));
    }

    [Fact]
    public void Every_kind_of_actor_shows_and_takes_the_size_it_is_given()
    {
        var here = new Pose(0.4, 0, 0);
        var empty = Frame(Scene, here);
        foreach (var kind in Enum.GetValues<ActorKind>())
            for (uint colour = 0; colour < 7; colour++)
            {
                var small = Changed(empty, Frame(Scene, here, new SceneActor(kind, new Pose(0.9, 0, 0), colour, 0.06, 0.05, 0.05)));
                var large = Changed(empty, Frame(Scene, here, new SceneActor(kind, new Pose(0.9, 0, 0), colour, 0.12, 0.10, 0.10)));
                Assert.InRange(small, 200, 40_000);
                Assert.True(large > 1.5 * small, $"{kind} {colour}: {small} pixels, twice the size {large}");
            }
    }

    private static int Changed(byte[] a, byte[] b)
    {
        var count = 0;
        for (var k = 0; k < a.Length; k += 3)
            if (Math.Abs(a[k] - b[k]) + Math.Abs(a[k + 1] - b[k + 1]) + Math.Abs(a[k + 2] - b[k + 2]) > 6) count++;
        return count;
    }

    private static (int U, int V)? Pixel(Pose axle, double x, double y)
    {
        var (eyeX, eyeY) = axle.Ahead(-Mount.BehindAxle);
        var (forward, left) = new Pose(eyeX, eyeY, axle.Theta).Local(x, y);
        var (sin, cos) = Math.SinCos(Mount.PitchRadians);
        var depth = forward * cos + Mount.HeightAboveGround * sin;
        var down = Mount.HeightAboveGround * cos - forward * sin;
        var (u, v) = ((int)(320 - Mount.FocalPixels * left / depth), (int)(240 + Mount.FocalPixels * down / depth));
        return u is < 0 or >= 640 || v is < 0 or >= 480 ? null : (u, v);
    }

    private static byte[] Frame(CityScene scene, Pose axle, params SceneActor[] actors)
    {
        var rgb = new byte[640 * 480 * 3];
        new CameraRenderer(scene, Mount).Render(axle, actors, 1, rgb);
        return rgb;
    }

    private static int Brightness(byte[] rgb, int u, int v)
    {
        var k = (v * 640 + u) * 3;
        return (rgb[k] + rgb[k + 1] + rgb[k + 2]) / 3;
    }
}
