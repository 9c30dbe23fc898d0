using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Station.Tests.Fakes;

/// <summary>Serves the built station and a fake city's calls on a port of its own.</summary>
public sealed class FakeHost(WebApplication app, FakeCity city) : IAsyncDisposable
{
    public FakeCity City => city;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<FakeHost> Start(FakeCity city, int port = 0)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(FakeHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Development",
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.UseSetting(WebHostDefaults.ShutdownTimeoutKey, "0");
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (city.Down && context.Request.Path.StartsWithSegments("/api")) context.Abort();
            else await next();
        });
        app.MapStaticAssets();
        app.MapFallbackToFile("index.html");
        Map(app, city);
        await app.StartAsync();
        return new FakeHost(app, city);
    }

    public ValueTask DisposeAsync()
    {
        city.GoDown();
        return app.DisposeAsync();
    }

    private static void Map(WebApplication app, FakeCity city)
    {
        app.MapGet("/api/city", () => Results.Text(city.Lif, "application/json"));
        app.MapGet("/api/destinations", (HttpRequest request) => Json<IReadOnlyList<Destination>>(city.NoDestinations ? [] :
            [.. city.Map.Stations.Where(s => s.Kind == Pixelopolis.City.StationKind.Destination).Select(s => new Destination(s.Id, s.Names.GetValueOrDefault(Language(request), s.Names["en"]), s.NodeId))]));
        app.MapGet("/api/cars", () => Json<IReadOnlyList<CarView>>([.. city.Cars]));
        app.MapGet("/api/events", (HttpContext context) => Events(context, city, null));
        app.MapGet("/api/cars/{serial}/stream", (HttpContext context, string serial) => FakeStream.Write(context, city, serial));
        app.MapPost("/api/bookings", (HttpRequest http, BookingRequest request) =>
        {
            city.LastLanguage = Language(http);
            return city.Refuse is { } type ? Problem(type, 409) : Json(city.Book(request.DeviceId, request.Destination), 201);
        });
        app.MapGet("/api/bookings/{id}", (string id) => city.Booking(id) is { } booking ? Json(booking with { AsOf = DateTimeOffset.UtcNow }) : Problem(ProblemTypes.UnknownBooking, 404));
        app.MapDelete("/api/bookings/{id}", (string id) => Json(city.Change(id, b => b with { State = BookingState.Cancelled, Reason = BookingReasons.CancelledByVisitor, WaitingFor = null })));
        app.MapGet("/api/bookings/{id}/events", (HttpContext context, string id) =>
        {
            city.LastLanguage = Language(context.Request);
            return city.Booking(id) is null ? Task.FromResult(context.Response.StatusCode = 404) : Events(context, city, id);
        });
        FakeOperatorCalls.Map(app, city);
    }

    internal static IResult Json<T>(T value, int status = 200) => Results.Json(value, HttpJson.Default, statusCode: status);

    internal static IResult Problem(string type, int status) => Results.Json(new Problem(type, type, status), HttpJson.Default, "application/problem+json", status);

    private static string Language(HttpRequest request) => request.Headers.AcceptLanguage.ToString().Split(',', ';', '-')[0];

    private static async Task Events(HttpContext context, FakeCity city, string? bookingId)
    {
        context.Response.ContentType = "text/event-stream";
        var channel = city.Listen(bookingId);
        try
        {
            await context.Response.Body.WriteAsync(": hello\n\n"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (var line in channel.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException) { }
        finally { city.Leave(channel); }
    }
}
