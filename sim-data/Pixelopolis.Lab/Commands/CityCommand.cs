using System.CommandLine;
using Pixelopolis.Car.App;
using Pixelopolis.Lab.City;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>city</c>: the whole city on this machine.</summary>
internal static class CityCommand
{
    public static Command Create()
    {
        var city = new Option<string>("--city") { Description = "The city map (LIF JSON).", DefaultValueFactory = _ => LabPaths.DefaultCity };
        var cars = new Option<int>("--cars") { Description = "Cars in the city.", DefaultValueFactory = _ => 3 };
        var port = new Option<int>("--port") { Description = "Where the pages are served.", DefaultValueFactory = _ => 8080 };
        var mqtt = new Option<int>("--mqtt-port") { Description = "Where the cars' broker listens.", DefaultValueFactory = _ => 1883 };
        var seed = new Option<ulong>("--seed") { Description = "Of the cars' tolerances and the cameras' noise.", DefaultValueFactory = _ => 1 };
        var look = new Option<ulong?>("--look") { Description = "Seed of the world's look (light, backdrop, colours…); the showroom where not given." };
        var secure = new Option<bool>("--secure") { Description = "Ask stations to pair and MQTT clients for credentials on loopback, too." };
        var model = new Option<string>("--model") { Description = "The cars' lane model (ONNX).", DefaultValueFactory = _ => LabPaths.LaneModel };
        var detector = DetectorOption();
        var data = new Option<string>("--data") { Description = "The server's database and the programs' logs.", DefaultValueFactory = _ => Path.Combine(LabPaths.Artifacts, "city") };
        var command = new Command("city", "Runs the whole city on this machine: server, cars, cameras, boards. Ctrl-C closes it.")
            { city, cars, port, mqtt, seed, look, secure, model, detector, data };
        command.SetAction((parsed, stop) => Verb.GuardAsync(async () =>
        {
            Verb.NeedsOpenCv();
            var file = Path.GetFullPath(parsed.GetValue(city)!);
            var (map, problem) = CityFile.Read(file);
            if (map is null) throw new LabException(problem!);
            var options = new CityOptions
            {
                Map = map, CityFile = file, Cars = parsed.GetValue(cars), Port = parsed.GetValue(port), MqttPort = parsed.GetValue(mqtt), Seed = parsed.GetValue(seed),
                Secure = parsed.GetValue(secure), Look = parsed.GetValue(look), Data = Path.GetFullPath(parsed.GetValue(data)!), Model = Path.GetFullPath(parsed.GetValue(model)!),
                Detector = DetectorFile(parsed.GetValue(detector)),
            };
            var faults = options.Faults().ToArray();
            if (faults.Length > 0) throw new LabException(string.Join(Environment.NewLine, faults));
            return await new CityRun(options).RunAsync(stop);
        }));
        return command;
    }

    internal static Option<string?> DetectorOption() => new("--detector") { Description = $"The cars' detector (ONNX); '{CarOptions.NoDetector}': drive without. {CarOptions.DefaultDetector} unless said, where that file is." };

    /// <returns>Null for none.</returns>
    /// <exception cref="LabException">There is no such file.</exception>
    internal static string? DetectorFile(string? given)
    {
        if (given == CarOptions.NoDetector || (given is null && !File.Exists(LabPaths.Detector))) return null;
        var file = Path.GetFullPath(given ?? LabPaths.Detector);
        return File.Exists(file) ? file : throw new LabException($"--detector is '{given}': there is no such file; '{CarOptions.NoDetector}' drives without");
    }
}
