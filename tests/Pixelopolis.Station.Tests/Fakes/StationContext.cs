using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Api;
using Pixelopolis.Station.Browser;
using Pixelopolis.Station.Desk;
using Pixelopolis.Station.Live;
using Pixelopolis.Station.Map;
using Pixelopolis.Station.Riding;
using Pixelopolis.Station.Speech;

namespace Pixelopolis.Station.Tests.Fakes;

/// <summary>The station without a browser: a virtual clock, a server in memory, a small store in place of localStorage.</summary>
public sealed class StationContext : BunitContext
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public StationContext()
    {
        var lif = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cities", "pixelopolis.lif.json"));
        City = new FakeCity(lif);
        Server.AnswerText("GET /api/city", lif);
        Server.Answer<IReadOnlyList<Destination>>("GET /api/destinations", [new("lotus-teahouse", "Lotus Teahouse", NodeOf("lotus-teahouse")), new("acorn-school", "Acorn School", NodeOf("acorn-school"))], HttpJson.Default.IReadOnlyListDestination);
        Server.Answer<IReadOnlyList<CarView>>("GET /api/cars", [], HttpJson.Default.IReadOnlyListCarView);
        Server.Open("/api/events");
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton(Server.Client());
        Services.AddSingleton<BrowserHost>();
        Services.AddSingleton<CityApi>();
        Services.AddTransient<LiveFeed>();
        Services.AddSingleton<CityGuide>();
        Services.AddSingleton<LiveCity>();
        Services.AddSingleton<Ride>();
        Services.AddSingleton<OperatorDesk>();
        Browser = JSInterop.SetupModule("./js/station.js");
        Browser.Mode = JSRuntimeMode.Loose;
        Browser.Setup<string[]>("languages").SetResult(["en-GB"]);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public FakeTimeProvider Clock { get; } = new(Noon);
    public FakeServer Server { get; } = new();
    public FakeCity City { get; }
    public BunitJSModuleInterop Browser { get; }

    public Ride Ride => Services.GetRequiredService<Ride>();

    public string NodeOf(string stationId) => City.Map.Station(stationId).NodeId;

    /// <summary>A booking as the server would tell it, made at <see cref="Noon"/>.</summary>
    public static Booking Booked(BookingState state, string id = "b-1", string? car = null) =>
        new(id, state, "station-x", "lotus-teahouse", Noon, Noon, car);

    /// <summary>What the browser keeps from an earlier visit.</summary>
    public void Kept(string key, string value) => Browser.Setup<string?>("recall", key).SetResult(value);

    public IRenderedComponent<T> Show<T>(Action<ComponentParameterCollectionBuilder<T>> parameters, Words? words = null) where T : Microsoft.AspNetCore.Components.IComponent =>
        Render<T>(all => { parameters(all); all.AddCascadingValue(words ?? Languages.All[0]); });
}
