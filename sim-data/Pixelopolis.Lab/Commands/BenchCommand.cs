using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pixelopolis.Lab.Bench;
using Pixelopolis.Lab.City;
using Pixelopolis.Lab.Drive;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>bench</c>: how fast the real city reacts and how fast the simulator drives, on this machine.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measures this machine: the real city's reaction time, the simulator's speed, the detector's time.") { City(), Drive(), Detector() };

    private static Command City()
    {
        var city = CityOption();
        var model = ModelOption();
        var detector = CityCommand.DetectorOption();
        var seed = new Option<ulong>("--seed") { Description = "Of the cars' tolerances, the cameras' noise and the visitors' choices.", DefaultValueFactory = _ => 1 };
        var cars = new Option<int>("--cars") { Description = "Cars in the city.", DefaultValueFactory = _ => 3 };
        var seconds = new Option<int>("--seconds") { Description = "How long to measure.", DefaultValueFactory = _ => 60 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds of driving before that, not counted.", DefaultValueFactory = _ => 10 };
        var output = OutputOption();
        var command = new Command("city", """
            Runs the whole city as 'city' does (wall clock, real sockets, serial lines and broker; no browser), lets visitors book ride
            after ride so that every car drives, and says for each car:
              frames, /s  camera frames that arrived whole in the car's process, and their rate (the camera gives 20)
              missed      of these, the ones a newer frame overtook before they were driven on
              p50 p99 max milliseconds from a frame's last byte having arrived in the car's process to its motor command's bytes having
                          been written to the serial device: crop, lane model, stop line, localization, decision, safety, framing,
                          two thread hand-overs; the camera's own 60 ms and the board are not in it
              CPU         of the car's whole process, in percent of one core
              B/frame     managed memory allocated on the drive loop's thread, over all frames driven; and how many frames allocated at
                          all (passing a node, beginning or ending a trip do; a frame in between does not)
              moving      share of looks, one a second, at which the car was told to move
            Goals: p99 under 25 ms with 3 cars on 2 cores. Close other programs first.
            """) { city, cars, seconds, warmUp, seed, model, detector, output };
        command.SetAction((parsed, stop) => Verb.GuardAsync(async () =>
        {
            Verb.NeedsOpenCv();
            var (time, warm) = (parsed.GetValue(seconds), parsed.GetValue(warmUp));
            if (time is < 1 or > 86_400) throw new LabException($"--seconds is {time}: from 1 to 86400");
            if (warm is < 0 or > 3600) throw new LabException($"--warm-up is {warm}: from 0 to 3600");
            var file = Path.GetFullPath(parsed.GetValue(city)!);
            var (map, problem) = CityFile.Read(file);
            if (map is null) throw new LabException(problem!);
            // A day that nobody has driven in: yesterday's bookings would be part of what is measured.
            var data = Path.Combine(LabPaths.Artifacts, "bench-city");
            if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
            var (port, mqtt) = FreePorts();
            var options = new CityOptions
            {
                Map = map, CityFile = file, Cars = parsed.GetValue(cars), Port = port, MqttPort = mqtt, Seed = parsed.GetValue(seed),
                Data = data, Model = Path.GetFullPath(parsed.GetValue(model)!), Detector = CityCommand.DetectorFile(parsed.GetValue(detector)),
            };
            var faults = options.Faults().ToArray();
            if (faults.Length > 0) throw new LabException(string.Join(Environment.NewLine, faults));
            if (parsed.GetValue(output) is { } planned) Verb.CanWrite(planned);
            var bench = new CityBench(new CityBenchOptions(map.Id, options.Seed, TimeSpan.FromSeconds(warm), TimeSpan.FromSeconds(time)));
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]Opening {map.Name} with {options.Cars} car(s); {warm} s to warm up, then {time} s are measured…[/]");
            var code = await new CityRun(options).RunAsync(bench.VisitAsync, stop);
            if (bench.Report is not { } report) return code == 0 ? 1 : code;
            Print(report);
            if (parsed.GetValue(output) is { } target) Verb.Write(target, report.ToJson());
            return 0;
        }));
        return command;
    }

    private static Command Drive()
    {
        var city = CityOption();
        var model = ModelOption();
        var seed = new Option<ulong>("--seed") { Description = "The same seed drives the same trips.", DefaultValueFactory = _ => 11 };
        var trips = new Option<int>("--trips") { Description = "Trips for each row.", DefaultValueFactory = _ => 5 };
        var output = OutputOption();
        var command = new Command("drive", """
            Times the lockstep simulator that 'drive', 'evaluate' and the trainer use: one car with camera, inference, board and fleet, on
            the same trips once with only those rows of each frame drawn that the lane model reads, once with whole frames. The real-time
            factor is simulated seconds per second; the goal is at least 4 on 2 cores.
            """) { city, trips, seed, model, output };
        command.SetAction((parsed, cancel) => Task.FromResult(Verb.Guard(() =>
        {
            var (map, problem) = CityFile.Read(parsed.GetValue(city)!);
            if (map is null) throw new LabException(problem!);
            var wanted = parsed.GetValue(trips);
            if (parsed.GetValue(output) is { } planned) Verb.CanWrite(planned);
            var request = new DriveRequest { City = map, Trips = wanted, Seed = parsed.GetValue(seed), Model = parsed.GetValue(model)! };
            var report = DriveBench.Run(request, row => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{wanted} trip(s), {row}…[/]"), cancel);
            Print(report);
            if (parsed.GetValue(output) is { } target) Verb.Write(target, report.ToJson());
            return 0;
        })));
        return command;
    }

    private static Command Detector()
    {
        var city = CityOption();
        var model = new Option<string>("--model") { Description = "The detector (ONNX).", DefaultValueFactory = _ => LabPaths.Detector };
        var runs = new Option<int>("--runs") { Description = "Of each part.", DefaultValueFactory = _ => 200 };
        var scenes = new Option<int>("--scenes") { Description = "Camera frames rendered from the city to time it on.", DefaultValueFactory = _ => 24 };
        var output = OutputOption();
        var command = new Command("detector", """
            Times the detector on one thread against a plain SSD-MobileNet-v2 300 x 300 (random weights, made here) in the same runtime, taking
            turns in one process, and gives medians:
              frame to heads   a camera frame cropped and resized, and our network up to its raw heads
              reference        the plain network up to its heads, resize not counted
              decoding         from the heads to detections, on frames rendered from the city: decoding and suppression
              all              frame to detections, as the car runs it
            Goal: frame to heads at most a third of the reference. Close other programs first.
            """) { city, model, runs, scenes, output };
        command.SetAction((parsed, cancel) => Task.FromResult(Verb.Guard(() =>
        {
            Verb.NeedsOpenCv();
            var (map, problem) = CityFile.Read(parsed.GetValue(city)!);
            if (map is null) throw new LabException(problem!);
            var (times, pictures) = (parsed.GetValue(runs), parsed.GetValue(scenes));
            if (times is < 5 or > 100_000) throw new LabException($"--runs is {times}: from 5 to 100000");
            if (pictures is < 1 or > 1000) throw new LabException($"--scenes is {pictures}: from 1 to 1000");
            if (parsed.GetValue(output) is { } planned) Verb.CanWrite(planned);
            var report = DetectorBench.Run(parsed.GetValue(model)!, map, times, pictures, step => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{step}…[/]"), cancel);
            Print(report);
            if (parsed.GetValue(output) is { } target) Verb.Write(target, report.ToJson());
            return 0;
        })));
        return command;
    }

    private static Option<string> CityOption() => new("--city") { Description = "The city map (LIF JSON).", DefaultValueFactory = _ => LabPaths.DefaultCity };

    private static Option<string> ModelOption() => new("--model") { Description = "The lane model (ONNX).", DefaultValueFactory = _ => LabPaths.LaneModel };

    private static Option<string?> OutputOption() => new("--out") { Description = "Write the figures as JSON to this file." };

    /// <summary>Two that nobody uses now, so that a city that is open already is not in the way.</summary>
    private static (int, int) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }

    private static void Print(CityBenchReport report)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 150;
        var table = new Table().Border(TableBorder.Rounded).AddColumn($"{report.Seconds:0} s, {report.Cores} cores");
        foreach (var column in new[] { "frames", "/s", "missed", "p50 ms", "p99 ms", "max ms", "commands", "CPU", "B/frame", "allocating frames", "moving" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var car in report.Cars)
            table.AddRow(car.Serial, $"{car.Frames}", $"{car.FramesPerSecond:0.0}", $"{car.Missed}", $"{car.FrameToMotorP50:0.0}", $"{car.FrameToMotorP99:0.0}", $"{car.FrameToMotorMax:0.0}",
                $"{car.Commands}", $"{car.CpuPercent:0.0} %", $"{car.AllocatedBytesPerFrame:0.0}", $"{car.AllocatingFrames}", $"{car.MovingPercent:0} %");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{string.Join(", ", report.Programs.Select(p => $"{p.Name} {p.CpuPercent:0.0} %"))} of one core; rides: {report.RidesArrived} arrived, {report.RidesFailed} ended otherwise");
    }

    private static void Print(DriveBenchReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn($"{report.City}, {report.Cores} cores");
        foreach (var column in new[] { "real-time factor", "ms per frame", "trips completed" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var row in report.Rows) table.AddRow(row.Drawn, $"{row.RealTimeFactor:0.0}", $"{row.MillisecondsPerFrame:0.00}", $"{row.Completed} of {row.Trips}");
        AnsiConsole.Write(table);
    }

    private static void Print(DetectorBenchReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn($"1 thread, {report.Runs} runs, {report.Scenes} scenes");
        foreach (var column in new[] { "median ms", "p5", "p95" }) table.AddColumn(new TableColumn(column).RightAligned());
        Row("frame to heads", report.FrameToHeads);
        Row("  of it, crop and resize", report.Resize);
        Row("decoding and suppression", report.Decoding);
        Row("all: frame to detections", report.FrameToDetections);
        Row($"reference: SSD-MobileNet-v2 300 to its heads, {report.ReferenceMultiplyAdds / 1e6:0} M multiply-adds", report.Reference);
        table.AddRow("published: ssd_mobilenet_edgetpu on a Pixel 4's Edge TPU", "6.6", "", "");
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"frame to heads is [bold]{report.Ratio:0.000}[/] of the reference (goal: at most 0.333)");
        AnsiConsole.MarkupLine("[grey]The published figure is the TensorFlow 1 Detection Model Zoo's (tensorflow/models, research/object_detection/g3doc/tf1_detection_zoo.md, Pixel 4 Edge TPU models; COCO mAP 24.3): another machine, another network.[/]");

        void Row(string name, Spread spread) => table.AddRow(name, $"{spread.Median:0.000}", $"{spread.P05:0.000}", $"{spread.P95:0.000}");
    }
}
