using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Lif;

/// <summary>Writes a map as LIF 1.0.0 with the Pixelopolis extension; what it writes <see cref="LifReader"/> reads back as the same map.</summary>
public static class LifWriter
{
    /// <summary>LIF's suggestion: manufacturer and series of the car's VDA 5050 factsheet.</summary>
    public const string VehicleTypeId = "Pixelopolis.Reference";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write(CityMap map, DateTimeOffset exportTimestamp)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("metaInformation");
            json.WriteString("projectIdentification", "Pixelopolis");
            json.WriteString("creator", "Pixelopolis");
            json.WriteString("exportTimestamp", exportTimestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("lifVersion", "1.0.0");
            json.WriteEndObject();
            Array(json, "layouts", [map], Layout);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Layout(Utf8JsonWriter json, CityMap map)
    {
        json.WriteString("layoutId", map.Id);
        json.WriteString("layoutName", map.Name);
        json.WriteString("layoutVersion", map.Version);
        Array(json, "nodes", map.Nodes, Node);
        Array(json, "edges", map.Edges, Edge);
        Array(json, "stations", map.Stations, Station);
        LifExtensionWriter.Write(json, map);
    }

    private static void Node(Utf8JsonWriter json, Node node)
    {
        json.WriteString("nodeId", node.Id);
        if (node.Name is not null) json.WriteString("nodeName", node.Name);
        json.WriteStartObject("nodePosition");
        json.WriteNumber("x", node.X);
        json.WriteNumber("y", node.Y);
        json.WriteEndObject();
        Array(json, "vehicleTypeNodeProperties", [VehicleTypeId], static (json, type) => json.WriteString("vehicleTypeId", type));
    }

    private static void Edge(Utf8JsonWriter json, Edge edge)
    {
        json.WriteString("edgeId", edge.Id);
        json.WriteString("startNodeId", edge.StartNodeId);
        json.WriteString("endNodeId", edge.EndNodeId);
        Array(json, "vehicleTypeEdgeProperties", [edge], static (json, edge) =>
        {
            json.WriteString("vehicleTypeId", VehicleTypeId);
            json.WriteBoolean("rotationAllowed", false);
            json.WriteNumber("maxSpeed", edge.MaxSpeed);
            if (edge.Trajectory is { } nurbs) Trajectory(json, nurbs);
        });
    }

    private static void Trajectory(Utf8JsonWriter json, Nurbs nurbs)
    {
        json.WriteStartObject("trajectory");
        json.WriteNumber("degree", nurbs.Degree);
        json.WriteStartArray("knotVector");
        foreach (var knot in nurbs.Knots) json.WriteNumberValue(knot);
        json.WriteEndArray();
        Array(json, "controlPoints", nurbs.ControlPoints, static (json, point) =>
        {
            json.WriteNumber("x", point.X);
            json.WriteNumber("y", point.Y);
            if (point.Weight != 1) json.WriteNumber("weight", point.Weight);
        });
        json.WriteEndObject();
    }

    private static void Station(Utf8JsonWriter json, Station station)
    {
        json.WriteString("stationId", station.Id);
        if (station.Names.TryGetValue("en", out var name)) json.WriteString("stationName", name);
        json.WriteStartArray("interactionNodeIds");
        json.WriteStringValue(station.NodeId);
        json.WriteEndArray();
    }

    internal static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
