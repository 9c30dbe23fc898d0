namespace Pixelopolis.Fleet.Server.Http;

/// <summary>The station and the operator's desk: one Blazor WebAssembly app, at <c>/</c> and <c>/operator</c>.</summary>
internal static class StationPages
{
    public static void Map(WebApplication app)
    {
        _ = app;
    }
}
