namespace Pixelopolis.Fleet.Server.Http;

internal static class LocatedResult
{
    /// <summary>The same answer with a <c>Location</c>.</summary>
    public static IResult At(this IResult result, string location) => new Located(result, location);

    private sealed class Located(IResult inner, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return inner.ExecuteAsync(httpContext);
        }
    }
}
