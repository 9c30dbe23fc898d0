using System.CommandLine;

namespace Pixelopolis.Car.App;

/// <summary>The command line, shared by the car's own program and the lab's <c>car</c> verb.</summary>
public static class CarCommand
{
    /// <summary>Exit codes: stopped when asked to; options that make no sense; something needed at the start was missing or wrong.</summary>
    public const int Stopped = 0, BadOptions = 2, CannotStart = 3;

    private const string About = """
        One car: camera, lane model, detector, drive loop, motor board, fleet.

        On a real car:
          car --serial car-1 --port /dev/serial/by-id/usb-… --camera v4l2:/dev/video0 --server http://fleet.local:8080 --mqtt fleet.local:1883
        In the simulated city, 'city' starts it so:
          car --serial car-1 --port /tmp/p/car-1.board --camera sim:/tmp/p/car-1.eye --server http://127.0.0.1:8080 --mqtt 127.0.0.1:1883

        When it is ready it prints one line of JSON: {"ready":"car-1","stream":"http://127.0.0.1:41877/stream","health":"http://127.0.0.1:41877/health"}.
        Ctrl-C or SIGTERM stops the motors, says OFFLINE to the fleet and ends it.
        Exit codes: 0 stopped when asked to; 2 an option makes no sense; 3 something needed at the start is missing or wrong (it is named).
        """;

    public static T Build<T>(T command) where T : Command
    {
        var serial = new Option<string>("--serial") { Description = "Required. The car's serial number, its name in the fleet." };
        var port = new Option<string>("--port") { Description = "Required. The motor board's serial port. /dev/serial/by-id/… stays the same after plugging in again." };
        var camera = new Option<string>("--camera") { Description = "Required. v4l2:/dev/video0, file:drive.avi (plays on and on), mjpeg:http://…, or sim:/path.sock (the simulator's frames)." };
        var delay = new Option<double>("--camera-delay") { Description = "Seconds from light to frame, for cameras that do not stamp their frames.", DefaultValueFactory = _ => 0.06 };
        var server = new Option<string?>("--server") { Description = "The fleet server; the city map is fetched from it and kept for a start without it." };
        var city = new Option<string?>("--city") { Description = "A city map (LIF) from a file instead." };
        var mqtt = new Option<string>("--mqtt") { Description = "The fleet's MQTT broker: HOST:PORT, or mqtts://HOST:PORT for TLS.", DefaultValueFactory = _ => "127.0.0.1:1883" };
        var user = new Option<string?>("--mqtt-user") { Description = "Where the broker wants one." };
        var password = new Option<string?>("--mqtt-password") { Description = "Better given as PIXELOPOLIS_MQTT_PASSWORD: others can read command lines." };
        var model = new Option<string>("--model") { Description = "The lane model.", DefaultValueFactory = _ => "car/models/lane.onnx" };
        var detector = new Option<string?>("--detector")
        {
            Description = $"The detector of signs, cars and obstacles, with its label map beside it; '{CarOptions.NoDetector}': drive without. {CarOptions.DefaultDetector} unless said, where that file is.",
        };
        var every = new Option<double>("--detector-every") { Description = "Milliseconds between two frames the detector looks at, at the least; 0: every frame it can.", DefaultValueFactory = _ => 0 };
        var accelerator = new Option<string>("--accelerator")
        {
            Description = "What both models run on: nnapi (Android), xnnpack, cpu, or auto, which tries them in that order. What cannot be had is said, and cpu runs it.", DefaultValueFactory = _ => "auto",
        };
        var allWayStop = new Option<bool>("--all-way-stop")
        {
            Description = "No fleet server reserves the road for this car: it stops at every intersection, looks, gives way to the right and enters slowly. Needs --detector; blind, it stands. Where all wait for each other they go in turns by the clock: let it be set by the network.",
        };
        var streamHost = new Option<string>("--stream-host") { Description = "Address the stream is served at; anything but loopback needs --stream-token.", DefaultValueFactory = _ => "127.0.0.1" };
        var streamPort = new Option<int>("--stream-port") { Description = "Port of /stream, /health and /metrics; 0: the system picks.", DefaultValueFactory = _ => 0 };
        var token = new Option<string?>("--stream-token") { Description = "What viewers must send: 'Authorization: Bearer …' or ?token=…; at least 16 characters." };
        var folder = new Option<string?>("--state-folder") { Description = "Where the map and the black box are kept; ~/.local/state/pixelopolis/SERIAL unless said." };
        var tied = new Option<bool>("--until-input-closes") { Description = "End when standard input closes: a car that was started by a program does not outlive it." };
        foreach (var option in new Option[] { serial, port, camera, delay, server, city, mqtt, user, password, model, detector, every, accelerator, allWayStop, streamHost, streamPort, token, folder, tied }) command.Options.Add(option);
        command.Description = About;
        command.SetAction((parsed, stop) => CarProgram.Run(new CarOptions
        {
            Serial = parsed.GetValue(serial) ?? "", Port = parsed.GetValue(port) ?? "", Camera = parsed.GetValue(camera) ?? "",
            CameraDelay = parsed.GetValue(delay), Server = parsed.GetValue(server), CityFile = parsed.GetValue(city),
            Mqtt = parsed.GetValue(mqtt)!, MqttUser = parsed.GetValue(user), MqttPassword = parsed.GetValue(password), Model = parsed.GetValue(model)!,
            Detector = parsed.GetValue(detector), DetectorEvery = parsed.GetValue(every), Accelerator = parsed.GetValue(accelerator)!,
            AllWayStop = parsed.GetValue(allWayStop),
            StreamHost = parsed.GetValue(streamHost)!, StreamPort = parsed.GetValue(streamPort), StreamToken = parsed.GetValue(token),
            StateFolder = parsed.GetValue(folder), UntilInputCloses = parsed.GetValue(tied),
        }, stop));
        return command;
    }
}
