namespace Pixelopolis.Fleet.Server.Http;

/// <summary>The station and the operator's desk: one Blazor WebAssembly app, at <c>/</c> and <c>/operator</c>.</summary>
internal static class StationPages
{
    private static readonly string[] Pages = ["/", "/operator"];

    /// <summary>Where the app's files lie: beside a published server, or where a build left them.</summary>
    public static void Find(WebApplicationBuilder builder) => builder.WebHost.UseStaticWebAssets();

    public static void Map(WebApplication app)
    {
        app.MapStaticAssets();
        // Files carry a fingerprint in their names and may be kept; the page that names them may not.
        var fresh = new StaticFileOptions { OnPrepareResponse = page => page.Context.Response.Headers.CacheControl = "no-cache" };
        foreach (var page in Pages) app.MapFallbackToFile(page, "index.html", fresh);
    }
}
