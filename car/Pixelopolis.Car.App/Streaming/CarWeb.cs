using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>
/// The car's own small web server: <c>/stream</c> (MJPEG; <c>?overlay=true</c> with the overlay), <c>/health</c> (JSON) and
/// <c>/metrics</c> (Prometheus). With a token, every call must carry it.
/// </summary>
public sealed class CarWeb : IAsyncDisposable
{
    public const int MostViewers = 64;

    /// <summary>What the system may hold back for a viewer that does not read, bytes: two or three pictures.</summary>
    private const int SendBuffer = 128 * 1024;
    private readonly WebApplication _app;
    private readonly string? _token;

    private CarWeb(WebApplication app, Uri address, string? token) => (_app, Address, _token) = (app, address, token);

    /// <summary>With the port the system picked.</summary>
    public Uri Address { get; }

    /// <summary>Where the pictures are.</summary>
    public Uri Stream => new(Address, "/stream");

    /// <summary>As the fleet is told it, with the token that fetching takes: for the broker's line only, not to be printed or logged.</summary>
    public Uri StreamWithToken => _token is null ? Stream : new UriBuilder(Stream) { Query = $"token={Uri.EscapeDataString(_token)}" }.Uri;

    /// <exception cref="IOException">The address is taken or not this machine's.</exception>
    public static async Task<CarWeb> Start(IPEndPoint endpoint, string? token, FrameEncoder encoder, Func<CarHealth> health, Func<string> metrics, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, EndsWithTheCar>();
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = Listen);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = MostViewers * 2;
            kestrel.Listen(endpoint);
        });
        var app = builder.Build();
        if (token is not null) app.Use((context, next) => Allowed(context, token) ? next(context) : Refuse(context));
        app.MapGet("/stream", (HttpContext context, bool overlay = false) => MjpegStream.Send(context, encoder, overlay, app.Lifetime.ApplicationStopping));
        app.MapGet("/health", () => Health(health()));
        app.MapGet("/metrics", () => Results.Text(metrics(), MetricsText.ContentType));
        await app.StartAsync(stop);
        var bound = new Uri(app.Urls.First());
        var host = endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any) ? Dns.GetHostName() : bound.Host;
        return new CarWeb(app, new UriBuilder(bound) { Host = host }.Uri, token);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private static IResult Health(CarHealth health) =>
        Results.Json(health, CarHealthJson.Default.CarHealth, statusCode: health.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    /// <summary>A small send buffer keeps a slow viewer near the present: what it cannot take, it skips.</summary>
    private static Socket Listen(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = SendBuffer;
        return socket;
    }

    private static bool Allowed(HttpContext context, string token)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var given = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : context.Request.Query["token"].ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Response.WriteAsync("this car wants its token: Authorization: Bearer … or ?token=…");
    }

    /// <summary>Signals are the program's to hear, not the web server's.</summary>
    private sealed class EndsWithTheCar : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
