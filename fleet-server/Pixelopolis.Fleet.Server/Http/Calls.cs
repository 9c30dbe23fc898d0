using OpenTelemetry.Metrics;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Access;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>All HTTP calls: for visitors, for operators, for machines.</summary>
internal static class Calls
{
    public static void AddServices(IServiceCollection services)
    {
        ApiDocument.AddServices(services);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, HttpJson.Default));
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(ServerMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddPrometheusExporter());
        services.AddSingleton<VisitorViews>().AddSingleton<EventStream>().AddSingleton<BookingRate>();
        services.AddSingleton<BookingCalls>().AddSingleton<CarCalls>().AddSingleton<OperatorCalls>().AddSingleton<MachineCalls>();
    }

    public static void Map(WebApplication app)
    {
        var services = app.Services;
        var gate = services.GetRequiredService<Gate>();
        var visitors = app.MapGroup("").AddEndpointFilter(gate.StationsOnly);
        CityCalls.Map(visitors, services.GetRequiredService<Stores.StoredMap>(), services.GetRequiredService<VisitorViews>());
        services.GetRequiredService<BookingCalls>().Map(visitors);
        services.GetRequiredService<CarCalls>().Map(visitors);
        services.GetRequiredService<OperatorCalls>().Map(app);
        services.GetRequiredService<MachineCalls>().Map(app);
        app.MapOpenApi();
        // The exporter is no route handler, so no endpoint filter guards it.
        app.UseWhen(context => context.Request.Path == "/metrics", metrics =>
        {
            metrics.Use((context, next) => gate.IsStation(context) ? next(context) : Problems.WriteAsync(context, ProblemTypes.NotPaired, StatusCodes.Status401Unauthorized));
            metrics.UseOpenTelemetryPrometheusScrapingEndpoint();
        });
    }
}
