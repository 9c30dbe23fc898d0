using System.Globalization;
using System.Text.Json.Nodes;
using Pixelopolis.City.Checking;
using Pixelopolis.City.Lif;
using Pixelopolis.City.Tests.Lif;
using static Pixelopolis.City.Checking.MapFaultKind;

namespace Pixelopolis.City.Tests.Checking;

/// <summary>Each kind of fault, made by breaking a sound map in one place.</summary>
public sealed class MapFaultTests
{
    private static readonly Dictionary<MapFaultKind, Action<JsonNode>> Breaks = new()
    {
        [FieldMissing] = m => m.Node(0).AsObject().Remove("nodePosition"),
        [FieldWrongType] = m => m.Node(0)["nodePosition"]!["x"] = "far",
        [LifVersionUnsupported] = m => m["metaInformation"]!["lifVersion"] = "0.9.0",
        [LayoutMissing] = m => m["layouts"] = new JsonArray(),
        [LayoutAmbiguous] = m => m["layouts"]!.AsArray().Add(m.Layout().DeepClone()),
        [TooMany] = m => m.Layout()["stations"] = new JsonArray([.. Enumerable.Range(0, MapLimits.Stations + 1).Select(_ => new JsonObject())]),
        [TooManyFaults] = m => m.Layout()["nodes"] = new JsonArray([.. Enumerable.Range(0, 1100).Select(_ => new JsonObject())]),
        [IdEmpty] = m => m.Extension()["signs"]![0]!["signId"] = " ",
        [IdTooLong] = m => m.Extension()["signs"]![0]!["signId"] = new string('x', 201),
        [DuplicateNodeId] = m => m.Layout()["nodes"]!.AsArray().Add(m.Node(0).DeepClone()),
        [DuplicateEdgeId] = m => m.Edge(1)["edgeId"] = "ab",
        [DuplicateStationId] = m => m.Layout()["stations"]!.AsArray().Add(m.Station().DeepClone()),
        [DuplicateSignId] = m => m.Extension()["signs"]!.AsArray().Add(m.Extension()["signs"]![0]!.DeepClone()),
        [PositionInvalid] = m => m.Node(0)["nodePosition"]!["x"] = 1e9,
        [NodesMissing] = m => m.Layout()["nodes"] = new JsonArray(),
        [LaneWidthInvalid] = m => m.Extension()["laneWidth"] = 0,
        [EdgeEndMissing] = m => m.Edge(0)["endNodeId"] = "nowhere",
        [EdgeTooShort] = m => m.Edge(0)["endNodeId"] = "a",
        [VehiclePropertiesMissing] = m => m.Edge(0)["vehicleTypeEdgeProperties"] = new JsonArray(),
        [SpeedInvalid] = m => m.EdgeProperties(0)["maxSpeed"] = -0.1,
        [NurbsInvalid] = m => m.EdgeProperties(1)["trajectory"]!["knotVector"]![3] = 0.7,
        [TrajectoryMissesNode] = m => m.EdgeProperties(1)["trajectory"]!["controlPoints"]![4]!["y"] = 0.02,
        [RoadTooLong] = m => m.Node(1)["nodePosition"]!["x"] = 900,
        [StationNodeMissing] = m => m.Station()["interactionNodeIds"]![0] = "nowhere",
        [StationUnreachable] = m => AddNode(m, ("c", "c2"), ("c2", "c")),
        [StationWithoutWayBack] = m => AddNode(m, ("c", "c2"), ("c2", "a")),
        [NodeDeadEnd] = m => AddNode(m, ("a", "c"), ("c", "c2")),
        [KindUnknown] = m => m.Extension()["kinds"]!["home"] = "palace",
        [KindStationMissing] = m => m.Extension()["kinds"]!["away"] = "parking",
        [NamesStationMissing] = m => m.Extension()["names"]!["away"] = new JsonObject(),
        [SignClassUnknown] = m => m.Extension()["signs"]![0]!["class"] = "Stop",
        [SignNodeMissing] = m => m.Extension()["signs"]![0]!["nodeId"] = "nowhere",
        [BuildingInvalid] = m => m.Extension()["buildings"]![0]!["height"] = 0,
    };

    public static TheoryData<MapFaultKind> Kinds => [.. Enum.GetValues<MapFaultKind>().Except([NotJson, FileTooLarge])];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_way_to_break_a_map_is_named(MapFaultKind kind)
    {
        var map = TestMap.Sound();
        Breaks[kind](map);
        var reading = LifReader.Read(map.ToJsonString());
        Assert.Null(reading.Map);
        var fault = Assert.Single(reading.Faults, f => f.Kind == kind);
        Assert.Equal(char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..], fault.Name);
        Assert.NotEmpty(fault.Where);
        Assert.NotEmpty(fault.Message);
        Assert.Contains(fault.Name, reading.Report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{\"metaInformation\":")]
    [InlineData("{\"a\":\"\\ud800\",\"metaInformation\":{\"lifVersion\":\"\\ud800\"}}")]
    public void What_is_not_JSON_is_called_so(string text) => Assert.Equal(NotJson, Assert.Single(LifReader.Read(text).Faults).Kind);

    [Fact]
    public void A_file_beyond_the_limit_is_not_even_parsed() =>
        Assert.Equal(FileTooLarge, Assert.Single(LifReader.Read(new string('[', MapLimits.FileCharacters + 1)).Faults).Kind);

    [Fact]
    public void A_2_x_file_is_told_what_is_wrong_with_it()
    {
        foreach (var json in new[] { """{"metaInformation":{"lifVersion":"2.0.0"},"origins":[]}""", """{"origins":[]}""" })
        {
            var fault = Assert.Single(LifReader.Read(json).Faults);
            Assert.Equal("lifVersionUnsupported", fault.Name);
            Assert.Contains("origins[]", fault.Message, StringComparison.Ordinal);
            Assert.Contains("1.0.0", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_station_out_of_reach_names_the_nodes_it_cannot_be_reached_from()
    {
        var map = TestMap.Sound();
        AddNode(map, ("c", "c2"), ("c2", "c"));
        var fault = Assert.Single(LifReader.Read(map.ToJsonString()).Faults, f => f.Kind == StationUnreachable);
        Assert.Equal("station home", fault.Where);
        Assert.Contains("c, c2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_in_messages_are_written_the_same_way_in_every_country()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            var map = TestMap.Sound();
            Breaks[TrajectoryMissesNode](map);
            Assert.Contains("0.02 m from node a", LifReader.Read(map.ToJsonString()).Report, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void AddNode(JsonNode map, params (string From, string To)[] edges)
    {
        foreach (var (id, y) in new[] { ("c", 2), ("c2", 3) })
        {
            var node = map.Node(0).DeepClone();
            node["nodeId"] = id;
            node["nodePosition"]!["y"] = y;
            map.Layout()["nodes"]!.AsArray().Add(node);
        }
        foreach (var (from, to) in edges)
        {
            var edge = map.Edge(0).DeepClone();
            (edge["edgeId"], edge["startNodeId"], edge["endNodeId"]) = (from + to, from, to);
            map.Layout()["edges"]!.AsArray().Add(edge);
        }
    }
}
