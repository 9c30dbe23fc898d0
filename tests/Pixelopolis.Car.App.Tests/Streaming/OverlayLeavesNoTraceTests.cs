using System.Net;
using System.Text.Json;
using OpenCvSharp;
using Pixelopolis.Car.App.Recording;
using Pixelopolis.Car.App.Streaming;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Safety;
using Pixelopolis.Fleet.Contracts.Streams;

namespace Pixelopolis.Car.App.Tests.Streaming;

/// <summary>While somebody watches the overlay, nobody else's picture has it: not a viewer without, not who looks at the camera's frames, not a recording.</summary>
public sealed class OverlayLeavesNoTraceTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-trace-").FullName;
    private readonly List<string> _said = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly BlackBox _box;
    private readonly CarRig _car;
    private readonly FrameEncoder _encoder;
    private CarWeb _web = null!;

    public OverlayLeavesNoTraceTests()
    {
        _box = new BlackBox(new JsonLinesDriveLog(_folder, Say), why => new DriveLogHead(why, DateTimeOffset.UnixEpoch, "car-1", "m", "1", "abc", OrderSnapshot.Empty));
        _car = new CarRig(StraightCity.Map(20), sinks: _box);
        _encoder = new FrameEncoder(_car.Camera.Frames, _car.Loop.Report, _car.Loop.Way, new Overlay(new DriveOptions().Camera), TimeProvider.System) { Road = () => new OverlayRoad("somewhere", false) };
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var health = new HealthReading("car-1", _car.Camera, _car.Motors, _car.Loop, _car.Desk, new ModelFigures("tiny", "abc", 4, "BottomQuarter"), new MapFigures("straight", "1", "test"), TimeProvider.System);
        _web = await CarWeb.Start(new IPEndPoint(IPAddress.Loopback, 0), null, _encoder, health.Now, health.Metrics, Stop);
        _http.BaseAddress = _web.Address;
        _car.Film.Run();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _web.DisposeAsync();
        _encoder.Dispose();
        _car.Dispose();
        _box.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_viewer_without_it_gets_the_cameras_picture()
    {
        var (overlaid, plain) = (await Watch("/stream?overlay=true"), await Watch("/stream"));
        for (var n = 0; n < 5; n++)
        {
            Assert.True(await Spread(overlaid) > 5, "words and lines are on it");
            // The film's frames are of one grey each.
            Assert.InRange(await Spread(plain), 0, 1);
        }
        Assert.Equal((1, 1), (_encoder.Plain.Viewers, _encoder.Overlaid.Viewers));
    }

    [Fact]
    public async Task Nothing_is_drawn_into_the_cameras_own_frame()
    {
        var overlaid = await Watch("/stream?overlay=true");
        await Spread(overlaid);
        var seen = 0L;
        var frame = _car.Camera.Frames.Take(ref seen, 40_000)!;
        // Held: its pixels stay as they are while the encoder draws on it, or has drawn.
        uint number;
        do number = uint.Parse((await overlaid.NextAsync(Stop))!.Value.Number!, System.Globalization.CultureInfo.InvariantCulture);
        while (number <= frame.Number);
        Assert.Equal(-1, frame.Pixels.AsSpan().IndexOfAnyExcept((byte)(frame.Number - 1)));
        _car.Camera.Frames.Release(frame);
    }

    [Fact]
    public async Task A_recordings_lines_hold_what_the_car_was_told_and_decided_and_nothing_that_was_drawn()
    {
        await Driving.DriveLoopTests.Ready(_car);
        var overlaid = await Watch("/stream?overlay=true");
        _car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        await _car.Until(() => _car.WheelsTurn, "it drives");
        await Spread(overlaid);
        Assert.True(_car.Loop.Way.Get().Count > 0);
        _car.Film.Stop();
        await _car.Until(() => _car.Last.Output.Hold == HoldReason.FrameStale, "safety stops it");
        await _car.Until(() => Said.Length > 0, "the minute is kept");
        var lines = File.ReadAllLines(Directory.GetFiles(_folder, "*.jsonl")[0]);
        Assert.True(lines.Length > 3);
        foreach (var line in lines.Skip(1))
        {
            using var turn = JsonDocument.Parse(line);
            Assert.Equal(["holdSince", "lane", "now", "output", "paused", "placements", "pose", "sent", "sight", "sinceLastNode", "standing", "status", "statusAt"], Names(turn.RootElement));
            Assert.Equal(["at", "command", "hold", "sawStopLine", "speed", "steering", "traffic"], Names(turn.RootElement.GetProperty("output")));
        }
    }

    private string[] Said
    {
        get
        {
            lock (_said) return [.. _said];
        }
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];

    private void Say(string what)
    {
        lock (_said) _said.Add(what);
        _car.Signal.Pulse();
    }

    private async Task<MjpegReader> Watch(string path)
    {
        var answer = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Stop);
        return new MjpegReader(await answer.Content.ReadAsStreamAsync(Stop), 2 << 20);
    }

    /// <summary>How much the next picture's pixels differ.</summary>
    private static async Task<double> Spread(MjpegReader stream)
    {
        using var picture = Cv2.ImDecode((await stream.NextAsync(Stop))!.Value.Jpeg.Span, ImreadModes.Color);
        Cv2.MeanStdDev(picture, out _, out var spread);
        return spread.Val0;
    }
}
