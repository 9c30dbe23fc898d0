using System.Reflection;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Loop;
using Pixelopolis.Fleet.Server.Mqtt;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary><c>GET /health</c>: 200 while everything works, 503 with the part that does not.</summary>
internal sealed class MachineCalls(FleetLoop loop, FleetLink link, BookingKeeper bookings, LiveBoard board)
{
    /// <summary>No fault: an operator wants it so.</summary>
    private const string Stopped = "stopped by an operator";

    private static readonly TimeSpan Hangs = TimeSpan.FromSeconds(10);

    private static readonly string Version = typeof(MachineCalls).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public void Map(IEndpointRouteBuilder calls) =>
        calls.MapGet("/health", () =>
        {
            var parts = new Dictionary<string, string>
            {
                ["fleet"] = loop.Age < Hangs ? "ok" : $"no turn for {loop.Age.TotalSeconds:0} s",
                ["mqtt"] = link.Connected ? "ok" : "not connected",
                ["store"] = bookings.Owed == 0 ? "ok" : $"{bookings.Owed} bookings not written down",
            };
            var ok = parts.Values.All(part => part == "ok");
            parts["cars"] = $"{board.Cars.Count(car => car.State != CarActivity.Offline)} of {board.Cars.Count} online";
            parts["city"] = board.City.Stopped ? Stopped : "open";
            return Results.Json(new Health(ok ? "ok" : "degraded", Version, parts), Json.Web.Health, statusCode: ok ? 200 : 503);
        }).WithName("Health").WithSummary("Whether everything works").Produces<Health>().Produces<Health>(503);
}
