using System.Net;
using Microsoft.AspNetCore.Connections;
using Pixelopolis.Fleet.Server.Access;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Loop;
using Pixelopolis.Fleet.Server.Mqtt;
using Pixelopolis.Fleet.Server.Options;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server;

/// <summary>A running server, from the store's opening to its closing.</summary>
public sealed class FleetServer : IAsyncDisposable
{
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly IFleetStore _store;
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    private FleetServer(WebApplication app, IFleetStore store) => (_app, _store) = (app, store);

    public IPEndPoint Http => ServerHost.Addresses(_app)[0];

    /// <summary>The embedded broker; null where another is used.</summary>
    public IPEndPoint? Mqtt => ServerHost.Addresses(_app) is [_, var mqtt] ? mqtt : null;

    public IServiceProvider Services => _app.Services;

    /// <summary>Opens everything in the order in which it is needed; what stands when this comes back can be used at once.</summary>
    /// <exception cref="StartFaultException">Something cannot be opened; the message says what, and what to do.</exception>
    public static async Task<FleetServer> StartAsync(ServerOptions options, CancellationToken stop, Action<ILoggingBuilder>? logging = null)
    {
        if (options.Faults() is { Count: > 0 } faults) throw new StartFaultException(string.Join(Environment.NewLine, faults));
        var store = OpenStore(options);
        WebApplication? app = null;
        try
        {
            await store.PrepareAsync(stop);
            var (map, stored) = await CityChoice.OpenAsync(options, store, stop);
            app = ServerHost.Build(options, store, map, stored, logging);
            var server = new FleetServer(app, store);
            await server.RestoreAsync(stop);
            if (options.Broker is null) await app.Services.GetRequiredService<EmbeddedBroker>().StartAsync();
            await app.StartAsync(stop);
            await server.ConnectAsync(ServerHost.BrokerOf(app, options), options.Broker is null ? Timeout.InfiniteTimeSpan : BrokerPatience, stop);
            return server;
        }
        catch (Exception e)
        {
            if (app is not null) await app.DisposeAsync();
            await store.DisposeAsync();
            throw StartFaults.Name(e, options) ?? e;
        }
    }

    /// <summary>Until Ctrl-C, SIGTERM or <paramref name="stop"/>.</summary>
    public Task WaitAsync(CancellationToken stop) => _app.WaitForShutdownAsync(stop);

    public async ValueTask DisposeAsync()
    {
        await Services.GetRequiredService<FleetLink>().DisposeAsync();
        await _app.StopAsync();
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        _stop.Dispose();
    }

    private static IFleetStore OpenStore(ServerOptions options)
    {
        try
        {
            Directory.CreateDirectory(options.Data);
            return StoreChoice.Of(options.Store, options.Data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartFaultException($"--data {options.Data}: the folder cannot be used: {e.Message}", e);
        }
    }

    // Before any car is heard of: what was promised and what was stopped.
    private async Task RestoreAsync(CancellationToken stop)
    {
        var board = Services.GetRequiredService<LiveBoard>();
        var cars = await Services.GetRequiredService<CarKeeper>().RestoreAsync(stop);
        foreach (var car in cars) board.Show(car);
        var bookings = await Services.GetRequiredService<BookingKeeper>().RestoreAsync(stop);
        foreach (var booking in bookings) board.Show(booking);
        var stops = await Services.GetRequiredService<StopKeeper>().RestoreAsync(stop);
        await Services.GetRequiredService<FleetLoop>().RestoreAsync([.. cars.Select(car => new CarRestored(car)), .. bookings.Select(booking => new BookingRestored(booking)), .. stops], stop);
    }

    // A broker elsewhere may come later: its line is tried again and again, and /health says so.
    private async Task ConnectAsync(BrokerAddress broker, TimeSpan patience, CancellationToken stop)
    {
        var (loop, inbox, board) = (Services.GetRequiredService<FleetLoop>(), Services.GetRequiredService<FleetInbox>(), Services.GetRequiredService<LiveBoard>());
        _loop = loop.RunAsync(_stop.Token);
        inbox.Moved += (serial, shown) =>
        {
            if (shown.AgvPosition is { } at) board.Move(serial, at.X, at.Y, at.Theta, shown.Velocity?.Vx);
        };
        var connected = Services.GetRequiredService<FleetLink>().StartAsync(broker, message =>
        {
            if (inbox.Read(message) is { } happened) loop.Tell(happened);
        });
        await Task.WhenAny(connected, Task.Delay(patience, stop));
        stop.ThrowIfCancellationRequested();
    }
}
