using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Access;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Loop;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary><c>/api/operator</c>: what an operator does. Everything but signing in needs to be signed in.</summary>
internal sealed class OperatorCalls(FleetLoop loop, LiveBoard board, Gate gate, Secrets secrets, ILogger<OperatorCalls> log)
{
    public void Map(IEndpointRouteBuilder calls)
    {
        calls.MapPost("/api/operator/session", (Delegate)SignInAsync).WithName("SignIn").WithSummary("Signs an operator in: sets the cookie")
            .Accepts<SignInRequest>("application/json").Produces(204).Produces<Problem>(401, Problems.ContentType);

        var acts = calls.MapGroup("/api/operator").AddEndpointFilter(gate.OperatorsOnly);
        acts.MapGet("/session", () => Results.NoContent()).WithName("IsSignedIn").WithSummary("Whether the caller is signed in").Produces(204).Produces<Problem>(401, Problems.ContentType);
        acts.MapDelete("/session", (HttpContext context) => { Gate.SignOut(context); return Results.NoContent(); }).WithName("SignOut").WithSummary("Signs out").Produces(204);

        Act(acts, "/stop", "StopCity", "Stops every car", () => new CityStopped());
        Act(acts, "/resume", "ResumeCity", "Lets the cars drive again", () => new CityResumed());
        CarAct(acts, "pause", "PauseCar", "Stops one car", serial => new CarPaused(serial));
        CarAct(acts, "resume", "ResumeCar", "Lets it drive again", serial => new CarResumed(serial));
        CarAct(acts, "remove", "RemoveCar", "Says that a car that is not connected was taken off the table", serial => new CarRemoved(serial));
        CarAct(acts, "park", "ParkCar", "Sends an idle car to its bay", serial => new CarSentToPark(serial));
        acts.MapPost("/cars/{serial}/initPosition", (Delegate)PlaceAsync).WithName("PlaceCar").WithSummary("Tells a car where it stands")
            .Accepts<InitPositionRequest>("application/json").Produces<OperatorResult>().Produces<Problem>(404, Problems.ContentType).Produces<Problem>(409, Problems.ContentType);
        acts.MapPost("/bookings/{id}/cancel", (Delegate)CancelAsync).WithName("CancelBooking").WithSummary("Ends a visitor's ride").Produces<OperatorResult>().Produces<Problem>(404, Problems.ContentType);
        acts.MapGet("/cars/{serial}/credentials", (HttpContext context, string serial) => Topics.IsLevel(serial)
            ? Results.Json(new CarCredentials(serial, secrets.CarPassword(serial)), Json.Web.CarCredentials)
            : Problems.Of(context, ProblemTypes.UnknownCar, 404, $"'{serial}' cannot be a serial number")).WithName("CarCredentials").WithSummary("How a car signs in to the broker").Produces<CarCredentials>();
        acts.MapPost("/pairing", () => Results.Json(gate.NewPairing(), Json.Web.PairingLink)).WithName("Pair").WithSummary("A link that pairs a station phone").Produces<PairingLink>();
    }

    private async Task<IResult> SignInAsync(HttpContext context)
    {
        var body = await RequestBody<SignInRequest>.ReadAsync(context, Json.Web.SignInRequest);
        if (body.Value is not { } wanted) return body.Problem!;
        if (!gate.IsOperatorToken(wanted.Token)) return Problems.Of(context, ProblemTypes.NotSignedIn, 401, "this is not the token");
        gate.SignIn(context);
        return Results.NoContent();
    }

    private void Act(RouteGroupBuilder acts, string path, string name, string summary, Func<FleetEvent> act) => acts.MapPost(path, async (HttpContext context) =>
    {
        log.LogWarning("operator: {Act}", name);
        await loop.AskAsync(act(), context.RequestAborted);
        return Done(board.Cars.Where(car => car.State != CarActivity.Offline).Select(car => car.Serial));
    }).WithName(name).WithSummary(summary).Produces<OperatorResult>();

    private void CarAct(RouteGroupBuilder acts, string path, string name, string summary, Func<string, FleetEvent> act) =>
        acts.MapPost($"/cars/{{serial}}/{path}", (HttpContext context, string serial) => AskAsync(context, serial, name, act(serial)))
            .WithName(name).WithSummary(summary).Produces<OperatorResult>().Produces<Problem>(404, Problems.ContentType).Produces<Problem>(409, Problems.ContentType);

    private async Task<IResult> PlaceAsync(HttpContext context, string serial)
    {
        var body = await RequestBody<InitPositionRequest>.ReadAsync(context, Json.Web.InitPositionRequest);
        if (body.Value is not { } at) return body.Problem!;
        if (!(double.IsFinite(at.X) && double.IsFinite(at.Y) && double.IsFinite(at.Theta))) return Problems.Of(context, ProblemTypes.InvalidRequest, 400, "x, y and theta must be finite numbers");
        return await AskAsync(context, serial, "PlaceCar", new CarPlaced(serial, at.X, at.Y, at.Theta, at.LastNodeId));
    }

    private async Task<IResult> CancelAsync(HttpContext context, string id)
    {
        if (board.Booking(id) is not { } booking || !booking.State.IsActive()) return Problems.Of(context, ProblemTypes.UnknownBooking, 404, $"no active booking '{id}'");
        log.LogWarning("operator: CancelBooking {Booking}", id);
        await loop.AskAsync(new BookingCalledOff(id, BookingReasons.CancelledByOperator), context.RequestAborted);
        return Done(booking.Car is { } car ? [car] : []);
    }

    private async Task<IResult> AskAsync(HttpContext context, string serial, string name, FleetEvent act)
    {
        log.LogWarning("operator: {Act} {Car}", name, serial);
        var outcome = await loop.AskAsync(act, context.RequestAborted);
        return outcome.First<OperatorActRefused>() switch
        {
            null => Done([serial]),
            { Reason: OperatorRefusal.UnknownCar } refused => Problems.Of(context, ProblemTypes.UnknownCar, 404, refused.Detail),
            { Reason: OperatorRefusal.UnknownPlace } refused => Problems.Of(context, ProblemTypes.UnknownPlace, 409, refused.Detail),
            { } refused => Problems.Of(context, ProblemTypes.CarBusy, 409, refused.Detail),
        };
    }

    private static IResult Done(IEnumerable<string> cars) => Results.Json(new OperatorResult([.. cars]), Json.Web.OperatorResult);
}
