using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenCvSharp;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>An MJPEG camera on the network: a real HTTP server whose answer to each call a test writes.</summary>
internal sealed class MjpegServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Signal _signal = new();
    private int _asked;

    private MjpegServer(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.First()).Port;

    public string Camera => $"mjpeg:http://127.0.0.1:{Port}/video";

    /// <param name="answer">Told the call, and that it is the first, the second…</param>
    /// <param name="port">0: any.</param>
    public static async Task<MjpegServer> Start(Func<HttpContext, int, Task> answer, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var server = new MjpegServer(app);
        app.Run(async context =>
        {
            var number = Interlocked.Increment(ref server._asked);
            server._signal.Pulse();
            try
            {
                await answer(context, number);
            }
            catch (OperationCanceledException)
            {
                // The camera's reader has gone.
            }
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public Task Asked(int times) => _signal.Until(() => Volatile.Read(ref _asked) >= times, $"it was called {times} times");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static async Task Begin(HttpContext context)
    {
        context.Response.ContentType = "multipart/x-mixed-replace; boundary=cam";
        await context.Response.StartAsync(context.RequestAborted);
    }

    public static async Task Send(HttpContext context, params byte[][] parts)
    {
        await context.Response.Body.WriteAsync(parts.SelectMany(part => part).ToArray(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    /// <summary>Until whoever looks has gone.</summary>
    public static Task Hold(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    public static byte[] Part(byte grey, uint? number = null, double? stamp = null, int width = 640, int height = 480, bool length = true) =>
        Part(Jpeg(grey, width, height), number, stamp, length);

    public static byte[] Part(byte[] jpeg, uint? number = null, double? stamp = null, bool length = true)
    {
        var head = new StringBuilder("--cam\r\nContent-Type: image/jpeg\r\n");
        if (length) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {jpeg.Length}\r\n");
        if (number is { } n) head.Append(CultureInfo.InvariantCulture, $"X-Frame: {n}\r\n");
        if (stamp is { } s) head.Append(CultureInfo.InvariantCulture, $"X-Timestamp: {s:0.000000}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. jpeg, (byte)'\r', (byte)'\n'];
    }

    public static byte[] Jpeg(byte grey, int width = 640, int height = 480)
    {
        using var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(grey, grey, grey));
        Cv2.ImEncode(".jpg", picture, out var jpeg);
        return jpeg;
    }
}
