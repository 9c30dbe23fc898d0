using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>A request's JSON body, or the problem with it.</summary>
internal readonly record struct RequestBody<T>(T? Value, IResult? Problem) where T : class
{
    public static async Task<RequestBody<T>> ReadAsync(HttpContext context, JsonTypeInfo<T> type)
    {
        if (!context.Request.HasJsonContentType()) return Fault(415, "the body must be application/json");
        try
        {
            var value = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
            return value is null ? Fault(400, "the body is null") : new(value, null);
        }
        catch (JsonException e)
        {
            return Fault(400, e.Path is { Length: > 0 } path ? $"{path}: {e.Message}" : e.Message);
        }

        RequestBody<T> Fault(int status, string detail) => new(null, Problems.Of(context, ProblemTypes.InvalidRequest, status, detail));
    }
}
