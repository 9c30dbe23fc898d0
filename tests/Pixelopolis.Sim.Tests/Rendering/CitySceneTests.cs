using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Tests.Rendering;

public sealed class CitySceneTests
{
    [Fact]
    public void A_city_too_large_to_draw_is_named_with_its_size_instead_of_filling_the_memory()
    {
        var huge = Straight(1500);
        Assert.Contains("1501 × 1 m", CityScene.Fault(huge), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CityScene.Bake(huge, Appearance.Showroom));
    }

    [Fact]
    public void A_large_city_is_painted_coarser_so_that_its_ground_stays_within_bounds()
    {
        Assert.Null(CityScene.Fault(Straight(600)));
        var scene = CityScene.Bake(Straight(600), Appearance.Showroom with { Greenery = 0, Clutter = 0 });
        Assert.InRange(scene.Ground.MetresPerPixel, 0.0025, 0.01);
        Assert.True((long)scene.Ground.Bare.Width * scene.Ground.Bare.Height < 66_000_000);
    }

    [Fact]
    public void The_tables_rim_is_mixed_with_what_lies_behind_it()
    {
        var look = Appearance.Showroom with
        {
            Noise = 0, Blur = 0, JpegQuality = 0, Vignetting = 0, Greenery = 0, Clutter = 0, LampShare = 0, TableMargin = 0.4f,
            Table = Surface.Paper, TableColour = new(0.9f), Surroundings = Surroundings.Studio, BackdropExposure = 0.1f,
        };
        var rgb = new byte[640 * 480 * 3];
        new CameraRenderer(CityScene.Bake(SmallCity.Map(), look), new CameraMount()).Render(new Pose(-0.3, 0.8, Math.PI - 0.06), [], 1, rgb);
        // White paper before a dark wall, the rim nearly along the rows: unmixed, all of the step lies between two pixels in every column.
        var (columns, split) = (0, 0);
        for (var u = 100; u < 540; u++)
        {
            var rim = Enumerable.Range(250, 90).MaxBy(v => Grey(u, v + 1) - Grey(u, v));
            var whole = Grey(u, rim + 3) - Grey(u, rim - 2);
            if (whole < 60) continue;
            columns++;
            if (Grey(u, rim + 1) - Grey(u, rim) < 0.8 * whole) split++;
        }
        Assert.True(columns > 200, $"the rim is seen in {columns} columns");
        Assert.True(split > columns / 4, $"{split} of {columns} columns have a pixel in between");

        int Grey(int u, int v) => (rgb[(v * 640 + u) * 3] + rgb[(v * 640 + u) * 3 + 1] + rgb[(v * 640 + u) * 3 + 2]) / 3;
    }

    private static CityMap Straight(double metres) => new("long", "Long", "1", 0.25, [new Node("a", 0, 0), new Node("b", metres, 0)],
        [new Edge("a-b", "a", "b", 0.4, null, LaneCurve.Straight(0, 0, metres, 0))], [], [], []);
}
