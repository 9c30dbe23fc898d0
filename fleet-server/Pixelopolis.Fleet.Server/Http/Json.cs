using System.Text.Encodings.Web;
using System.Text.Json;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>The HTTP records' JSON with names left readable (日本, not \u65e5\u672c): it is served as JSON only, never inside a page.</summary>
internal static class Json
{
    public static HttpJson Web { get; } = new(new JsonSerializerOptions(HttpJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
