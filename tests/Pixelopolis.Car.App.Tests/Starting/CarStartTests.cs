using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Pixelopolis.Car.App.Tests.Rig;

namespace Pixelopolis.Car.App.Tests.Starting;

/// <summary>The car's real program, started as a program: what it says and how it ends when something it needs is missing or wrong.</summary>
public sealed class CarStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-start-").FullName;

    public CarStartTests()
    {
        File.WriteAllBytes(Model, TinyModels.FourHeads());
        File.WriteAllText(City, """
            {"metaInformation":{"projectIdentification":"t","creator":"t","exportTimestamp":"2026-01-01T00:00:00.00Z","lifVersion":"1.0.0"},"layouts":[]}
            """);
    }

    private string Model => Path.Combine(_folder, "lane.onnx");

    private string City => Path.Combine(_folder, "city.lif.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Options_that_make_no_sense_are_all_named()
    {
        var (code, said) = await Run("--serial", "car 1", "--port", "", "--camera", "webcam", "--mqtt", "::");
        Assert.Equal(CarCommand.BadOptions, code);
        foreach (var named in new[] { "--serial is 'car 1'", "--port is ''", "--camera is 'webcam'", "--mqtt is '::'", "--server and --city are both missing" })
            Assert.Contains(named, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_model_is_named_with_where_one_comes_from()
    {
        var (code, said) = await Run(Options("--model", "/nowhere/lane.onnx"));
        Assert.Equal(CarCommand.CannotStart, code);
        Assert.Contains("lane model /nowhere/lane.onnx: there is no such file", said, StringComparison.Ordinal);
        Assert.Contains("./pixelopolis train lane", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_model_is_named_with_what_was_expected_and_found()
    {
        File.WriteAllBytes(Model, TinyModels.WrongOutput());
        var (code, said) = await Run(Options());
        Assert.Equal(CarCommand.CannotStart, code);
        Assert.Contains($"lane model {Model}: expected the output steering: float [1,4]", said, StringComparison.Ordinal);
        Assert.Contains("found steering: float [1,3]", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_model_is_named()
    {
        File.WriteAllText(Model, "no model");
        var (code, said) = await Run(Options());
        Assert.Equal(CarCommand.CannotStart, code);
        Assert.Contains($"lane model {Model}: not a model that ONNX Runtime can run", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "there is no such file")]
    [InlineData(false, "expected one input of any name: uint8 [1,H,W,3]")]
    public async Task A_detector_that_was_asked_for_and_is_missing_or_wrong_is_named(bool missing, string said)
    {
        var file = Path.Combine(_folder, "eyes.onnx");
        if (!missing) File.WriteAllBytes(file, TinyDetectors.Write(new TinyDetector([new TinySight(1, 1, 0, 0, 1, 1)]) { ImageType = Datasets.Onnx.OnnxType.Float }));
        var (code, all) = await Run(Options("--detector", file));
        Assert.Equal(CarCommand.CannotStart, code);
        Assert.Contains($"detector {file}: {said}", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_map_is_named()
    {
        File.WriteAllText(City, "{ no json");
        var (code, said) = await Run(Options());
        Assert.Equal(CarCommand.CannotStart, code);
        Assert.Contains($"city map {City}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Pixelopolis.sln"))) root = Path.GetDirectoryName(root)!;
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, said) = await Run([.. Options("--stream-port", $"{port}"), "--city", Path.Combine(root, "fleet-server", "cities", "pixelopolis.lif.json")]);
        Assert.Equal(CarCommand.CannotStart, code);
        Assert.Contains($"--stream-port {port}", said, StringComparison.Ordinal);
        Assert.Contains("in use", said, StringComparison.Ordinal);
        Assert.Contains("another port, or 0 for any", said, StringComparison.Ordinal);
    }

    private string[] Options(params string[] more)
    {
        Dictionary<string, string> options = new()
        {
            ["--serial"] = "car-1", ["--port"] = Path.Combine(_folder, "board"), ["--camera"] = $"sim:{_folder}/eye", ["--model"] = Model, ["--state-folder"] = _folder,
        };
        if (!more.Contains("--stream-port")) options["--city"] = City;
        for (var i = 0; i < more.Length; i += 2) options[more[i]] = more[i + 1];
        return [.. options.SelectMany(o => new[] { o.Key, o.Value })];
    }

    private static async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Pixelopolis.Car.App.dll");
        using var car = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var said = car.StandardError.ReadToEndAsync(patience.Token);
            await car.StandardOutput.ReadToEndAsync(patience.Token);
            await car.WaitForExitAsync(patience.Token);
            return (car.ExitCode, await said);
        }
        finally
        {
            if (!car.HasExited) car.Kill();
        }
    }
}
