using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Tests.Rendering;

public sealed class TopViewTests
{
    private static readonly CityScene Scene = CityScene.Bake(SmallCity.Map(new Building(0.8, 0.8, 0.5, 0.4, 0.3)), Appearance.Showroom with { Greenery = 0, Clutter = 0, PaintWear = 0 });

    [Fact]
    public void A_place_on_the_ground_is_where_its_frame_says()
    {
        var (picture, frame) = TopView.Render(Scene, [], 1600);
        for (var x = 0.1; x < 1.5; x += 0.1)
        {
            Assert.True(Brightness(picture, frame, x, -0.125) > 170, "the edge line is white");
            Assert.True(Brightness(picture, frame, x, 0.02) < 120, "the lane is dark");
        }
    }

    [Fact]
    public void A_car_is_seen_where_it_stands()
    {
        var (empty, frame) = TopView.Render(Scene, [], 800);
        var (with, _) = TopView.Render(Scene, [new SceneActor(ActorKind.Car, new Pose(0.5, 0, 0))], 800);
        var changed = Enumerable.Range(0, with.Width * with.Height).Where(k => Math.Abs(with.Rgb[3 * k] - empty.Rgb[3 * k]) > 30).ToArray();
        var (u, v) = frame.PixelOf(0.5 - 0.04, 0); // the body's middle lies behind the axle
        Assert.InRange(changed.Average(k => k % with.Width), u - 6, u + 6);
        Assert.InRange(changed.Average(k => k / with.Width), v - 6, v + 6);
    }

    [Fact]
    public void A_picture_becomes_a_png()
    {
        var png = TopView.Perspective(Scene, [], new Pose(-0.5, -0.5, 0.7), 0.8, 0.5, width: 160, height: 90).ToPng();
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
    }

    private static int Brightness(Picture p, TopFrame frame, double x, double y)
    {
        var (u, v) = frame.PixelOf(x, y);
        var k = ((int)Math.Round(v) * p.Width + (int)Math.Round(u)) * 3;
        return (p.Rgb[k] + p.Rgb[k + 1] + p.Rgb[k + 2]) / 3;
    }
}
