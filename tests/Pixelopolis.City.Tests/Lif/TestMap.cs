using System.Text.Json.Nodes;

namespace Pixelopolis.City.Tests.Lif;

/// <summary>A small map without a fault, as JSON, for tests to break: a ring of two nodes, one edge straight and one an arc, a station, a sign, a building.</summary>
internal static class TestMap
{
    public static JsonNode Sound() => JsonNode.Parse("""
        {
          "metaInformation": { "projectIdentification": "test", "creator": "test", "exportTimestamp": "2026-01-01T00:00:00Z", "lifVersion": "1.0.0" },
          "layouts": [{
            "layoutId": "ring", "layoutName": "Ring", "layoutVersion": "3", "somethingUnknown": { "a": [1] },
            "nodes": [
              { "nodeId": "a", "nodePosition": { "x": 0, "y": 0 }, "vehicleTypeNodeProperties": [{ "vehicleTypeId": "t" }] },
              { "nodeId": "b", "nodeName": "East", "nodePosition": { "x": 1, "y": 0 }, "vehicleTypeNodeProperties": [{ "vehicleTypeId": "t" }] }
            ],
            "edges": [
              { "edgeId": "ab", "startNodeId": "a", "endNodeId": "b", "vehicleTypeEdgeProperties": [{ "vehicleTypeId": "t", "rotationAllowed": false, "maxSpeed": 0.3 }] },
              { "edgeId": "ba", "startNodeId": "b", "endNodeId": "a", "vehicleTypeEdgeProperties": [{ "vehicleTypeId": "t", "rotationAllowed": false,
                "trajectory": { "degree": 2, "knotVector": [0, 0, 0, 0.5, 0.5, 1, 1, 1], "controlPoints": [
                  { "x": 1, "y": 0 }, { "x": 1, "y": 0.5, "weight": 0.70710678118654757 }, { "x": 0.5, "y": 0.5 },
                  { "x": 0, "y": 0.5, "weight": 0.70710678118654757 }, { "x": 0, "y": 0 }] } }] }
            ],
            "stations": [{ "stationId": "home", "stationName": "Home", "interactionNodeIds": ["b"] }],
            "pixelopolis": {
              "laneWidth": 0.3,
              "kinds": { "home": "parking" },
              "signs": [{ "signId": "s1", "class": "speed_limit_20", "x": 0.9, "y": -0.2, "theta": 3.1, "nodeId": "b" }],
              "buildings": [{ "x": 0.5, "y": 0.2, "width": 0.2, "depth": 0.1, "height": 0.3 }],
              "names": { "home": { "en": "Home", "ja": "家" } }
            }
          }]
        }
        """)!;

    public static JsonNode Layout(this JsonNode root) => root["layouts"]![0]!;

    public static JsonNode Node(this JsonNode root, int index) => root.Layout()["nodes"]![index]!;

    public static JsonNode Edge(this JsonNode root, int index) => root.Layout()["edges"]![index]!;

    public static JsonNode EdgeProperties(this JsonNode root, int index) => root.Edge(index)["vehicleTypeEdgeProperties"]![0]!;

    public static JsonNode Station(this JsonNode root) => root.Layout()["stations"]![0]!;

    public static JsonNode Extension(this JsonNode root) => root.Layout()["pixelopolis"]!;
}
