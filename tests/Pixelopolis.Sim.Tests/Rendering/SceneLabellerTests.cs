using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Tests.Rendering;

public sealed class SceneLabellerTests
{
    private static readonly CameraMount Mount = new();
    private static readonly Appearance Plain = Appearance.Showroom with { Noise = 0, Blur = 0, JpegQuality = 0, Vignetting = 0, Greenery = 0, Clutter = 0, LampShare = 0 };
    private static readonly Pose Here = new(0.4, 0, 0);

    [Fact]
    public void A_frame_with_labels_has_the_bytes_of_one_without()
    {
        var scene = CityScene.Bake(SmallCity.Map(new Building(0.8, 0.8, 0.5, 0.4, 0.3)), Appearance.FromSeed(5));
        SceneActor[] actors = [new(ActorKind.Car, new Pose(1.2, 0.02, 0.1))];
        var (plain, labelled) = (new byte[640 * 480 * 3], new byte[640 * 480 * 3]);
        new CameraRenderer(scene, Mount).Render(Here, actors, 7, plain);
        Assert.NotEmpty(new SceneLabeller(scene, Mount).Render(Here, actors, 7, labelled));
        Assert.Equal(plain, labelled);
    }

    [Fact]
    public void A_box_is_around_the_pixels_that_change_when_its_thing_is_taken_away()
    {
        var scene = CityScene.Bake(SmallCity.Map(), Plain with { LampElevation = 1.5f });
        foreach (var kind in Enum.GetValues<ActorKind>())
        {
            var (with, without) = (new byte[640 * 480 * 3], new byte[640 * 480 * 3]);
            SceneActor[] actors = [new(kind, new Pose(1.1, 0.05, 2.9), 0xFFFF00FF)];
            var label = Assert.Single(new SceneLabeller(scene, Mount).Render(Here, actors, 1, with));
            new CameraRenderer(scene, Mount).Render(Here, [], 1, without);
            var (left, top, right, _) = Changed(with, without);
            Assert.Equal((LabelledThing.Actor, 0), (label.Thing, label.Index));
            Assert.InRange(label.Top - top, -1, 1);
            if (kind is ActorKind.Box) Assert.True(label.Left - left is >= 0 and < 25 && right - label.Right is >= 0 and < 25); // its shadow is wider than it
            Assert.Equal(1, label.VisibleFraction);
        }
    }

    [Fact]
    public void A_signs_box_is_its_plates_and_not_its_poles()
    {
        var sign = new Sign("s", SignClass.NoEntry, 1.4, -0.17, Math.PI, "o1");
        var (with, without) = (new byte[640 * 480 * 3], new byte[640 * 480 * 3]);
        var label = Assert.Single(new SceneLabeller(CityScene.Bake(Signed(sign), Plain), Mount).Render(Here, [], 1, with));
        new CameraRenderer(CityScene.Bake(SmallCity.Map(), Plain), Mount).Render(Here, [], 1, without);
        var (left, top, right, _) = Changed(with, without, toRow: label.Bottom);
        Assert.Equal((LabelledThing.Sign, 0), (label.Thing, label.Index));
        Assert.InRange(label.Left - left, -1, 1);
        Assert.InRange(label.Top - top, -1, 1);
        Assert.InRange(label.Right - right, -1, 1);
        // 0.08 m at 1.08 m before the eye: 493 · 0.08 / 1.08 = 36.5 pixels each way.
        Assert.InRange(label.Right - label.Left, 35, 38);
        Assert.InRange(label.Bottom - label.Top, 35, 38);
        Assert.InRange(label.VisiblePixels, Math.PI * 18 * 18 * 0.95, Math.PI * 18.5 * 18.5 * 1.05);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(65, true)]
    [InlineData(85, false)]
    [InlineData(180, false)]
    public void A_sign_is_labelled_while_its_face_can_be_seen(double turned, bool seen)
    {
        var sign = new Sign("s", SignClass.Stop, 1.4, 0, Angle.Wrap(Math.PI + Angle.FromDegrees(turned)), "o1");
        Assert.Equal(seen, new SceneLabeller(CityScene.Bake(Signed(sign), Plain), Mount).Render(Here, [], 1, new byte[640 * 480 * 3]).Count == 1);
    }

    [Fact]
    public void Half_hidden_by_a_house_is_half_visible()
    {
        // The house's wall lies on the line of sight through the box's middle.
        var scene = CityScene.Bake(SmallCity.Map(new Building(0.9, 0.3, 0.2, 0.6, 0.4)), Plain);
        var at = new Pose(1.6, 0, 0);
        var label = Assert.Single(new SceneLabeller(scene, Mount).Render(Here, [new(ActorKind.Box, at, 0, 0.02, 0.1, 0.1)], 1, new byte[640 * 480 * 3]));
        Assert.InRange(label.VisibleFraction, 0.45, 0.55);
        Assert.InRange(label.Left, 319, 321); // what is left of it is its right half
    }

    [Fact]
    public void Half_outside_the_frame_is_half_visible()
    {
        var scene = CityScene.Bake(SmallCity.Map(), Plain);
        var eye = Here.Ahead(-Mount.BehindAxle);
        // Column 0 is seen 320 / 493 to the left for each metre ahead.
        var label = Assert.Single(new SceneLabeller(scene, Mount).Render(Here, [new(ActorKind.Box, new Pose(eye.X + 0.8, 0.8 * 320 / 493, 0), 0, 0.005, 0.1, 0.1)], 1, new byte[640 * 480 * 3]));
        Assert.InRange(label.VisibleFraction, 0.44, 0.56);
        Assert.Equal(0, label.Left);
    }

    [Fact]
    public void What_is_wholly_behind_a_house_or_out_of_the_frame_has_no_label()
    {
        var scene = CityScene.Bake(SmallCity.Map(new Building(0.9, 0.0, 0.2, 0.8, 0.4)), Plain);
        Assert.Empty(new SceneLabeller(scene, Mount).Render(Here, [new(ActorKind.Car, new Pose(1.5, 0, 0)), new(ActorKind.Car, new Pose(-0.5, 0, 0)), new(ActorKind.Hand, new Pose(0.4, 2, 0))], 1, new byte[640 * 480 * 3]));
    }

    [Fact]
    public void A_nearer_car_hides_a_farther_ones_pixels_and_only_those()
    {
        var scene = CityScene.Bake(SmallCity.Map(), Plain);
        SceneActor near = new(ActorKind.Car, new Pose(0.9, 0.03, 0)), far = new(ActorKind.Car, new Pose(1.3, 0, 0));
        var both = new SceneLabeller(scene, Mount).Render(Here, [far, near], 1, new byte[640 * 480 * 3]).ToArray();
        var alone = new SceneLabeller(scene, Mount).Render(Here, [far], 1, new byte[640 * 480 * 3]).ToArray();
        Assert.Equal(1, alone[0].VisibleFraction);
        Assert.Equal(1, both[1].VisibleFraction);
        Assert.InRange(both[0].VisibleFraction, 0.02, 0.9);
        Assert.Equal(both[0].VisiblePixels, (int)Math.Round(both[0].VisibleFraction * alone[0].VisiblePixels));
    }

    [Fact]
    public void What_lies_about_on_the_table_is_labelled_too()
    {
        var scene = CityScene.Bake(SmallCity.Map(), Plain with { Clutter = 1, Seed = 3 });
        var labeller = new SceneLabeller(scene, Mount);
        var seen = Enumerable.Range(0, 12).SelectMany(k => labeller.Render(new Pose(0.8, 0.8, k * 0.5236), [], 1, new byte[640 * 480 * 3]).ToArray()).ToList();
        Assert.Contains(seen, l => l.Thing == LabelledThing.Clutter);
        Assert.All(seen, l => Assert.InRange(l.VisibleFraction, 0.0, 1.0));
    }

    [Fact]
    public void A_turning_cameras_frame_is_smeared_along_its_rows_only()
    {
        var scene = CityScene.Bake(SmallCity.Map(new Building(0.9, 0.5, 0.3, 0.3, 0.4)), Plain);
        var (sharp, smeared) = (new byte[640 * 480 * 3], new byte[640 * 480 * 3]);
        new CameraRenderer(scene, Mount).Render(Here, [], 1, sharp);
        new CameraRenderer(scene, Mount) { SmearPixels = 7 }.Render(Here, [], 1, smeared);
        for (var row = 0; row < 480; row += 60)
            for (var x = 3; x < 637; x += 13)
                Assert.Equal(Enumerable.Range(-3, 7).Average(k => sharp[(row * 640 + x + k) * 3]), smeared[(row * 640 + x) * 3], 0.51);
    }

    private static CityMap Signed(Sign sign)
    {
        var map = SmallCity.Map();
        return new CityMap(map.Id, map.Name, map.Version, map.LaneWidth, map.Nodes, map.Edges, map.Stations, [sign], map.Buildings);
    }

    private static (int Left, int Top, int Right, int Bottom) Changed(byte[] a, byte[] b, int toRow = 480)
    {
        var (l, t, r, d) = (int.MaxValue, int.MaxValue, 0, 0);
        for (var k = 0; k < toRow * 1920; k += 3)
        {
            if (Math.Abs(a[k] - b[k]) + Math.Abs(a[k + 1] - b[k + 1]) + Math.Abs(a[k + 2] - b[k + 2]) < 60) continue;
            var (x, y) = (k / 3 % 640, k / 1920);
            (l, t, r, d) = (Math.Min(l, x), Math.Min(t, y), Math.Max(r, x + 1), Math.Max(d, y + 1));
        }
        return (l, t, r, d);
    }
}
