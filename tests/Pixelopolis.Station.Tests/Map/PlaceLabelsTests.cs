using Pixelopolis.Station.Map;

namespace Pixelopolis.Station.Tests.Map;

public sealed class PlaceLabelsTests
{
    private static readonly Frame Drawing = new(0, 0, 600, 400);

    [Fact]
    public void A_place_alone_has_its_name_above_its_pin()
    {
        var label = PlaceLabels.Of([At("Mill", 300, 200)], Drawing, 0.55).Single();
        Assert.Equal("middle", label.Anchor);
        Assert.True(label.Y < -40);
    }

    [Fact]
    public void Names_of_neighbours_stand_apart()
    {
        var labels = PlaceLabels.Of([At("Museum of Small Things", 300, 200), At("Willow Hospital", 330, 204)], Drawing, 0.55);
        Assert.Equal(2, labels.Select(l => (l.Anchor, l.Y)).Distinct().Count());
    }

    [Theory]
    [InlineData(595, 200)]
    [InlineData(5, 200)]
    public void A_name_at_the_drawings_edge_runs_inwards(double x, double y)
    {
        var label = PlaceLabels.Of([At("Museum of Small Things", x, y)], Drawing, 0.55).Single();
        Assert.Equal(x > 300 ? "end" : "start", label.Anchor);
    }

    private static Place At(string name, double x, double y) => new(name, name, x, y, 0, 0, PlaceGlyph.For(name, name));
}
