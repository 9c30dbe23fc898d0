using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Access;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Streams;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary><c>/api/cars</c>, their pictures, and <c>/api/events</c>.</summary>
internal sealed class CarCalls(LiveBoard board, VisitorViews views, EventStream events, CarStreams streams, Gate gate)
{
    public void Map(IEndpointRouteBuilder calls)
    {
        calls.MapGet("/api/cars", (HttpContext context) =>
        {
            var (language, isOperator) = (Languages.Of(context.Request), gate.IsOperator(context));
            return Results.Json<IReadOnlyList<CarView>>([.. board.Cars.Select(car => views.Of(car, language, isOperator))], Json.Web.IReadOnlyListCarView);
        }).WithName("GetCars").WithSummary("All cars").Produces<IReadOnlyList<CarView>>();

        calls.MapGet("/api/cars/{serial}", (HttpContext context, string serial) => board.Car(serial) is { } car
            ? Results.Json(views.Of(car, Languages.Of(context.Request), gate.IsOperator(context)), Json.Web.CarView)
            : Problems.Of(context, ProblemTypes.UnknownCar, 404, $"no car '{serial}'"))
            .WithName("GetCar").WithSummary("A car").Produces<CarView>().Produces<Problem>(404, Problems.ContentType);

        calls.MapGet("/api/cars/{serial}/stream", (HttpContext context, string serial, bool? overlay) => WatchAsync(context, serial, overlay ?? false))
            .WithName("Watch").WithSummary("What a car sees: MJPEG; overlay=true draws what it makes of it").Produces(200, contentType: "multipart/x-mixed-replace")
            .Produces<Problem>(404, Problems.ContentType).Produces<Problem>(503, Problems.ContentType).Produces<Problem>(504, Problems.ContentType);

        calls.MapGet("/api/events", (Delegate)events.SendCityAsync).WithName("Events").WithSummary("The city, live: server-sent events named city, car and carGone, and for operators booking").Produces<object>(200, EventStream.ContentType);
    }

    private async Task WatchAsync(HttpContext context, string serial, bool overlay)
    {
        var problem = board.Car(serial) switch
        {
            null => (ProblemTypes.UnknownCar, 404),
            { Stream: null } => (ProblemTypes.NoStream, 404),
            { Stream: { } url } => await streams.PassOnAsync(context, serial, url, overlay) switch
            {
                StreamEnd.TooMany => (ProblemTypes.TooManyViewers, 503),
                StreamEnd.NoPicture => (ProblemTypes.CarUnreachable, 504),
                StreamEnd.NotAllowed => (ProblemTypes.NoStream, 404),
                _ => default,
            },
        };
        if (problem != default && !context.Response.HasStarted) await Problems.WriteAsync(context, problem.Item1, problem.Item2);
    }
}
