using System.CommandLine;
using System.Net.Http.Headers;
using System.Runtime;
using System.Text;
using System.Text.Json;
using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.CityMaps;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.FleetLink;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Recording;
using Pixelopolis.Car.App.Streaming;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.City;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App;

/// <summary>
/// One car, as its data flows: camera → eyes → drive step → safety → motors, on the drive loop's thread; the detector on a thread of its own,
/// its newest sight at hand; beside them, looking on, the fleet, the viewers and the black box.
/// </summary>
public static class CarProgram
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    public static Task<int> Main(string[] args) =>
        CarCommand.Build(new RootCommand()).Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Farewell });

    /// <returns>The exit code (<see cref="CarCommand"/>).</returns>
    public static async Task<int> Run(CarOptions options, CancellationToken stop)
    {
        var (settings, faults) = options.Checked();
        if (settings is null) return Refuse(CarCommand.BadOptions, faults);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (options.UntilInputCloses) InputWatch.EndWithInput(ending);
        try
        {
            return await Run(settings, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return CarCommand.Stopped;
        }
    }

    private static async Task<int> Run(CarSettings settings, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var drive = settings.Driving(time);
        var intervals = new ReportIntervals();
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        using var voice = new Voice(Console.Error);
        var say = voice.Say;

        // What it needs before it can drive: a native library, a model, a map.
        if (OpenCvLibrary.Fault() is { } missing) return Refuse(CarCommand.CannotStart, [missing]);
        var (loaded, modelFault) = OnnxLaneModel.Load(settings.Model, settings.Accelerator);
        if (loaded is null) return Refuse(CarCommand.CannotStart, [modelFault!.Message]);
        using var model = loaded;
        using var detector = Detector(settings, out var detectorFault);
        if (detectorFault is not null) return Refuse(CarCommand.CannotStart, [detectorFault]);
        using var http = new HttpClient { DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("Pixelopolis.Car", CarVersion.Text) } } };
        if (settings.Credentials is { } self)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{self.User}:{self.Password}")));
        var loading = settings.CityFile is { } file
            ? CityMapSource.FromFile(file)
            : await new CityMapSource(http, settings.StateFolder, say).FromServer(settings.Server!, stop);
        if (loading.Map is not { } map) return Refuse(CarCommand.CannotStart, [loading.Fault!]);

        // Camera → eyes → drive step → motors.
        using var camera = settings.Camera.Open(settings.CameraDelay, time, note => say($"camera: {note}"));
        using var motors = new SerialMotorLine(new SerialLinkOptions { Port = settings.Port }, time, note => say($"motor link: {note}"));
        var eye = new LaneEye(drive.Camera, model, model.Region);
        var intersections = Intersections.Of(map);
        var step = new DriveStep(drive, map, intersections);
        var follower = new OrderFollower(map, intersections, step);
        var (mail, desk) = (new Mailbox(), new OrderDesk(follower));
        using var sights = Sights(settings, camera, detector, time, say, out var sightFault);
        if (sightFault is not null) return Refuse(CarCommand.CannotStart, [sightFault]);
        using var blackBox = new BlackBox(new JsonLinesDriveLog(Path.Combine(settings.StateFolder, "stops"), say),
            why => new DriveLogHead(why, time.GetUtcNow(), settings.Car.SerialNumber, map.Id, map.Version, model.Sha256, follower.Snapshot));
        using var loop = new DriveLoop(camera, eye, motors, mail, follower, desk, step, drive.Safety, time, blackBox) { Sights = sights?.Newest };

        // The viewers.
        var health = new HealthReading(settings.Car.SerialNumber, camera, motors, loop, desk,
            new ModelFigures(settings.Model, model.Sha256, model.Signature.Outputs, model.Region.ToString(), model.Placement.ToString()), new MapFigures(map.Id, map.Version, loading.Origin), time);
        if (sights is not null) health.Detector = new DetectorReading(settings.Detector!, detector!, sights);
        using var encoder = health.Encoder = new FrameEncoder(camera.Frames, loop.Report, loop.Way, new Overlay(drive.Camera), time) { Road = () => OverlayRoad.Of(follower.Snapshot) };
        CarWeb web;
        try
        {
            web = await CarWeb.Start(settings.Stream, settings.StreamToken, encoder, health.Now, health.Metrics, stop);
        }
        catch (IOException e)
        {
            return Refuse(CarCommand.CannotStart, [$"--stream-host {settings.Stream.Address} --stream-port {settings.Stream.Port}: {(e.InnerException ?? e).Message}; another port, or 0 for any"]);
        }

        // The fleet.
        await using var viewers = web;
        await using var fleet = health.Fleet = new FleetReporter(settings.Mqtt, settings.Credentials, new ReportedCar(settings.Car, map, drive,
            CarFactsheet.Of(drive, intervals, CarVersion.Text, model.Sha256), loop.Report, mail, desk,
            () => new CarConditions(motors.Complaint, camera.Health.Fault?.Message, loop.Fault, web.StreamWithToken.AbsoluteUri, sights?.Fault)), intervals, time, say);

        camera.Start();
        loop.Start();
        sights?.Start();
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, string> { ["ready"] = settings.Car.SerialNumber, ["stream"] = web.Stream.ToString(), ["health"] = new Uri(web.Address, "/health").ToString() }));
        say($"{settings.Car} on map {map.Id} {map.Version} from {loading.Origin}, model {settings.Model} ({model.Sha256[..12]})");
        say($"lane model: {model.Placement}");
        say(detector is null ? $"detector: none, the car drives without seeing signs and others (--detector FILE gives it one)"
            : $"detector: {detector.Placement}, {settings.Detector} ({detector.Sha256[..12]})");
        await fleet.Run(stop);
        return CarCommand.Stopped;
    }

    private static OnnxDetector? Detector(CarSettings settings, out string? fault)
    {
        fault = null;
        if (settings.Detector is not { } file) return null;
        var (detector, why) = OnnxDetector.Load(file, new DetectorOptions { Accelerator = settings.Accelerator });
        fault = why?.Message;
        return detector;
    }

    private static SightThread? Sights(CarSettings settings, IFrameSource camera, OnnxDetector? detector, TimeProvider time, Action<string> say, out string? fault)
    {
        fault = null;
        if (detector is null) return null;
        try
        {
            return new SightThread(camera.Frames, detector, settings.DetectorEvery, time, say);
        }
        catch (ArgumentException e)
        {
            fault = $"detector {settings.Detector}: {e.Message}";
            return null;
        }
    }

    private static int Refuse(int code, IEnumerable<string> faults)
    {
        foreach (var fault in faults) Console.Error.WriteLine(fault);
        return code;
    }
}
