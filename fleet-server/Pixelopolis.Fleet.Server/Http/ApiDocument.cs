using Microsoft.OpenApi;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>The head of <c>/openapi/v1.json</c>, and how callers sign in.</summary>
internal static class ApiDocument
{
    public static void AddServices(IServiceCollection services) => services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Pixelopolis fleet server",
            Version = "v1",
            Description = "Rides through a tabletop city of miniature self-driving cars. Errors are problem details (RFC 9457) with a stable type; what visitors read is in the language of Accept-Language.",
            License = new OpenApiLicense { Name = "MIT" },
        };
        return Task.CompletedTask;
    }));
}
