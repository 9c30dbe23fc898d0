using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.FleetLink;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Traffic;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App;

/// <summary>Everything the car's program is started with, as it was written; <see cref="Checked"/> names what is wrong.</summary>
public sealed record CarOptions
{
    public required string Serial { get; init; }
    public required string Port { get; init; }
    public required string Camera { get; init; }
    public double CameraDelay { get; init; } = 0.06;
    public string? Server { get; init; }
    public string? CityFile { get; init; }
    public string Mqtt { get; init; } = "127.0.0.1:1883";
    public string? MqttUser { get; init; }
    public string? MqttPassword { get; init; }
    public string Model { get; init; } = "car/models/lane.onnx";

    /// <summary>Null: <see cref="DefaultDetector"/> where that file is, else none; <see cref="NoDetector"/>: none.</summary>
    public string? Detector { get; init; }
    public double DetectorEvery { get; init; }
    public string Accelerator { get; init; } = "auto";

    /// <summary>No fleet reserves the road: every intersection is an all-way stop.</summary>
    public bool AllWayStop { get; init; }
    public string StreamHost { get; init; } = "127.0.0.1";
    public int StreamPort { get; init; }
    public string? StreamToken { get; init; }
    public string? StateFolder { get; init; }
    public bool UntilInputCloses { get; init; }

    public const string DefaultDetector = "car/models/detector.onnx";
    public const string NoDetector = "none";

    /// <summary>Milliseconds between looks, where the car lives by its eyes alone: a look takes its time too, and frames are missed.</summary>
    private const double MostBetweenSights = 300;

    /// <summary>The options read, or each that makes no sense: its name, its value and what would be right.</summary>
    public (CarSettings? Settings, IReadOnlyList<string> Faults) Checked() => Checked(File.Exists);

    internal (CarSettings? Settings, IReadOnlyList<string> Faults) Checked(Func<string, bool> isThere)
    {
        var detector = Given(Detector, isThere);
        List<string> faults = [];
        if (!Topics.IsLevel(Serial)) faults.Add($"--serial is '{Serial}': 1 to {Topics.MaxLevelLength} of A-Z a-z 0-9 _ . : - (as car-1)");
        if (string.IsNullOrWhiteSpace(Port)) faults.Add($"--port is '{Port}': the board's serial port (as /dev/ttyACM0)");
        var camera = CameraAddress.Parse(Camera, out var cameraFault);
        if (cameraFault is not null) faults.Add($"--camera is '{Camera}': {cameraFault}");
        if (CameraDelay is not (>= 0 and <= 0.5)) faults.Add(string.Create(CultureInfo.InvariantCulture, $"--camera-delay is {CameraDelay}: 0 to 0.5 seconds"));
        Uri? server = null;
        if (Server is not null && (!Uri.TryCreate(Server, UriKind.Absolute, out server) || server.Scheme is not ("http" or "https")))
            faults.Add($"--server is '{Server}': an http or https URL (as http://127.0.0.1:8080)");
        if (Server is null && CityFile is null) faults.Add("--server and --city are both missing: the car needs a city map from one of them");
        if (CityFile is not null && !isThere(CityFile)) faults.Add($"--city is '{CityFile}': there is no such file");
        var mqtt = MqttAddress.Parse(Mqtt);
        if (mqtt is null) faults.Add($"--mqtt is '{Mqtt}': HOST:PORT, mqtt://HOST:PORT or mqtts://HOST:PORT (as 127.0.0.1:1883)");
        if (MqttPassword is not null && MqttUser is null) faults.Add("--mqtt-password is given without --mqtt-user");
        if (DetectorEvery is not (>= 0 and <= 1000)) faults.Add(string.Create(CultureInfo.InvariantCulture, $"--detector-every is {DetectorEvery}: 0 (every frame) to 1000 milliseconds"));
        var accelerator = Accelerators.Of(Accelerator);
        if (accelerator is null) faults.Add($"--accelerator is '{Accelerator}': {string.Join(", ", Accelerators.Words)}");
        if (AllWayStop && detector is null) faults.Add("--all-way-stop is given without a detector: a car that sees nobody cannot give way; name one with --detector");
        if (AllWayStop && DetectorEvery is > MostBetweenSights and <= 1000)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"--detector-every is {DetectorEvery} with --all-way-stop: at most {MostBetweenSights} milliseconds, for a car whose last sight is {KeepingApart.OldestSight} s old stands"));
        if (!IPAddress.TryParse(StreamHost, out var host)) faults.Add($"--stream-host is '{StreamHost}': an IP address of this machine (as 127.0.0.1 or 0.0.0.0)");
        else if (!IPAddress.IsLoopback(host) && StreamToken is null) faults.Add($"--stream-host is '{StreamHost}', open to others: give --stream-token, which viewers must know");
        if (StreamToken is { Length: < 16 }) faults.Add($"--stream-token has {StreamToken.Length} characters: at least 16");
        if (StreamPort is < 0 or > 65535) faults.Add($"--stream-port is {StreamPort}: 0 (the system picks) to 65535");
        if (faults.Count > 0) return (null, faults);
        var credentials = MqttUser is null ? null : new MqttCredentials(MqttUser, MqttPassword ?? Environment.GetEnvironmentVariable("PIXELOPOLIS_MQTT_PASSWORD") ?? "");
        return (new CarSettings(Topics.Car(Serial), Port, camera!, CameraDelay, server, CityFile, mqtt!, credentials, Model,
            new IPEndPoint(host!, StreamPort), StreamToken, StateFolder ?? DefaultFolder(Serial), detector, TimeSpan.FromMilliseconds(DetectorEvery), accelerator!.Value, AllWayStop), faults);
    }

    private static string? Given(string? detector, Func<string, bool> isThere) => detector switch
    {
        null => isThere(DefaultDetector) ? DefaultDetector : null,
        NoDetector => null,
        _ => detector,
    };

    private static string DefaultFolder(string serial)
    {
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "pixelopolis", serial.Replace(':', '_'));
    }
}

/// <summary>The options, checked and read. The state folder keeps the city map for a start without a server, and the black box.</summary>
public sealed record CarSettings(
    CarAddress Car, string Port, CameraAddress Camera, double CameraDelay, Uri? Server, string? CityFile, MqttAddress Mqtt, MqttCredentials? Credentials,
    string Model, IPEndPoint Stream, string? StreamToken, string StateFolder, string? Detector, TimeSpan DetectorEvery, Accelerator Accelerator, bool AllWayStop)
{
    /// <summary>How this car drives. Its own name is the seed: cars that wait for each other lose patience at different moments.</summary>
    /// <param name="time">Cars share its time of day; the drive's seconds are its own.</param>
    public DriveOptions Driving(TimeProvider time)
    {
        var drive = new DriveOptions();
        var clock = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds - time.Seconds();
        return drive with { Traffic = drive.Traffic with { AllWayStop = AllWayStop, ClockOffset = clock, Seed = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(Car.SerialNumber))) } };
    }
}
