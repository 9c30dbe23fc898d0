using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Station.Tests.Fakes;

/// <summary>The operator's calls, behind a session cookie.</summary>
internal static class FakeOperatorCalls
{
    private const string Cookie = "pixelopolis-operator";

    public static void Map(WebApplication app, FakeCity city)
    {
        app.MapPost("/api/operator/session", (HttpContext context, SignInRequest request) =>
        {
            if (request.Token != FakeCity.Token) return FakeHost.Problem(ProblemTypes.NotSignedIn, 401);
            context.Response.Cookies.Append(Cookie, request.Token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict });
            return Results.NoContent();
        });
        var acts = app.MapGroup("/api/operator").AddEndpointFilter(async (call, next) =>
            call.HttpContext.Request.Cookies[Cookie] == FakeCity.Token ? await next(call) : FakeHost.Problem(ProblemTypes.NotSignedIn, 401));
        acts.MapGet("/session", () => Results.NoContent());
        acts.MapPost("/stop", () => Act(city, "stop", () =>
        {
            city.Say(new CityStatus(true, DateTimeOffset.UtcNow));
            foreach (var car in city.Cars) city.Set(car with { State = CarActivity.Paused, Paused = true, Speed = 0 });
        }));
        acts.MapPost("/resume", () => Act(city, "resume", () =>
        {
            city.Say(new CityStatus(false));
            foreach (var car in city.Cars) city.Set(car with { State = CarActivity.Ready, Paused = false });
        }));
        acts.MapPost("/cars/{serial}/pause", (string serial) => Act(city, $"pause {serial}", () => city.Set(city.Car(serial) with { State = CarActivity.Paused, Paused = true })));
        acts.MapPost("/cars/{serial}/resume", (string serial) => Act(city, $"resume {serial}", () => city.Set(city.Car(serial) with { State = CarActivity.Ready, Paused = false })));
        acts.MapPost("/cars/{serial}/initPosition", (string serial, InitPositionRequest where) =>
            Act(city, $"place {serial} {where.LastNodeId}", () => city.Set(city.Car(serial) with { State = CarActivity.Ready, X = where.X, Y = where.Y, Theta = where.Theta, LastNodeId = where.LastNodeId })));
    }

    private static IResult Act(FakeCity city, string act, Action does)
    {
        lock (city.Acts) city.Acts.Add(act);
        does();
        return FakeHost.Json(new OperatorResult([.. city.Cars.Select(c => c.Serial)]));
    }
}
