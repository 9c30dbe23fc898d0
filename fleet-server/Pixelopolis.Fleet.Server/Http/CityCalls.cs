using Microsoft.Net.Http.Headers;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary><c>GET /api/city</c> and <c>GET /api/destinations</c>.</summary>
internal static class CityCalls
{
    public static void Map(IEndpointRouteBuilder calls, StoredMap map, VisitorViews views)
    {
        var lif = System.Text.Encoding.UTF8.GetBytes(map.Lif);
        var tag = new EntityTagHeaderValue($"\"{map.Hash}\"");

        calls.MapGet("/api/city", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(lif, "application/json; charset=utf-8", entityTag: tag);
        }).WithName("GetCity").WithSummary("The map: LIF 1.0.0 with the Pixelopolis extension").Produces<object>(200, "application/json").Produces(304);

        calls.MapGet("/api/destinations", (HttpContext context) =>
        {
            context.Response.Headers.Vary = HeaderNames.AcceptLanguage;
            return Results.Json(views.Destinations(Languages.Preferred(context.Request)), Json.Web.IReadOnlyListDestination);
        }).WithName("GetDestinations").WithSummary("The places a visitor can be driven to, named in the caller's language").Produces<IReadOnlyList<Destination>>();
    }
}
