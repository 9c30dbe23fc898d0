using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Pixelopolis.Car.App;
using Pixelopolis.Fleet.Contracts.Http;
using Spectre.Console;

namespace Pixelopolis.Lab.City;

/// <summary>
/// The whole city on this machine, the real thing: the server and each car as programs of their own, over real sockets and
/// pseudo-terminals; only cameras and boards are simulated, here.
/// </summary>
internal sealed class CityRun(CityOptions options)
{
    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly List<ChildProgram> _children = [];
    private readonly ConcurrentDictionary<string, Uri> _carPages = new();

    /// <summary>Opens the city, says where, and keeps it open until it is told to stop.</summary>
    public Task<int> RunAsync(CancellationToken stop) => RunAsync(async (_, over) =>
    {
        Announce(await VisitorsLinkAsync(over), await IsStoppedAsync(over));
        await Task.Delay(Timeout.Infinite, over);
    }, stop);

    /// <summary>Opens the city for a visit and closes it when the visit is over, whatever ends it.</summary>
    /// <param name="visit">What is done in the open city; its token is cancelled when the city closes early.</param>
    /// <param name="stop">Closes the city.</param>
    public async Task<int> RunAsync(Func<OpenCity, CancellationToken, Task> visit, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(options.Data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"--data {options.Data}: the folder cannot be made: {e.Message}");
        }
        CheckPort("--port", options.Port);
        CheckPort("--mqtt-port", options.MqttPort);
        var sockets = Directory.CreateTempSubdirectory("pixelopolis-");
        try
        {
            using var world = new SimulatedCity(options, sockets.FullName);
            try
            {
                await StartServerAsync(stop);
                foreach (var car in world.Cars) await StartCarAsync(car, stop);
                await PutCarsDownAsync(world, stop);
                await VisitAsync(visit, stop);
                return 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return 0;
            }
            finally
            {
                AnsiConsole.MarkupLine("[grey]Closing the city…[/]");
                // Cars first, so that they can say goodbye.
                await Task.WhenAll(_children.Skip(1).Select(c => c.DisposeAsync().AsTask()));
                if (_children.Count > 0) await _children[0].DisposeAsync();
            }
        }
        finally
        {
            sockets.Delete(recursive: true);
        }
    }

    private string Address => $"http://127.0.0.1:{options.Port}";

    private async Task StartServerAsync(CancellationToken stop)
    {
        List<string> arguments = ["--city", options.CityFile, "--port", $"{options.Port}", "--mqtt-port", $"{options.MqttPort}", "--data", options.Data];
        if (options.Secure) arguments.Add("--secure");
        _children.Add(ChildProgram.Start("server", Assembly("Pixelopolis.Fleet.Server"), options.Data, arguments,
            new Dictionary<string, string> { ["PIXELOPOLIS_OPERATOR_TOKEN"] = _token }));
        await UntilAsync("the fleet server", async http => (await http.GetAsync("/health", stop)).IsSuccessStatusCode, stop);
    }

    private async Task StartCarAsync(SimulatedHardware car, CancellationToken stop)
    {
        List<string> arguments =
        [
            "--serial", car.Serial, "--port", car.Board.Port!, "--camera", $"sim:{car.FrameSocket}", "--server", Address,
            "--mqtt", $"127.0.0.1:{options.MqttPort}", "--model", options.Model, "--detector", options.Detector ?? CarOptions.NoDetector, "--stream-port", "0",
            "--state-folder", Path.Combine(options.Data, car.Serial), "--until-input-closes",
        ];
        var secrets = new Dictionary<string, string>();
        if (options.Secure)
        {
            var credentials = await CredentialsAsync(car.Serial, stop);
            arguments.AddRange(["--mqtt-user", credentials.User]);
            secrets["PIXELOPOLIS_MQTT_PASSWORD"] = credentials.Password;
        }
        _children.Add(ChildProgram.Start(car.Serial, Assembly("Pixelopolis.Car.App"), options.Data, arguments, secrets, line => Hear(car.Serial, line), inherits: ["PIXELOPOLIS_ROOT"]));
    }

    /// <summary>A car's first line says where its own pages are.</summary>
    private void Hear(string serial, string line)
    {
        if (_carPages.ContainsKey(serial) || !line.StartsWith("{\"ready\"", StringComparison.Ordinal)) return;
        using var ready = JsonDocument.Parse(line);
        _carPages[serial] = new Uri(ready.RootElement.GetProperty("health").GetString()!);
    }

    private async Task<CarCredentials> CredentialsAsync(string serial, CancellationToken stop)
    {
        using var http = Operator();
        return (await http.GetFromJsonAsync($"/api/operator/cars/{serial}/credentials", HttpJson.Default.CarCredentials, stop))!;
    }

    /// <summary>Where credentials are asked for, a link that pairs whoever opens it in the next quarter of an hour.</summary>
    private async Task<string> VisitorsLinkAsync(CancellationToken stop)
    {
        if (!options.Secure) return $"{Address}/";
        using var http = Operator();
        using var answer = await http.PostAsync("/api/operator/pairing", null, stop);
        return Address + (await answer.Content.ReadFromJsonAsync(HttpJson.Default.PairingLink, stop))!.Path;
    }

    /// <summary>Stopped by an operator before the city was closed the last time.</summary>
    private async Task<bool> IsStoppedAsync(CancellationToken stop)
    {
        using var http = Operator();
        using var answer = await http.GetAsync("/health", stop);
        var health = await answer.Content.ReadFromJsonAsync(HttpJson.Default.Health, stop);
        return health?.Parts.GetValueOrDefault("city") is { } city && city != "open";
    }

    private HttpClient Operator() => new() { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(5), DefaultRequestHeaders = { Authorization = new("Bearer", _token) } };

    /// <summary>The operator's first act of the day: telling each car where it was put.</summary>
    private async Task PutCarsDownAsync(SimulatedCity world, CancellationToken stop)
    {
        foreach (var car in world.Cars)
            await UntilAsync(car.Serial, async http =>
            {
                var view = await http.GetFromJsonAsync($"/api/cars/{car.Serial}", HttpJson.Default.CarView, stop);
                if (view is null || view.State == CarActivity.Offline) return false;
                if (view.X is not null) return true;
                using var answer = await http.PostAsJsonAsync($"/api/operator/cars/{car.Serial}/initPosition",
                    new InitPositionRequest(car.Place.X, car.Place.Y, car.Place.Theta, car.NodeId), HttpJson.Default.InitPositionRequest, stop);
                answer.EnsureSuccessStatusCode();
                return false;
            }, stop);
    }

    private void Announce(string visitors, bool stopped)
    {
        AnsiConsole.WriteLine();
        var hint = stopped ? "[bold yellow]Stopped by an operator before it was closed, and stopped still:\nno car drives until Resume is pressed on the operators' page.[/]\n\n" : "";
        var panel = new Panel(new Markup(
            $"{hint}Visitors   [bold link]{visitors}[/]\nOperators  [bold link]{Address}/operator?token={_token}[/]\n\n" +
            $"[grey]{options.Map.Name}, {options.Cars} car(s). Logs and database: {Markup.Escape(options.Data)}\nCtrl-C closes the city.[/]"))
            .Header("[bold] Pixelopolis is open [/]").Border(BoxBorder.Rounded).Padding(2, 1);
        AnsiConsole.Write(panel);
    }

    private async Task VisitAsync(Func<OpenCity, CancellationToken, Task> visit, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var city = new OpenCity(new Uri(Address), [.. _children.Select(c => new CityProgram(c.Name, c.Id, _carPages.GetValueOrDefault(c.Name)))]);
        var visiting = visit(city, over.Token);
        var first = await Task.WhenAny(_children.Select(c => c.Exited).Append(visiting));
        if (first != visiting && !stop.IsCancellationRequested)
        {
            await over.CancelAsync();
            await visiting.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            var ended = _children.First(c => c.HasExited);
            throw new LabException($"{ended.Name} ended by itself with code {ended.ExitCode}. Its last words:{Environment.NewLine}{ended.LastWords}{Environment.NewLine}All of them are in {Path.Combine(options.Data, ended.Name + ".log")}");
        }
        await visiting;
    }

    private async Task UntilAsync(string what, Func<HttpClient, Task<bool>> done, CancellationToken stop)
    {
        using var http = Operator();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            if (_children.FirstOrDefault(c => c.HasExited) is { } ended)
                throw new LabException($"{ended.Name} did not start:{Environment.NewLine}{ended.LastWords}");
            try
            {
                if (await done(http)) return;
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }
            catch (TaskCanceledException) when (!stop.IsCancellationRequested)
            {
                // Slow to answer: asked again.
            }
            if (patience.IsCancellationRequested) throw new LabException($"{what} was not ready within 90 s; its log is in {options.Data}");
            await Task.Delay(200, stop);
        }
    }

    private static string Assembly(string project) => Path.Combine(AppContext.BaseDirectory, project + ".dll");

    private static void CheckPort(string option, int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException)
        {
            throw new LabException($"{option} {port}: the port is in use. Close the program that uses it, or choose another with {option}.");
        }
    }
}
