using System.Globalization;
using System.Text.Json;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Access;
using Pixelopolis.Fleet.Server.Live;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>Server-sent events: how things stand first, then what changes, each in the listener's language.</summary>
internal sealed class EventStream(EventHub hub, LiveBoard board, VisitorViews views, Gate gate, IHostApplicationLifetime lifetime)
{
    public const string ContentType = "text/event-stream";

    /// <summary>The id of the last event of a booking; a browser that comes back with it is told to stop.</summary>
    private const string End = "end";

    /// <summary>A comment goes out when there is no news for so long, so that nobody in between hangs up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Between two deliveries to one listener: news of cars come faster than anybody looks.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>All of the city; rides only to operators, for whoever knows a ride's id may end it.</summary>
    public async Task SendCityAsync(HttpContext context)
    {
        var isOperator = gate.IsOperator(context);
        bool Hears(LiveEvent happened) => isOperator || happened.Name != EventNames.Booking;
        using var listener = hub.Listen(Hears);
        if (listener is null)
        {
            await FullAsync(context);
            return;
        }
        await SendAsync(context, listener, board.Snapshot().Where(Hears), ends: _ => false);
    }

    /// <summary>One booking, up to its end.</summary>
    public async Task SendBookingAsync(HttpContext context, Booking booking)
    {
        if (!booking.State.IsActive() && context.Request.Headers["Last-Event-ID"] == End)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        using var listener = hub.Listen(happened => happened.Name == EventNames.Booking && happened.Key == booking.Id);
        if (listener is null)
        {
            await FullAsync(context);
            return;
        }
        var now = board.Booking(booking.Id) ?? booking;
        await SendAsync(context, listener, [new(EventNames.Booking, now.Id, now)], ends: happened => happened.Value is Booking told && !told.State.IsActive());
    }

    private async Task SendAsync(HttpContext context, Listener listener, IEnumerable<LiveEvent> first, Func<LiveEvent, bool> ends)
    {
        var (language, isOperator) = (Languages.Of(context.Request), gate.IsOperator(context));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            IReadOnlyList<LiveEvent> news = [.. first];
            for (var number = 1L; ;)
            {
                if (news.Count == 0) await context.Response.WriteAsync(":\n\n", stop.Token);
                foreach (var happened in news)
                {
                    var last = ends(happened);
                    await WriteAsync(context.Response, happened, last ? End : (number++).ToString(CultureInfo.InvariantCulture), language, isOperator, stop.Token);
                    if (last) return;
                }
                await context.Response.Body.FlushAsync(stop.Token);
                await Task.Delay(Pace, stop.Token);
                news = await listener.TakeAsync(Patience, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The listener left, or the server ends.
        }
    }

    private Task WriteAsync(HttpResponse response, LiveEvent happened, string id, string language, bool isOperator, CancellationToken stop)
    {
        var json = happened.Value switch
        {
            Booking booking => JsonSerializer.Serialize(views.Of(booking, language), Json.Web.Booking),
            CarView car => JsonSerializer.Serialize(views.Of(car, language, isOperator), Json.Web.CarView),
            CarGone car => JsonSerializer.Serialize(car, Json.Web.CarGone),
            CityStatus city => JsonSerializer.Serialize(city, Json.Web.CityStatus),
            _ => throw new InvalidOperationException($"{happened.Value.GetType().Name} is no event."),
        };
        return response.WriteAsync($"event: {happened.Name}\nid: {id}\ndata: {json}\n\n", stop);
    }

    private static Task FullAsync(HttpContext context) => Problems.WriteAsync(context, ProblemTypes.TooManyViewers, StatusCodes.Status503ServiceUnavailable);
}
