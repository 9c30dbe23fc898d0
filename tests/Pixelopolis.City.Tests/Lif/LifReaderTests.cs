using Pixelopolis.City.Checking;
using Pixelopolis.City.Lif;

namespace Pixelopolis.City.Tests.Lif;

public sealed class LifReaderTests
{
    [Fact]
    public void A_sound_map_is_read_whole()
    {
        var map = Read(TestMap.Sound().ToJsonString());
        Assert.Equal(("ring", "Ring", "3", 0.3), (map.Id, map.Name, map.Version, map.LaneWidth));
        Assert.Equal(["a", "b"], map.Nodes.Select(n => n.Id));
        Assert.Equal("East", map.Node("b").Name);
        Assert.Equal((0.3, 1.0), (map.Edge("ab").MaxSpeed, map.Edge("ab").Length));
        Assert.Null(map.Edge("ab").Trajectory);
        Assert.Equal(Math.PI / 2, map.Edge("ba").Length, 4);
        Assert.Equal(2, map.Edge("ba").Curve.CurvatureAt(0.8), 2);
        var station = Assert.Single(map.Stations);
        Assert.Equal(("home", "b", StationKind.Parking, "家"), (station.Id, station.NodeId, station.Kind, station.Names["ja"]));
        Assert.Equal(new Sign("s1", SignClass.SpeedLimit20, 0.9, -0.2, 3.1, "b"), Assert.Single(map.Signs));
        Assert.Equal(new Building(0.5, 0.2, 0.2, 0.1, 0.3), Assert.Single(map.Buildings));
        Assert.Equal(["ab"], map.From("a").Select(e => e.Id));
        Assert.Equal(["ba"], map.Into("a").Select(e => e.Id));
    }

    [Fact]
    public void The_extension_may_be_left_out()
    {
        var root = TestMap.Sound();
        root.Layout().AsObject().Remove("pixelopolis");
        var map = Read(root.ToJsonString());
        Assert.Equal(0.25, map.LaneWidth);
        Assert.Equal((StationKind.Destination, "Home"), (map.Station("home").Kind, map.Station("home").Names["en"]));
        Assert.Empty(map.Signs);
    }

    [Fact]
    public void One_of_several_layouts_is_read_by_its_id()
    {
        var root = TestMap.Sound();
        var second = root.Layout().DeepClone();
        second["layoutId"] = "other";
        root["layouts"]!.AsArray().Add(second);
        Assert.Equal("other", LifReader.Read(root.ToJsonString(), "other").Map!.Id);
        Assert.Equal(MapFaultKind.LayoutAmbiguous, Assert.Single(LifReader.Read(root.ToJsonString()).Faults).Kind);
        Assert.Equal(MapFaultKind.LayoutMissing, Assert.Single(LifReader.Read(root.ToJsonString(), "third").Faults).Kind);
    }

    [Fact]
    public void All_faults_are_named_and_not_only_the_first()
    {
        var root = TestMap.Sound();
        root.Node(1)["nodeId"] = "a";
        root.EdgeProperties(0)["maxSpeed"] = 0;
        root.Extension()["signs"]![0]!["class"] = "unicorns";
        root.Extension()["kinds"]!["home"] = "palace";
        var names = LifReader.Read(root.ToJsonString()).Faults.Select(f => f.Name).ToList();
        foreach (var name in new[] { "duplicateNodeId", "speedInvalid", "signClassUnknown", "kindUnknown", "edgeEndMissing", "stationNodeMissing", "signNodeMissing" })
            Assert.Contains(name, names);
    }

    [Fact]
    public void A_file_that_starts_with_a_byte_order_mark_is_read() => Assert.NotNull(LifReader.Read('\uFEFF' + TestMap.Sound().ToJsonString()).Map);

    [Fact]
    public void Bytes_cut_off_anywhere_give_a_fault_and_never_an_exception()
    {
        var json = TestMap.Sound().ToJsonString();
        for (var length = 0; length < json.Length; length += 7)
            Assert.Equal(MapFaultKind.NotJson, Assert.Single(LifReader.Read(json[..length]).Faults).Kind);
    }

    [Fact]
    public void Any_value_replaced_by_any_other_kind_of_value_never_throws()
    {
        var paths = new List<string>();
        Collect(TestMap.Sound(), paths);
        Assert.True(paths.Count > 60);
        foreach (var path in paths)
            foreach (var wrong in new[] { "null", "true", "-1", "1e300", "\"x\"", "\"\\ud800\"", "[]", "{}", "[null]", "[[1]]" })
            {
                var json = CityJson.Replace(TestMap.Sound(), path, wrong);
                var reading = LifReader.Read(json);
                Assert.True((reading.Map is null) == (reading.Faults.Count > 0), $"{path} = {wrong}");
            }
    }

    private static void Collect(System.Text.Json.Nodes.JsonNode? node, List<string> paths)
    {
        if (node is null) return;
        if (node.Parent is not null) paths.Add(node.GetPath());
        if (node is System.Text.Json.Nodes.JsonObject members) foreach (var (_, child) in members) Collect(child, paths);
        if (node is System.Text.Json.Nodes.JsonArray items) foreach (var child in items) Collect(child, paths);
    }

    private static CityMap Read(string json)
    {
        var reading = LifReader.Read(json);
        Assert.Empty(reading.Faults);
        return reading.Map!;
    }
}
