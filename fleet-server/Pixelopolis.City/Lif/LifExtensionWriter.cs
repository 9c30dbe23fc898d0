using System.Text.Json;

namespace Pixelopolis.City.Lif;

/// <summary>Writes a layout's object <c>pixelopolis</c>.</summary>
internal static class LifExtensionWriter
{
    public static void Write(Utf8JsonWriter json, CityMap map)
    {
        json.WriteStartObject("pixelopolis");
        json.WriteNumber("laneWidth", map.LaneWidth);
        json.WriteStartObject("kinds");
        foreach (var station in map.Stations) json.WriteString(station.Id, LifWords.Of(station.Kind));
        json.WriteEndObject();
        LifWriter.Array(json, "signs", map.Signs, static (json, sign) =>
        {
            json.WriteString("signId", sign.Id);
            json.WriteString("class", LifWords.Of(sign.Class));
            json.WriteNumber("x", sign.X);
            json.WriteNumber("y", sign.Y);
            json.WriteNumber("theta", sign.Theta);
            json.WriteString("nodeId", sign.NodeId);
        });
        LifWriter.Array(json, "buildings", map.Buildings, static (json, building) =>
        {
            json.WriteNumber("x", building.X);
            json.WriteNumber("y", building.Y);
            json.WriteNumber("width", building.Width);
            json.WriteNumber("depth", building.Depth);
            json.WriteNumber("height", building.Height);
        });
        json.WriteStartObject("names");
        foreach (var station in map.Stations.Where(s => s.Names.Count > 0))
        {
            json.WriteStartObject(station.Id);
            foreach (var (language, name) in station.Names.OrderBy(n => n.Key, StringComparer.Ordinal)) json.WriteString(language, name);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
