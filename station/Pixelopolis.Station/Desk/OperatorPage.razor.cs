using Microsoft.AspNetCore.Components;
using Pixelopolis.Station.Live;
using Pixelopolis.Station.Map;

namespace Pixelopolis.Station.Desk;

/// <summary>The operator's desk: see every car, stop the city, put a car where it belongs.</summary>
public sealed partial class OperatorPage : ComponentBase
{
    /// <summary>A browser opens six connections to one server; the live events, two pictures' worth of slack and the STOP must always find one.</summary>
    private const int MostStreams = 3;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _left = new();
    private readonly HashSet<string> _watching = [];
    private readonly HashSet<string> _met = [];
    private ITimer? _ticking;
    private RouteTrace? _route;
    private string? _looked;
    private string? _placing;
    private string? _node;
    private bool _opened;
    private bool _asleep;
    private bool _signedIn;

    private (string Text, string Class) LinkNow => Live.Link switch
    {
        Link.Live => ("Live", "good"),
        Link.Connecting => ("Connecting…", "busy"),
        _ => ("Connection lost, trying again…", "bad"),
    };

    private string LinkText => LinkNow.Text;

    private string LinkClass => LinkNow.Class;

    protected override async Task OnInitializedAsync()
    {
        await Browser.UseLanguage("en", "ltr");
        Live.Changed += Moved;
        Desk.Changed += Asked;
        Guide.Changed += Draw;
        Browser.Woke += Live.Nudge;
        await Browser.ListenForWaking();
        _ticking = Time.CreateTimer(_ => Draw(), null, Tick, Tick);
        Live.Start();
        await Desk.Open(_left.Token);
        _opened = true;
        while (!await Guide.Load() && Guide.Fault is null)
        {
            _asleep = true;
            StateHasChanged();
            try { await Task.Delay(BetweenTries, Time, _left.Token); }
            catch (OperationCanceledException) { return; }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Live.Changed -= Moved;
        Desk.Changed -= Asked;
        Guide.Changed -= Draw;
        Browser.Woke -= Live.Nudge;
        if (_ticking is not null) await _ticking.DisposeAsync();
        await _left.CancelAsync();
        _left.Dispose();
    }

    private bool Watched(string serial) => _watching.Contains(serial);

    private void Watch(string serial)
    {
        if (!_watching.Remove(serial) && _watching.Count < MostStreams) _watching.Add(serial);
    }

    /// <summary>Shows a car's way on the map; the same again hides it.</summary>
    private void Look(string serial)
    {
        _looked = _looked == serial ? null : serial;
        Moved();
    }

    private void StartPlacing(string serial) => (_placing, _node) = (serial, null);

    private void LeavePlacing() => (_placing, _node) = (null, null);

    private async Task Place()
    {
        if (_placing is not { } serial || _node is not { } node || Guide.Picture is not { Map: var map }) return;
        await Desk.Place(serial, map, node);
        if (Desk.Trouble is null) LeavePlacing();
    }

    /// <summary>Rides are told to operators only, and a line keeps what it was opened as.</summary>
    private void Asked()
    {
        if (_signedIn != Desk.SignedIn)
        {
            _signedIn = Desk.SignedIn;
            Live.Start();
        }
        Draw();
    }

    private void Moved()
    {
        if (!Live.Stopped) Desk.CityRuns();
        ForgetTheGone();
        foreach (var car in Live.Cars)
            if (_met.Add(car.View.Serial) && _watching.Count < MostStreams) _watching.Add(car.View.Serial);
        _route = RouteTrace.Of(Guide.Picture?.Map, Live.Car(_looked)?.View.Route);
        Draw();
    }

    /// <summary>A car that was taken off the table leaves its picture's place to another, and cannot be placed any more.</summary>
    private void ForgetTheGone()
    {
        _met.RemoveWhere(serial => Live.Car(serial) is null);
        _watching.IntersectWith(_met);
        if (_looked is { } looked && Live.Car(looked) is null) _looked = null;
        if (_placing is { } placing && Live.Car(placing) is null) LeavePlacing();
    }

    private void Draw() => _ = InvokeAsync(StateHasChanged);
}
