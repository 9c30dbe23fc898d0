using System.Net.Http.Json;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.EndToEnd.Tests;

/// <summary>A city as <c>./pixelopolis city</c> runs it, on ports of its own.</summary>
internal sealed class RunningCity : IAsyncDisposable
{
    private readonly LabProcess _lab;
    private readonly DirectoryInfo _data;

    private RunningCity(LabProcess lab, DirectoryInfo data, int port, int mqttPort) => (_lab, _data, Port, MqttPort, Address, Http) = (lab, data, port, mqttPort, $"http://127.0.0.1:{port}", new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    public int Port { get; }

    public int MqttPort { get; }

    /// <summary>The folder with its logs, its database and what its cars keep.</summary>
    public string Data => _data.FullName;

    public string Address { get; }

    public HttpClient Http { get; }

    public LabProcess Lab => _lab;

    /// <summary>Opens the city and waits until its address is printed.</summary>
    public static async Task<RunningCity> OpenAsync(int cars, CancellationToken cancel, string? store = null)
    {
        var data = Directory.CreateTempSubdirectory("pixelopolis-e2e-");
        var (port, mqttPort) = (LabProcess.FreePort(), LabProcess.FreePort());
        var lab = LabProcess.Start(["city", "--cars", $"{cars}", "--port", $"{port}", "--mqtt-port", $"{mqttPort}", "--data", data.FullName],
            new Dictionary<string, string?> { ["PIXELOPOLIS_STORE"] = store, ["PIXELOPOLIS_OPERATOR_TOKEN"] = "for no car" });
        var city = new RunningCity(lab, data, port, mqttPort);
        await Until.TrueAsync(() =>
        {
            Assert.False(lab.HasExited, $"the city did not open:{Environment.NewLine}{lab.Output}");
            return Task.FromResult(lab.Output.Contains("Pixelopolis is open", StringComparison.Ordinal));
        }, TimeSpan.FromMinutes(3), () => Task.FromResult($"the city's address was never printed:{Environment.NewLine}{lab.Output}"), cancel);
        return city;
    }

    public async Task<IReadOnlyList<CarView>> CarsAsync(CancellationToken cancel) => (await Http.GetFromJsonAsync("/api/cars", HttpJson.Default.IReadOnlyListCarView, cancel))!;

    public async Task<Booking> BookAsync(string device, string destination, CancellationToken cancel)
    {
        using var answer = await Http.PostAsJsonAsync("/api/bookings", new BookingRequest(device, destination), HttpJson.Default.BookingRequest, cancel);
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(HttpJson.Default.Booking, cancel))!;
    }

    public async Task<Booking> RideAsync(string id, CancellationToken cancel)
    {
        Booking? booking = null;
        await Until.TrueAsync(async () =>
        {
            booking = await Http.GetFromJsonAsync($"/api/bookings/{id}", HttpJson.Default.Booking, cancel);
            return !booking!.State.IsActive();
        }, TimeSpan.FromMinutes(4), async () => $"the ride never ended; it was {booking}{Environment.NewLine}{await AccountAsync()}", cancel);
        return booking!;
    }

    /// <summary>How things stand, for whoever has to find out why a test failed: the cars, and what the city and the server printed last.</summary>
    public async Task<string> AccountAsync()
    {
        const int lines = 60;
        string cars;
        try
        {
            cars = await Http.GetStringAsync("/api/cars");
        }
        catch (HttpRequestException e)
        {
            cars = $"no answer: {e.Message}";
        }
        var log = Path.Combine(_data.FullName, "server.log");
        // The server is still writing it.
        await using var stream = File.Exists(log) ? new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : Stream.Null;
        var said = (await new StreamReader(stream).ReadToEndAsync()).Split('\n');
        return string.Join(Environment.NewLine, [$"cars: {cars}", "city:", _lab.Output, "server:", .. said[^Math.Min(lines, said.Length)..]]);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _lab.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
