using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>What goes wrong outside the calls' own code is a problem too: no such call, a body too large, a bug.</summary>
internal static class ProblemPages
{
    public static void Use(WebApplication app, ServerMetrics metrics)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Pixelopolis.Http");
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (BadHttpRequestException e) when (!context.Response.HasStarted)
            {
                await Problems.WriteAsync(context, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? ProblemTypes.RequestTooLarge : ProblemTypes.InvalidRequest, e.StatusCode, e.Message);
            }
            catch (StoreUnavailableException e) when (!context.Response.HasStarted)
            {
                metrics.Failed("store");
                log.LogWarning("{Method} {Path}: {Reason}", context.Request.Method, context.Request.Path, e.Message);
                await Problems.WriteAsync(context, ProblemTypes.StoreUnavailable, StatusCodes.Status503ServiceUnavailable);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The caller went away.
            }
            catch (Exception e) when (!context.Response.HasStarted)
            {
                metrics.Failed("http");
                log.LogError(e, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
                await Problems.WriteAsync(context, ProblemTypes.Internal, StatusCodes.Status500InternalServerError);
            }
            if (context.Response is { HasStarted: false, ContentLength: null, ContentType: null } && IsCall(context.Request.Path)) await NameAsync(context);
        });
    }

    public static bool IsCall(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi");

    private static Task NameAsync(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problems.WriteAsync(context, ProblemTypes.NotFound, 404, $"{context.Request.Method} {context.Request.Path} is no call of this server; /openapi/v1.json lists them"),
        StatusCodes.Status405MethodNotAllowed => Problems.WriteAsync(context, ProblemTypes.InvalidRequest, 405, $"{context.Request.Path} is not called by {context.Request.Method}"),
        StatusCodes.Status415UnsupportedMediaType => Problems.WriteAsync(context, ProblemTypes.InvalidRequest, 415, "the body must be application/json"),
        StatusCodes.Status400BadRequest => Problems.WriteAsync(context, ProblemTypes.InvalidRequest, 400),
        _ => Task.CompletedTask,
    };
}
