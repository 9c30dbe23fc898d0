using Microsoft.AspNetCore.Components;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Live;
using Pixelopolis.Station.Map;
using Pixelopolis.Station.Speech;

namespace Pixelopolis.Station.Riding;

/// <summary>The station: pick a place, ride there, arrive.</summary>
public sealed partial class VisitorPage : ComponentBase
{
    private const string LanguageKey = "pixelopolis.language";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _left = new();
    private ITimer? _ticking;
    private Words _words = Languages.All[0];
    private string? _pick;
    private RouteTrace? _route;
    private double? _along;
    private bool _follow = true;
    private bool _settled;
    private bool _asleep;

    private bool Riding => Ride.Booking?.State.IsActive() == true;

    private Place? Destination => Guide.Place(Ride.Booking?.Destination);

    private int FreeCars => Live.Cars.Count(c => c.View.State == CarActivity.Ready);

    private double? Fraction => _route is { Length: > 0 } route ? _along / route.Length : null;

    /// <summary>Longer than a moment: a hiccup that mends itself is not worth a word.</summary>
    private bool ConnectionLost => Live.LostAt is { } since && Time.GetUtcNow() - since >= Grace;

    private Notice Shown => Ride.Notice != Notice.None ? Ride.Notice : Live.Stopped && (Riding || Ride.Booking is null) ? Notice.CityStopped : Notice.None;

    private string Phase => Ride.Booking?.State switch
    {
        null => "picking",
        BookingState.Arrived => "arrived",
        { } state => state.IsActive() ? "riding" : "ended",
    };

    private IReadOnlyList<Place>? PinsShown => Ride.Booking is null ? Guide.Places : Destination is { } place ? [place] : null;

    private string? PinChosen => Ride.Booking?.Destination ?? _pick;

    private string MapLabel => Ride.Booking is { Car: { } car } && Destination is { } place
        ? $"{_words.MapOfTheCity}: {_words.Car(car)} → {place.Name}"
        : _words.MapOfTheCity;

    private string Title => Ride.Booking is not { } booking ? "Pixelopolis"
        : booking.State == BookingState.Arrived ? $"{_words.YouHaveArrived} · Pixelopolis"
        : Destination is { } place && Riding ? $"{_words.OnTheWayTo(place.Name)} · Pixelopolis"
        : "Pixelopolis";

    protected override async Task OnInitializedAsync()
    {
        await UseWords(Languages.Pick([await Browser.Recall(LanguageKey), .. await Browser.Languages()]));
        Guide.Changed += Draw;
        Live.Changed += CarsMoved;
        Ride.Changed += RideChanged;
        Browser.Woke += Woke;
        await Browser.ListenForWaking();
        _ticking = Time.CreateTimer(_ => Draw(), null, Tick, Tick);
        Live.Start();
        await Load();
    }

    public async ValueTask DisposeAsync()
    {
        Guide.Changed -= Draw;
        Live.Changed -= CarsMoved;
        Ride.Changed -= RideChanged;
        Browser.Woke -= Woke;
        if (_ticking is not null) await _ticking.DisposeAsync();
        await _left.CancelAsync();
        _left.Dispose();
    }

    /// <summary>The map, the places, the ride this phone was on; again and again until the city answers.</summary>
    private async Task Load()
    {
        while (!await Guide.Load())
        {
            _asleep = true;
            StateHasChanged();
            try { await Task.Delay(BetweenTries, Time, _left.Token); }
            catch (OperationCanceledException) { return; }
        }
        _asleep = false;
        await Ride.Resume();
        _settled = true;
        StateHasChanged();
    }

    private async Task Speak(string tag)
    {
        if (Languages.Find(tag) is not { } words || words == _words) return;
        await UseWords(words);
        await Browser.Keep(LanguageKey, words.Tag);
        await Guide.LoadPlaces();
        Ride.Retell();
    }

    private async Task UseWords(Words words)
    {
        _words = words;
        Api.Language = words.Tag;
        await Browser.UseLanguage(words.Tag, words.Direction);
    }

    private void Pick(string stationId)
    {
        if (Ride.Booking is null && !Ride.Asking) _pick = stationId;
    }

    private async Task Go()
    {
        if (_pick is not { } destination) return;
        await Ride.Ask(destination);
        if (Ride.Booking is not null) await Browser.ScrollToTop();
    }

    private Task Retry() => Ride.Booking is null ? Go() : Ride.Cancel();

    private async Task Again()
    {
        _pick = null;
        await Ride.PutAside();
        await Browser.ScrollToTop();
    }

    private void RideChanged()
    {
        var wanted = Ride.Booking?.Route;
        if (wanted is null || _route is null || !wanted.SequenceEqual(_route.Ids))
            (_route, _along) = (RouteTrace.Of(Guide.Picture?.Map, wanted), null);
        if (Ride.Booking is null) _follow = true;
        CarsMoved();
    }

    private void CarsMoved()
    {
        if (_route is not null && Riding && Live.Car(Ride.Booking?.Car)?.View is { X: { } x, Y: { } y }) _along = _route.Along(x, y, _along);
        Draw();
    }

    private void Woke()
    {
        Live.Nudge();
        Ride.Nudge();
    }

    private void Draw() => _ = InvokeAsync(StateHasChanged);
}
