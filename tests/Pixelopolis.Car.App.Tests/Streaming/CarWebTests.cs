using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using OpenCvSharp;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Streaming;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Orders;
using Pixelopolis.Fleet.Contracts.Streams;

namespace Pixelopolis.Car.App.Tests.Streaming;

/// <summary>The car's web server before a whole car on the bench, over real sockets.</summary>
public sealed class CarWebTests : IAsyncLifetime
{
    private const int MostBytes = 2 << 20;
    private const string Token = "a-token-of-16-chars";
    private readonly CarRig _car = new(StraightCity.Map(20));
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly FrameEncoder _encoder;
    private readonly HealthReading _health;
    private CarWeb _web = null!;

    public CarWebTests()
    {
        _health = new HealthReading("car-1", _car.Camera, _car.Motors, _car.Loop, _car.Desk, new ModelFigures("tiny", "abc", 4, "BottomQuarter"), new MapFigures("straight", "1", "test"), TimeProvider.System);
        _health.Encoder = _encoder = new FrameEncoder(_car.Camera.Frames, _car.Loop.Report, _car.Loop.Way, new Overlay(new DriveOptions().Camera), TimeProvider.System);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _web = await CarWeb.Start(new IPEndPoint(IPAddress.Loopback, 0), null, _encoder, _health.Now, _health.Metrics, Stop);
        _http.BaseAddress = _web.Address;
        _car.Film.Run();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _web.DisposeAsync();
        _encoder.Dispose();
        _car.Dispose();
    }

    [Fact]
    public async Task Every_part_is_a_picture_with_its_length_number_and_capture_time()
    {
        using var answer = await _http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("multipart/x-mixed-replace; boundary=pixelopolis-frame", answer.Content.Headers.ContentType!.ToString());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Empty(answer.Headers.Server);
        var reader = new MjpegReader(await answer.Content.ReadAsStreamAsync(Stop), MostBytes);
        var (number, stamp) = (0u, 0.0);
        for (var n = 0; n < 5; n++)
        {
            var part = (await reader.NextAsync(Stop))!.Value;
            var (next, at) = (Number(part), double.Parse(part.Timestamp!, CultureInfo.InvariantCulture));
            Assert.True(next > number && at > stamp);
            Assert.Matches(@"^\d+\.\d{6}$", part.Timestamp);
            Assert.InRange((DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds - at, 0.03 - 0.001, 60);
            using var picture = Cv2.ImDecode(part.Jpeg.Span, ImreadModes.Color);
            Assert.Equal((640, 480), (picture.Width, picture.Height));
            Assert.InRange(Math.Abs(picture.At<Vec3b>(200, 300).Item1 - (byte)(next - 1)), 0, 3);
            (number, stamp) = (next, at);
        }
    }

    [Fact]
    public async Task The_bytes_are_as_the_seam_writes_them()
    {
        using var viewer = await Connect("/stream");
        var bytes = new byte[2000];
        await viewer.ReadAtLeastAsync(bytes, 1000, cancellationToken: Stop);
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", text, StringComparison.Ordinal);
        Assert.Matches(@"--pixelopolis-frame\r\nContent-Type: image/jpeg\r\nContent-Length: \d+\r\nX-Frame: \d+\r\nX-Timestamp: \d+\.\d{6}\r\n\r\n\xFF\xD8", text);
    }

    [Fact]
    public async Task The_overlay_is_another_picture_of_the_same_frames()
    {
        using var answer = await _http.GetAsync("/stream?overlay=true", HttpCompletionOption.ResponseHeadersRead, Stop);
        var part = (await new MjpegReader(await answer.Content.ReadAsStreamAsync(Stop), MostBytes).NextAsync(Stop))!.Value;
        using var picture = Cv2.ImDecode(part.Jpeg.Span, ImreadModes.Color);
        Cv2.MeanStdDev(picture, out _, out var spread);
        Assert.True(spread.Val0 > 5, "a grey frame has words and lines on it");
        Assert.Equal((0, 1), (_encoder.Plain.Viewers, _encoder.Overlaid.Viewers));
    }

    [Fact]
    public async Task A_viewer_that_does_not_read_holds_up_neither_the_drive_loop_nor_another_viewer_and_then_sees_the_present()
    {
        // Noise: a picture of some hundred kilobytes, so that what the system holds back is soon full.
        var noise = new byte[640 * 480 * 3];
        new Random(1).NextBytes(noise);
        _car.Film.Paint = (canvas, _) => noise.CopyTo(canvas);
        using var slow = await Connect("/stream", receiveBuffer: 16 * 1024);
        await _car.Until(() => _encoder.Plain.Viewers == 1, "the slow viewer is there");

        using var answer = await _http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, Stop);
        var quick = new MjpegReader(await answer.Content.ReadAsStreamAsync(Stop), MostBytes);
        var turns = _car.Loop.Report.Version;
        var last = 0u;
        for (var n = 0; n < 30; n++) last = Number(await quick.NextAsync(Stop));
        // Loop and viewer take the newest frame each on a thread of its own, so they need not see the same ones; held up, the loop would not turn at all.
        await _car.Until(() => _car.Loop.Report.Version - turns >= 30, "the loop turns on while a viewer does not read");

        await SkipHead(slow);
        var reader = new MjpegReader(slow, MostBytes);
        var numbers = new List<uint>();
        while (numbers.Count == 0 || numbers[^1] < last) numbers.Add(Number(await reader.NextAsync(Stop)));
        Assert.True(numbers.Zip(numbers.Skip(1)).Any(pair => pair.Second > pair.First + 5), $"it skipped what it could not take: {string.Join(' ', numbers)}");
    }

    [Fact]
    public async Task Health_and_metrics_say_what_the_detector_is_what_it_runs_on_and_how_it_does()
    {
        Assert.DoesNotContain("detector", await _http.GetStringAsync("/health", Stop), StringComparison.Ordinal);
        Assert.DoesNotContain("sight", await _http.GetStringAsync("/metrics", Stop), StringComparison.Ordinal);
        using var detector = OnnxDetector.Load(TinyDetectors.Seeing(new TinySight(1, 0.9f, 0.2f, 0.2f, 0.4f, 0.4f)), "tiny", new DetectorOptions { Accelerator = Accelerator.Auto }).Detector!;
        using var sights = new SightThread(_car.Camera.Frames, detector, TimeSpan.Zero, TimeProvider.System);
        sights.Start();
        _health.Detector = new DetectorReading("tiny.onnx", detector, sights);
        await _car.Until(() => sights.Newest.Version >= 3, "it has looked");
        using var health = JsonDocument.Parse(await _http.GetStringAsync("/health", Stop));
        var said = health.RootElement.GetProperty("detector");
        Assert.Equal(("tiny.onnx", "32x16", 1, 3), (said.GetProperty("path").GetString(), said.GetProperty("input").GetString(), said.GetProperty("found").GetInt32(), said.GetProperty("classes").GetInt32()));
        Assert.StartsWith("cpu, 1 thread (nnapi: ", said.GetProperty("runs").GetString(), StringComparison.Ordinal);
        Assert.True(said.GetProperty("frameToSight").GetProperty("count").GetInt64() >= 3);
        Assert.False(said.TryGetProperty("fault", out _));
        var metrics = await _http.GetStringAsync("/metrics", Stop);
        Assert.Matches(@"pixelopolis_car_sights_total\{serial=""car-1""\} \d+", metrics);
        Assert.Contains("pixelopolis_car_frame_to_sight_seconds_bucket{serial=\"car-1\",le=\"+Inf\"}", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_encoded_while_nobody_watches_and_a_viewer_that_goes_is_forgotten()
    {
        using (var answer = await _http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, Stop))
            await new MjpegReader(await answer.Content.ReadAsStreamAsync(Stop), MostBytes).NextAsync(Stop);
        await _car.Until(() => _encoder.Plain.Viewers == 0, "the viewer has gone");
    }

    [Fact]
    public async Task There_are_only_so_many_viewers()
    {
        _car.Film.Stop();
        var viewers = new List<HttpResponseMessage>();
        for (var n = 0; n < CarWeb.MostViewers; n++) viewers.Add(await _http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, Stop));
        using var refused = await _http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("64 viewers watch already", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        viewers.ForEach(v => v.Dispose());
    }

    [Fact]
    public async Task With_a_token_every_call_must_carry_it()
    {
        await using var web = await CarWeb.Start(new IPEndPoint(IPAddress.Loopback, 0), Token, _encoder, _health.Now, _health.Metrics, Stop);
        foreach (var path in new[] { "/stream", "/health", "/metrics" })
        {
            using var refused = await _http.GetAsync(new Uri(web.Address, path), HttpCompletionOption.ResponseHeadersRead, Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
            using var wrong = await _http.GetAsync(new Uri(web.Address, path + "?token=wrong"), HttpCompletionOption.ResponseHeadersRead, Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri(web.Address, path)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
            using var allowed = await _http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, Stop);
            using var also = await _http.GetAsync(new Uri(web.Address, $"{path}?token={Token}"), HttpCompletionOption.ResponseHeadersRead, Stop);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (allowed.StatusCode, also.StatusCode));
        }
    }

    [Fact]
    public async Task The_fleet_is_told_an_address_that_opens_and_the_one_that_is_printed_holds_no_token()
    {
        const string token = "16 signs & more: =?#%";
        await using var web = await CarWeb.Start(new IPEndPoint(IPAddress.Loopback, 0), token, _encoder, _health.Now, _health.Metrics, Stop);
        using var answer = await _http.GetAsync(new Uri(web.StreamWithToken.AbsoluteUri), HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(web.Stream.Query);
        Assert.Equal(_web.Stream, _web.StreamWithToken);
    }

    [Fact]
    public async Task Health_tells_how_the_car_is_and_why_it_stands()
    {
        await _car.Until(() => _car.Loop.Report.Version > 20 && _car.Motors.Health.State == Motor.Host.LinkState.Healthy, "it has turned a while");
        using var answer = await _http.GetAsync("/health", Stop);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(Stop));
        var root = json.RootElement;
        Assert.Equal(("car-1", "standing", "NoOrder", "no order"), (Text(root, "serial"), Text(root, "state"), Text(root, "hold"), Text(root, "holdInWords")));
        Assert.False(root.TryGetProperty("fault", out _));
        var camera = root.GetProperty("camera");
        Assert.True(camera.GetProperty("frames").GetInt64() > 20 && camera.GetProperty("frameAge").GetDouble() > 0);
        Assert.Equal("Healthy", Text(root.GetProperty("link"), "state"));
        Assert.InRange(root.GetProperty("link").GetProperty("batteryVolts").GetDouble(), 7.5, 7.7);
        Assert.Equal(("tiny", "straight"), (Text(root.GetProperty("model"), "path"), Text(root.GetProperty("map"), "id")));
    }

    [Fact]
    public async Task Health_says_that_it_drives_and_what_the_camera_lacks()
    {
        await Driving.DriveLoopTests.Ready(_car);
        _car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        await _car.Until(() => _car.WheelsTurn && !_car.Last.Standing, "it drives");
        using (var driving = JsonDocument.Parse(await _http.GetStreamAsync("/health", Stop)))
        {
            Assert.Equal(("driving", "None"), (Text(driving.RootElement, "state"), Text(driving.RootElement, "hold")));
            Assert.Equal("o-1", Text(driving.RootElement.GetProperty("fleet"), "orderId"));
        }
        _car.Film.Stop();
        _car.Sender.Dispose();
        await _car.Until(() => _car.WheelsStand && _car.Last.Output.Hold == Safety.HoldReason.FrameStale && _car.Camera.Health.Fault is not null, "it stands without its eye");
        using var blind = JsonDocument.Parse(await _http.GetStreamAsync("/health", Stop));
        Assert.Equal("FrameStale", Text(blind.RootElement, "hold"));
        Assert.NotEmpty(Text(blind.RootElement.GetProperty("camera"), "fault"));
    }

    [Fact]
    public async Task Metrics_are_in_prometheus_text_each_with_its_help_type_and_serial()
    {
        await _car.Until(() => _car.Loop.Report.Version > 5, "it has turned");
        using var answer = await _http.GetAsync("/metrics", Stop);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var lines = (await answer.Content.ReadAsStringAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var figures = lines.Where(l => !l.StartsWith('#')).ToArray();
        Assert.All(figures, line => Assert.Matches(@"^pixelopolis_car_[a-z0-9_]+\{serial=""car-1""[^}]*\} (NaN|[-+0-9.eE]+|[+-]Inf)$", line));
        Assert.True(double.Parse(figures.Single(l => l.StartsWith("pixelopolis_car_frames_total", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture) > 5);
        Assert.Contains("# TYPE pixelopolis_car_frames_total counter", lines);
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_that_says_so()
    {
        var e = await Assert.ThrowsAsync<IOException>(() => CarWeb.Start(new IPEndPoint(IPAddress.Loopback, _web.Address.Port), null, _encoder, _health.Now, _health.Metrics, Stop));
        Assert.Contains("in use", e.ToString(), StringComparison.Ordinal);
    }

    private static uint Number(MjpegPart? part) => uint.Parse(part!.Value.Number!, CultureInfo.InvariantCulture);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task<NetworkStream> Connect(string path, int receiveBuffer = 0)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer > 0) socket.ReceiveBufferSize = receiveBuffer;
        await socket.ConnectAsync(IPAddress.Loopback, _web.Address.Port, Stop);
        // HTTP/1.0 closes what it ends, so that the body comes as it is.
        await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.0\r\nHost: car\r\n\r\n"), Stop);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task SkipHead(NetworkStream stream)
    {
        var one = new byte[1];
        for (var ends = 0; ends < 4;)
        {
            await stream.ReadExactlyAsync(one, Stop);
            ends = one[0] == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
        }
    }
}
