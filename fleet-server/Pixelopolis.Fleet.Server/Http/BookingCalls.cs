using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Loop;
using Pixelopolis.Fleet.Server.Options;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary><c>/api/bookings</c>: hail, look, call off, listen. A ride's id cannot be guessed and is told only to who hailed it and to operators, so knowing it is the proof.</summary>
internal sealed class BookingCalls(FleetLoop loop, LiveBoard board, IFleetStore store, BookingKeeper keeper, VisitorViews views, EventStream events, BookingRate rate, ServerLimits limits)
{
    public void Map(IEndpointRouteBuilder calls)
    {
        calls.MapPost("/api/bookings", (Delegate)HailAsync).WithName("Hail").WithSummary("Hails a car for a station and sends it to a destination")
            .Accepts<BookingRequest>("application/json").Produces<Booking>(201).Produces<Booking>(200)
            .Produces<Problem>(400, Problems.ContentType).Produces<Problem>(409, Problems.ContentType).Produces<Problem>(429, Problems.ContentType);
        calls.MapGet("/api/bookings/{id}", (Delegate)GetAsync).WithName("GetBooking").WithSummary("A ride").Produces<Booking>().Produces<Problem>(404, Problems.ContentType);
        calls.MapDelete("/api/bookings/{id}", (Delegate)CallOffAsync).WithName("CallOff").WithSummary("Ends a ride before its time")
            .Produces<Booking>().Produces<Problem>(404, Problems.ContentType).Produces<Problem>(409, Problems.ContentType);
        calls.MapGet("/api/bookings/{id}/events", (Delegate)ListenAsync).WithName("BookingEvents").WithSummary("A ride, live: server-sent events named booking")
            .Produces<Booking>(200, EventStream.ContentType).Produces<Problem>(404, Problems.ContentType);
    }

    private async Task<IResult> HailAsync(HttpContext context)
    {
        var body = await RequestBody<BookingRequest>.ReadAsync(context, Json.Web.BookingRequest);
        if (body.Value is not { } wanted) return body.Problem!;
        if (FaultOf(wanted) is { } fault) return Problems.Of(context, ProblemTypes.InvalidRequest, 400, fault);
        if (rate.Exceeded(context, wanted.DeviceId) is { } exceeded)
        {
            context.Response.Headers.RetryAfter = "60";
            return Problems.Of(context, ProblemTypes.TooManyRequests, 429, exceeded);
        }
        var id = Ids.NewBooking();
        var outcome = await loop.AskAsync(new BookingAsked(id, wanted.DeviceId, wanted.Destination), context.RequestAborted);
        if (outcome.First<BookingRefused>() is { } refused) return await RefusedAsync(context, wanted, refused);
        if (outcome.Undone.FirstOrDefault(undone => undone.BookingId == id) is { } undone)
            return undone.Reason == BookingReasons.StoreUnavailable ? Problems.Of(context, ProblemTypes.StoreUnavailable, 503) : Problems.Of(context, ProblemTypes.NoCars, 409);
        return Results.Json(Of(context, board.Booking(id)!), Json.Web.Booking, statusCode: 201).At($"/api/bookings/{id}");
    }

    // A station that asks again for what it has, because it never saw the answer, gets that answer.
    private async Task<IResult> RefusedAsync(HttpContext context, BookingRequest wanted, BookingRefused refused)
    {
        if (refused.Reason == BookingRefusal.DeviceHasBooking && await FindAsync(refused.OtherBookingId!, context.RequestAborted) is { } other && other.Destination == wanted.Destination)
            return Results.Json(Of(context, other), Json.Web.Booking, statusCode: 200).At($"/api/bookings/{other.Id}");
        var type = refused.Reason switch
        {
            BookingRefusal.UnknownDestination => ProblemTypes.UnknownDestination,
            BookingRefusal.NoRoute => ProblemTypes.NoRoute,
            BookingRefusal.NoCarReady => ProblemTypes.NoCars,
            BookingRefusal.DeviceHasBooking => ProblemTypes.DeviceHasBooking,
            BookingRefusal.CityStopped => ProblemTypes.CityStopped,
            _ => ProblemTypes.TooManyBookings,
        };
        return Problems.Of(context, type, 409, refused.Detail, refused.OtherBookingId);
    }

    private async Task<IResult> GetAsync(HttpContext context, string id) =>
        await FindAsync(id, context.RequestAborted) is { } booking ? Results.Json(Of(context, booking), Json.Web.Booking) : Unknown(context, id);

    private async Task<IResult> CallOffAsync(HttpContext context, string id)
    {
        if (await FindAsync(id, context.RequestAborted) is not { } booking) return Unknown(context, id);
        if (booking.State == BookingState.Cancelled) return Results.Json(Of(context, booking), Json.Web.Booking);
        if (!booking.State.IsActive()) return Problems.Of(context, ProblemTypes.BookingEnded, 409, $"it is {StoreJson.Word(booking.State)}", id);
        await loop.AskAsync(new BookingCalledOff(id, BookingReasons.CancelledByVisitor), context.RequestAborted);
        return keeper.Owes(id)
            ? Problems.Of(context, ProblemTypes.StoreUnavailable, 503, "the ride is called off, which could not be written down yet", id)
            : await GetAsync(context, id);
    }

    private async Task ListenAsync(HttpContext context, string id)
    {
        if (await FindAsync(id, context.RequestAborted) is not { } booking)
        {
            await Problems.WriteAsync(context, ProblemTypes.UnknownBooking, 404);
            return;
        }
        await events.SendBookingAsync(context, booking);
    }

    private async Task<Booking?> FindAsync(string id, CancellationToken stop) =>
        board.Booking(id) ?? (id.Length <= limits.NameLength ? await store.BookingAsync(id, stop) : null);

    private Booking Of(HttpContext context, Booking booking) => views.Of(booking, Languages.Of(context.Request));

    private static IResult Unknown(HttpContext context, string id) => Problems.Of(context, ProblemTypes.UnknownBooking, 404, $"no booking '{id}'");

    private string? FaultOf(BookingRequest wanted) => Fault("deviceId", wanted.DeviceId) ?? Fault("destination", wanted.Destination);

    private string? Fault(string name, string value) =>
        value.Length == 0 ? $"{name} is empty"
        : value.Length > limits.NameLength ? $"{name} has {value.Length} characters; at most {limits.NameLength} are taken"
        : value.Any(char.IsControl) ? $"{name} holds a control character"
        : null;
}
