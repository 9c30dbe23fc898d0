using System.Net;
using System.Text;
using Pixelopolis.Fleet.Server.Options;

namespace Pixelopolis.Fleet.Server.Streams;

/// <summary>How passing on a stream ended, where it was not by the viewer's leaving.</summary>
public enum StreamEnd { Left, TooMany, NoPicture, NotAllowed }

/// <summary>Passes cars' MJPEG on to viewers: one connection to a car however many watch it.</summary>
public sealed class CarStreams : IAsyncDisposable
{
    private const string Boundary = "pixelopolis-frame";
    private static readonly TimeSpan FirstPicture = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly ServerOptions _options;
    private readonly ServerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly Lock _lock = new();
    private readonly Dictionary<Uri, CarFeed> _feeds = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(3) }) { Timeout = Timeout.InfiniteTimeSpan };
    private int _viewers;

    public CarStreams(ServerOptions options, ServerMetrics metrics, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CarStreams> log) =>
        (_options, _metrics, _time, _lifetime, _log) = (options, metrics, time, lifetime, log);

    public int Viewers => Volatile.Read(ref _viewers);

    public int Connections
    {
        get
        {
            lock (_lock) return _feeds.Count;
        }
    }

    public async Task<StreamEnd> PassOnAsync(HttpContext context, string serial, string url, bool overlay)
    {
        if (AddressOf(url, overlay) is not { } address) return StreamEnd.NotAllowed;
        if (Interlocked.Increment(ref _viewers) > _options.Limits.StreamViewers)
        {
            Interlocked.Decrement(ref _viewers);
            return StreamEnd.TooMany;
        }
        var feed = Join(address, serial);
        try
        {
            return await PassOnAsync(context, feed);
        }
        finally
        {
            Leave(address, feed);
            Interlocked.Decrement(ref _viewers);
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<StreamEnd> PassOnAsync(HttpContext context, CarFeed feed)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _lifetime.ApplicationStopping);
        var seen = 0L;
        try
        {
            while (true)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                patience.CancelAfter(seen == 0 ? FirstPicture : Silence);
                var (frame, number) = await feed.NextAsync(seen, patience.Token);
                if (seen == 0) Begin(context.Response);
                seen = number;
                await context.Response.Body.WriteAsync(Head(frame), stop.Token);
                await context.Response.Body.WriteAsync(frame.Jpeg, stop.Token);
                await context.Response.Body.WriteAsync("\r\n"u8.ToArray(), stop.Token);
                await context.Response.Body.FlushAsync(stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return seen == 0 && !stop.IsCancellationRequested ? StreamEnd.NoPicture : StreamEnd.Left;
        }
    }

    private static void Begin(HttpResponse response)
    {
        response.ContentType = $"multipart/x-mixed-replace; boundary={Boundary}";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private static byte[] Head(CarFrame frame)
    {
        var head = new StringBuilder($"--{Boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: {frame.Jpeg.Length}\r\n");
        if (frame.Number is not null) head.Append("X-Frame: ").Append(frame.Number).Append("\r\n");
        if (frame.Timestamp is not null) head.Append("X-Timestamp: ").Append(frame.Timestamp).Append("\r\n");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    private CarFeed Join(Uri address, string serial)
    {
        lock (_lock)
        {
            if (!_feeds.TryGetValue(address, out var feed))
                _feeds[address] = feed = new CarFeed(address, _http, _options.Limits.Frame, _time, reason =>
                {
                    _metrics.Failed("stream");
                    _log.LogWarning("the pictures of {Car} stopped: {Reason}", serial, reason);
                });
            feed.Join();
            return feed;
        }
    }

    private void Leave(Uri address, CarFeed feed)
    {
        lock (_lock)
        {
            if (!feed.Leave()) return;
            _feeds.Remove(address);
            feed.Dispose();
        }
    }

    // The address is what a car says. Where cars need no credentials it must be on this machine, lest anybody make the server fetch from elsewhere.
    private Uri? AddressOf(string url, bool overlay)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp) return null;
        if (_options.Open && !(address.Host == "localhost" || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)))) return null;
        return overlay ? new UriBuilder(address) { Query = address.Query.Length > 1 ? $"{address.Query[1..]}&overlay=true" : "overlay=true" }.Uri : address;
    }
}
