using System.Text.Json;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Api;
using Pixelopolis.Station.Browser;
using Pixelopolis.Station.Live;

namespace Pixelopolis.Station.Riding;

/// <summary>
/// This phone's ride: asked for, followed live, cancelled, found again after a reload. A ride that has ended stays
/// to be seen until it is put aside.
/// </summary>
public sealed class Ride(CityApi api, LiveFeed feed, BrowserHost browser, TimeProvider time) : IAsyncDisposable
{
    private const string DeviceKey = "pixelopolis.device";
    private const string BookingKey = "pixelopolis.booking";
    private CancellationTokenSource _watch = new();

    public event Action? Changed;

    public Booking? Booking { get; private set; }

    public DateTimeOffset HeardAt { get; private set; }

    /// <summary>From the asking to the arrival; null where this phone has not seen it happen.</summary>
    public TimeSpan? Took { get; private set; }

    public bool Asking { get; private set; }

    public bool Cancelling { get; private set; }

    public Notice Notice { get; private set; }

    public Link Link { get; private set; } = Link.Connecting;

    public void Nudge() => feed.Nudge();

    /// <summary>After a reload: the ride that this phone was on, if it still is.</summary>
    public async Task Resume()
    {
        if (await browser.Recall(BookingKey) is not { Length: > 0 } id) return;
        var answer = await api.Booking(id);
        if (answer.Value is { } booking && booking.State.IsActive()) Follow(booking);
        else if (answer.Unreachable) FollowUnseen(id);
        else await browser.Forget(BookingKey);
    }

    public async Task Ask(string destination)
    {
        if (Asking) return;
        (Asking, Notice, Took) = (true, Notice.None, null);
        Changed?.Invoke();
        var answer = await api.Book(await DeviceId(), destination);
        if (answer.Problem is { Type: ProblemTypes.DeviceHasBooking, BookingId: { } other }) answer = await api.Booking(other);
        Asking = false;
        if (answer.Value is { } booking)
        {
            await browser.Keep(BookingKey, booking.Id);
            Follow(booking);
        }
        else Notice = Notices.Of(answer);
        Changed?.Invoke();
    }

    public async Task Cancel()
    {
        if (Booking is not { } booking || Cancelling) return;
        (Cancelling, Notice) = (true, Notice.None);
        Changed?.Invoke();
        var answer = await api.Cancel(booking.Id);
        if (answer.Problem?.Type == ProblemTypes.BookingEnded) answer = await api.Booking(booking.Id);
        Cancelling = false;
        if (answer.Value is { } after) await Heard(after);
        else Notice = Notices.Of(answer);
        Changed?.Invoke();
    }

    /// <summary>Back to picking.</summary>
    public async Task PutAside()
    {
        await _watch.CancelAsync();
        (Booking, Took, Notice) = (null, null, Notice.None);
        await browser.Forget(BookingKey);
        Changed?.Invoke();
    }

    public void Dismiss()
    {
        Notice = Notice.None;
        Changed?.Invoke();
    }

    /// <summary>The same ride, told in another language from now on.</summary>
    public void Retell()
    {
        if (Booking is { } booking && booking.State.IsActive()) Watch(booking.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.CancelAsync();
        _watch.Dispose();
    }

    private void Follow(Booking booking)
    {
        (Booking, HeardAt) = (booking, time.GetUtcNow());
        Changed?.Invoke();
        if (booking.State.IsActive()) Watch(booking.Id);
    }

    private void FollowUnseen(string id)
    {
        Link = Link.Lost;
        Watch(id);
    }

    private void Watch(string id)
    {
        _watch.Cancel();
        _watch = new CancellationTokenSource();
        _ = feed.Run($"api/bookings/{Uri.EscapeDataString(id)}/events", api.Language, OnEvent, OnLink, _watch.Token);
    }

    private async Task OnLink(Link link)
    {
        Link = link;
        if (link == Link.Gone) await PutAside();
        else Changed?.Invoke();
    }

    private async Task OnEvent(ServerEvent happened)
    {
        if (happened.Name != EventNames.Booking) return;
        try
        {
            if (JsonSerializer.Deserialize(happened.Data, HttpJson.Default.Booking) is { } booking) await Heard(booking);
        }
        catch (JsonException) { } // the next event says it anew
    }

    private async Task Heard(Booking booking)
    {
        var wasUnderWay = Booking?.State.IsActive() == true;
        (Booking, HeardAt) = (booking, time.GetUtcNow());
        if (!booking.State.IsActive())
        {
            await _watch.CancelAsync();
            await browser.Forget(BookingKey);
            if (booking.State == BookingState.Arrived && wasUnderWay)
            {
                Took = booking.AsOf - booking.CreatedAt;
                await browser.Buzz();
            }
        }
        Changed?.Invoke();
    }

    private async Task<string> DeviceId()
    {
        if (await browser.Recall(DeviceKey) is { Length: > 0 } known) return known;
        var made = $"station-{Guid.NewGuid():N}";
        await browser.Keep(DeviceKey, made);
        return made;
    }
}
