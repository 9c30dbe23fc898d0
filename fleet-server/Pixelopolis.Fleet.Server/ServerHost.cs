using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Pixelopolis.City;
using Pixelopolis.Fleet.Server.Access;
using Pixelopolis.Fleet.Server.Http;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Loop;
using Pixelopolis.Fleet.Server.Mqtt;
using Pixelopolis.Fleet.Server.Options;
using Pixelopolis.Fleet.Server.Stores;
using Pixelopolis.Fleet.Server.Streams;

namespace Pixelopolis.Fleet.Server;

/// <summary>The parts of the server put together: what listens, what thinks, what remembers.</summary>
internal static class ServerHost
{
    public static WebApplication Build(ServerOptions options, IFleetStore store, CityMap map, StoredMap stored, Action<ILoggingBuilder>? logging)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(ServerHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        // A start that fails is told in one line (StartFaults); what has no name comes out of the program with its whole trace anyway.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is >= LogLevel.Warning and not LogLevel.Critical)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel.", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level is >= LogLevel.Warning and not LogLevel.Error);
        logging?.Invoke(builder.Logging);
        StationPages.Find(builder);
        AddParts(builder.Services, options, store, map, stored);
        Calls.AddServices(builder.Services);
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
        {
            kestrel.Limits.MaxRequestBodySize = options.Limits.RequestBody;
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Address, options.Port);
            if (options.Broker is null) kestrel.Listen(options.Address, options.MqttPort, kestrel.ApplicationServices.GetRequiredService<EmbeddedBroker>().Listen);
        });
        // A page elsewhere that makes its own name point here must not be taken for this city's.
        builder.Services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = AllowedHosts(options));

        var app = builder.Build();
        ProblemPages.Use(app, app.Services.GetRequiredService<ServerMetrics>());
        app.Use(app.Services.GetRequiredService<Gate>().OpenLinksAsync);
        app.UseRouting();
        Calls.Map(app);
        StationPages.Map(app);
        return app;
    }

    /// <summary>HTTP first, then MQTT where the broker is embedded.</summary>
    public static IReadOnlyList<IPEndPoint> Addresses(WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).Select(uri => new IPEndPoint(IPAddress.Parse(uri.Host.Trim('[', ']')), uri.Port))];

    private static void AddParts(IServiceCollection services, ServerOptions options, IFleetStore store, CityMap map, StoredMap stored)
    {
        services.AddSingleton(options).AddSingleton(options.Limits).AddSingleton(store).AddSingleton(map).AddSingleton(stored).AddSingleton(TimeProvider.System);
        services.AddSingleton(Secrets.Open(options.Data)).AddSingleton<Gate>().AddSingleton<ServerMetrics>();
        services.AddSingleton(new EventHub(options.Limits.EventListeners)).AddSingleton(provider => new LiveBoard(provider.GetRequiredService<EventHub>(), options.Fleet.EndedBookingsKept));
        services.AddSingleton<EmbeddedBroker>().AddSingleton<FleetInbox>();
        services.AddSingleton<FleetLink>();
        services.AddSingleton<BookingKeeper>().AddSingleton<CarKeeper>().AddSingleton<StopKeeper>().AddSingleton<EffectRunner>();
        services.AddSingleton(new FleetCoordinator(map, options.Fleet, new Ids()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FleetLoop>(provider, options.Limits.Backlog));
        services.AddSingleton<CarStreams>();
    }

    /// <summary>Where the server's own line goes: to the broker elsewhere, or to the embedded one, which listens by then.</summary>
    public static BrokerAddress BrokerOf(WebApplication app, ServerOptions options)
    {
        if (options.Broker is { } elsewhere) return BrokerAddress.Of(elsewhere)!;
        var host = options.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : options.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : options.Address;
        return new BrokerAddress(host.ToString(), Addresses(app)[1].Port, User: EmbeddedBroker.ServerUser, Password: app.Services.GetRequiredService<EmbeddedBroker>().ServerPassword);
    }

    private static List<string> AllowedHosts(ServerOptions options) =>
        IPAddress.IsLoopback(options.Address) ? ["localhost", "127.0.0.1", "[::1]", options.Bind, .. options.Hosts] : options.Hosts.Count > 0 ? [.. options.Hosts, options.Bind] : ["*"];
}
