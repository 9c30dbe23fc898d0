using System.Text.Json;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>Problem details (RFC 9457), titled in the caller's language.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static IResult Of(HttpContext context, string type, int status, string? detail = null, string? bookingId = null) =>
        Results.Json(Make(context, type, status, detail, bookingId), Json.Web.Problem, ContentType, status);

    public static Task WriteAsync(HttpContext context, string type, int status, string? detail = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        return JsonSerializer.SerializeAsync(context.Response.Body, Make(context, type, status, detail, null), Json.Web.Problem, context.RequestAborted);
    }

    private static Problem Make(HttpContext context, string type, int status, string? detail, string? bookingId) =>
        new(type, ProblemTitles.Of(type, Languages.Of(context.Request)), status, detail, context.Request.Path, bookingId);
}
