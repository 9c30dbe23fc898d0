using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Streams;
using Pixelopolis.Fleet.Server.Stores;
using Pixelopolis.Fleet.Server.Streams;
using Pixelopolis.Fleet.Server.Tests.Http;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Streams;

public sealed class CarStreamsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Viewers_see_the_cars_pictures_over_one_connection_and_it_ends_with_the_last_of_them()
    {
        await using var camera = await Camera.StartAsync();
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha", stream: camera.Url);
        var shown = await city.CarShownAsync("car-1", c => c.Stream is not null);
        Assert.Equal(camera.Url, shown.Stream);
        var told = await TestServer.ReadAsync(await city.Http.GetAsync("/api/cars/car-1", Stop), HttpJson.Default.CarView);
        Assert.Equal("/api/cars/car-1/stream", told.Stream);

        var streams = city.Server.Services.GetRequiredService<CarStreams>();
        using (var first = await city.Http.GetAsync(told.Stream, HttpCompletionOption.ResponseHeadersRead, Stop))
        using (var second = await city.Http.GetAsync(told.Stream, HttpCompletionOption.ResponseHeadersRead, Stop))
        {
            Assert.Equal("multipart/x-mixed-replace", first.Content.Headers.ContentType!.MediaType);
            var a = new MjpegReader(await first.Content.ReadAsStreamAsync(Stop), 1000);
            var b = new MjpegReader(await second.Content.ReadAsStreamAsync(Stop), 1000);
            for (var n = 0; n < 3; n++)
            {
                var (frame, other) = ((await a.NextAsync(Stop))!.Value, await b.NextAsync(Stop));
                Assert.Equal($"plain {frame.Number}", Encoding.ASCII.GetString(frame.Jpeg.Span));
                Assert.Equal($"{frame.Number}.250000", frame.Timestamp);
                Assert.NotNull(other);
            }
            Assert.Equal((1, 2, 1), (streams.Connections, streams.Viewers, camera.Opened));
        }
        await camera.ClosedAsync();
        Assert.Equal(0, streams.Connections);
    }

    [Fact]
    public async Task The_overlay_is_a_stream_of_its_own()
    {
        await using var camera = await Camera.StartAsync();
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha", stream: camera.Url);
        await city.CarShownAsync("car-1", c => c.Stream is not null);
        using var answer = await city.Http.GetAsync("/api/cars/car-1/stream?overlay=true", HttpCompletionOption.ResponseHeadersRead, Stop);
        var frame = await new MjpegReader(await answer.Content.ReadAsStreamAsync(Stop), 1000).NextAsync(Stop);
        Assert.StartsWith("overlay ", Encoding.ASCII.GetString(frame!.Value.Jpeg.Span));
    }

    [Fact]
    public async Task A_car_that_wants_a_token_tells_it_to_the_fleet_and_no_viewer_sees_it()
    {
        const string token = "a token & its 16 signs";
        await using var camera = await Camera.StartAsync(token);
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha", stream: $"{camera.Url}?token={Uri.EscapeDataString(token)}");
        await city.CarShownAsync("car-1", c => c.Stream is not null);
        foreach (var (path, kind) in new[] { ("/api/cars/car-1/stream", "plain "), ("/api/cars/car-1/stream?overlay=true", "overlay ") })
        {
            using var answer = await city.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Stop);
            var frame = await new MjpegReader(await answer.Content.ReadAsStreamAsync(Stop), 1000).NextAsync(Stop);
            Assert.StartsWith(kind, Encoding.ASCII.GetString(frame!.Value.Jpeg.Span));
        }
        city.Http.DefaultRequestHeaders.Authorization = new("Bearer", TestServer.Token);
        foreach (var path in new[] { "/api/cars", "/api/cars/car-1" }) Assert.DoesNotContain("token", await city.Http.GetStringAsync(path, Stop), StringComparison.Ordinal);
        await using var events = await city.Http.GetStreamAsync("/api/events", Stop);
        await foreach (var item in SseParser.Create(events).EnumerateAsync(Stop))
        {
            Assert.DoesNotContain("token", item.Data, StringComparison.Ordinal);
            if (item.EventType == EventNames.Car) break;
        }
        Assert.All(await city.Server.Services.GetRequiredService<IFleetStore>().CarsAsync(Stop), kept => Assert.Null(kept.Stream));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.NotFound, ProblemTypes.NoStream)]
    [InlineData("file:///etc/passwd", HttpStatusCode.NotFound, ProblemTypes.NoStream)]
    [InlineData("http://10.1.2.3/stream", HttpStatusCode.NotFound, ProblemTypes.NoStream)]
    [InlineData("http://127.0.0.1:1/stream", HttpStatusCode.GatewayTimeout, ProblemTypes.CarUnreachable)]
    public async Task A_car_whose_pictures_cannot_be_had_is_a_problem(string? url, HttpStatusCode status, string type)
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha", stream: url);
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        var answer = await city.Http.GetAsync("/api/cars/car-1/stream", HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(type, (await BookingCallsTests.ProblemAsync(answer, status)).Type);
    }

    [Fact]
    public async Task There_are_only_so_many_viewers()
    {
        await using var camera = await Camera.StartAsync();
        await using var city = await TestServer.StartAsync(o => o with { Limits = new() { StreamViewers = 1 } });
        await using var car = await city.CarAsync("car-1", "ha", stream: camera.Url);
        await city.CarShownAsync("car-1", c => c.Stream is not null);
        using var first = await city.Http.GetAsync("/api/cars/car-1/stream", HttpCompletionOption.ResponseHeadersRead, Stop);
        var second = await city.Http.GetAsync("/api/cars/car-1/stream", HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(ProblemTypes.TooManyViewers, (await BookingCallsTests.ProblemAsync(second, HttpStatusCode.ServiceUnavailable)).Type);
    }

    /// <summary>A car's own stream: sends pictures as fast as they are taken.</summary>
    private sealed class Camera : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _opened;

        private readonly string? _token;

        private Camera(WebApplication app, string? token) => (_app, _token) = (app, token);

        public int Opened => _opened;

        public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/stream";

        public Task ClosedAsync() => _closed.Task.WaitAsync(Stop);

        /// <param name="token">What its address must carry.</param>
        public static async Task<Camera> StartAsync(string? token = null)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var camera = new Camera(app, token);
            app.MapGet("/stream", (Delegate)camera.SendAsync);
            await app.StartAsync(Stop);
            return camera;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task SendAsync(HttpContext context)
        {
            if (_token is not null && context.Request.Query["token"] != _token)
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }
            Interlocked.Increment(ref _opened);
            context.Response.ContentType = "multipart/x-mixed-replace; boundary=cam";
            var kind = context.Request.Query["overlay"] == "true" ? "overlay" : "plain";
            try
            {
                for (var number = 1; !context.RequestAborted.IsCancellationRequested; number++)
                {
                    var picture = $"{kind} {number}";
                    await context.Response.WriteAsync($"--cam\r\nContent-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\nX-Frame: {number}\r\nX-Timestamp: {number}.250000\r\n\r\n{picture}\r\n", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await Task.Delay(5, context.RequestAborted);
                }
            }
            catch (OperationCanceledException)
            {
            }
            _closed.TrySetResult();
        }
    }
}
