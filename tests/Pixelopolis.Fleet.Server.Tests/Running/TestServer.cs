using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pixelopolis.City;
using Pixelopolis.City.Lif;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Options;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Server.Tests.Running;

/// <summary>A real server: Kestrel and the broker on free ports, a store in a folder of its own. It fails the test when anything logged an error.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Token = "the-token-of-this-test";

    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly ErrorLog _errors;

    private TestServer(FleetServer server, string folder, bool ownsFolder, ErrorLog errors)
    {
        (Server, _folder, _ownsFolder, _errors) = (server, folder, ownsFolder, errors);
        Http = Client(follow: true);
    }

    public FleetServer Server { get; }
    public HttpClient Http { get; }
    public CityMap Map => Server.Services.GetRequiredService<CityMap>();
    public LiveBoard Board => Server.Services.GetRequiredService<LiveBoard>();
    public int MqttPort => Server.Mqtt!.Port;
    public string Folder => _folder;

    /// <summary>Errors that the test expects.</summary>
    public Func<string, bool> Expected { get; set; } = _ => false;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<TestServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null, string? folder = null)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("pixelopolis-server-").FullName;
        var city = Path.Combine(data, "ring.lif.json");
        await File.WriteAllTextAsync(city, LifWriter.Write(Maps.Ring(), DateTimeOffset.UnixEpoch), Stop);
        var options = new ServerOptions { City = city, Port = 0, MqttPort = 0, Data = data, OperatorToken = Token };
        var errors = new ErrorLog();
        var server = await FleetServer.StartAsync(change?.Invoke(options) ?? options, Stop, logging => logging.ClearProviders().AddProvider(errors));
        return new TestServer(server, data, folder is null, errors);
    }

    public HttpClient Client(bool follow = false) => new(new SocketsHttpHandler { AllowAutoRedirect = follow, UseCookies = follow }) { BaseAddress = new Uri($"http://127.0.0.1:{Server.Http.Port}") };

    public Task<TestCar> CarAsync(string serial, string edgeId, bool stays = false, string? stream = null, Action<PointCar>? before = null) =>
        TestCar.ConnectAsync(Map, MqttPort, serial, edgeId, stays, stream, before: before);

    public Task<HttpResponseMessage> HailAsync(string device, string destination) =>
        Http.PostAsJsonAsync("/api/bookings", new BookingRequest(device, destination), HttpJson.Default.BookingRequest, Stop);

    public Task<HttpResponseMessage> OperatorAsync(string act, object? body = null, string token = Token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/operator/{act}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", token);
        return Http.SendAsync(request, Stop);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type) => (await response.Content.ReadFromJsonAsync(type, Stop))!;

    public Task<Booking> BookingAsync(string id, Func<Booking, bool> so) => UntilAsync(() => Board.Booking(id) is { } booking && so(booking) ? booking : null);

    public Task<CarView> CarShownAsync(string serial, Func<CarView, bool> so) => UntilAsync(() => Board.Car(serial) is { } car && so(car) ? car : null);

    /// <summary>Looks again after every change of anything, until there is a result.</summary>
    public async Task<T> UntilAsync<T>(Func<T?> look) where T : class
    {
        using var listener = Server.Services.GetRequiredService<EventHub>().Listen(_ => true)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (look() is { } found) return found;
            try
            {
                await listener.TakeAsync(Timeout.InfiniteTimeSpan, patience.Token);
            }
            catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
            {
                throw new TimeoutException($"still not so: {string.Join("; ", Board.Bookings)} {string.Join("; ", Board.Cars)}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        if (_ownsFolder) Directory.Delete(_folder, recursive: true);
        Assert.DoesNotContain(_errors.Lines, line => !Expected(line));
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Enqueue($"{formatter(state, exception)} {exception}");
        }
        public void Dispose()
        {
        }
    }
}
