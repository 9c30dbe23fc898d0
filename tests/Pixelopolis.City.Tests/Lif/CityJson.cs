using System.Text.Json.Nodes;

namespace Pixelopolis.City.Tests.Lif;

/// <summary>Changes one value of a JSON document, wherever it is.</summary>
internal static class CityJson
{
    /// <param name="raw">JSON text; it may be text that no serializer would write.</param>
    public static string Replace(JsonNode root, string path, string raw)
    {
        const string Mark = "\"-replaced-here-\"";
        var target = Find(root, path)!;
        if (target.Parent is JsonObject parent) parent[target.GetPropertyName()] = "-replaced-here-";
        else target.Parent!.AsArray()[target.GetElementIndex()] = "-replaced-here-";
        return root.ToJsonString().Replace(Mark, raw, StringComparison.Ordinal);
    }

    private static JsonNode? Find(JsonNode node, string path)
    {
        if (node.Parent is not null && node.GetPath() == path) return node;
        var children = node switch { JsonObject members => members.Select(m => m.Value), JsonArray items => items, _ => Enumerable.Empty<JsonNode?>() };
        return children.OfType<JsonNode>().Select(child => Find(child, path)).FirstOrDefault(found => found is not null);
    }
}
