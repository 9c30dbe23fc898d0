using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Datasets.Tests.Detection;

public sealed class LabelRuleTests
{
    [Theory]
    [InlineData(100, 200, 124, 240, 1.0, false)] // 24 frame pixels are 12 at the input
    [InlineData(100, 200, 123, 240, 1.0, true)]
    [InlineData(100, 200, 180, 223, 1.0, true)]
    [InlineData(100, 200, 180, 280, 0.25, false)]
    [InlineData(100, 200, 180, 280, 0.249, true)]
    [InlineData(100, 20, 180, 128, 1.0, true)] // above all that the detector looks at
    [InlineData(100, 200, 124, 224, 1.0, false)]
    [InlineData(100, 104, 180, 152, 1.0, false)] // half of it, 24 rows, is looked at
    [InlineData(100, 103, 180, 151, 1.0, true)]
    [InlineData(100, 104, 180, 152, 0.49, true)] // half of what is half visible
    [InlineData(100, 430, 300, 480, 1.0, true)] // 18 rows are looked at
    public void Difficult_is_what_shows_less_than_a_quarter_or_twelve_pixels_where_the_detector_looks(int left, int top, int right, int bottom, double visible, bool difficult) =>
        Assert.Equal(difficult, LabelRule.IsDifficult(new VocBox(left, top, right, bottom), visible, 640, 480));

    [Fact]
    public void Everything_gets_its_class()
    {
        var map = new CityMap("m", "M", "1", 0.25, [], [], [], [new Sign("a", SignClass.SpeedLimit30, 0, 0, 0, "n")], []);
        SceneActor[] actors = [new(ActorKind.Hand, default), new(ActorKind.Unknown, default), new(ActorKind.Car, default), new(ActorKind.Box, default)];
        Assert.Equal("speed_limit_30", Named(LabelledThing.Sign, 0));
        Assert.Equal(["hand", "unknown", "car", "box"], Enumerable.Range(0, 4).Select(k => Named(LabelledThing.Actor, k)));
        Assert.Equal(("unknown", "box"), (Named(LabelledThing.Clutter, 0), Named(LabelledThing.ClutterBox, 0)));
        Assert.All(actors, a => Assert.NotEqual(ObjectClass.None, ObjectClasses.Of("hand")));

        string Named(LabelledThing thing, int index) => LabelRule.Of(new SceneLabel(thing, index, 10, 200, 60, 250, 900, 1), map, actors, 640, 480)!.Name;
    }

    [Fact]
    public void What_touches_the_frames_edge_is_truncated()
    {
        Assert.True(Of(new SceneLabel(LabelledThing.Clutter, 0, 0, 200, 60, 250, 900, 0.7))!.Truncated);
        Assert.True(Of(new SceneLabel(LabelledThing.Clutter, 0, 600, 200, 640, 250, 900, 0.7))!.Truncated);
        Assert.False(Of(new SceneLabel(LabelledThing.Clutter, 0, 1, 200, 60, 250, 900, 0.7))!.Truncated);
    }

    [Theory]
    [InlineData(4, 4, 16, true)]
    [InlineData(4, 4, 15, false)]
    [InlineData(3, 40, 100, false)]
    public void A_handful_of_pixels_has_no_label(int width, int height, int pixels, bool labelled) =>
        Assert.Equal(labelled, Of(new SceneLabel(LabelledThing.Clutter, 0, 100, 200, 100 + width, 200 + height, pixels, 0.5)) is not null);

    private static VocObject? Of(in SceneLabel label) => LabelRule.Of(label, new CityMap("m", "M", "1", 0.25, [], [], [], [], []), [], 640, 480);
}
