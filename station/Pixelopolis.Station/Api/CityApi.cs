using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Station.Api;

/// <summary>The server's calls, each answered with a value or a named reason. Speaks the visitor's language to it.</summary>
public sealed class CityApi(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly HttpJson Json = HttpJson.Default;

    /// <summary>BCP 47; sent as Accept-Language with every call.</summary>
    public string Language { get; set; } = "en";

    /// <summary>The map as LIF JSON.</summary>
    public Task<Answer<byte[]>> City(CancellationToken stop = default) =>
        Send(Request(HttpMethod.Get, "api/city"), static (content, token) => content.ReadAsByteArrayAsync(token)!, stop);

    public Task<Answer<IReadOnlyList<Destination>>> Destinations(CancellationToken stop = default) =>
        Ask(Request(HttpMethod.Get, "api/destinations"), Json.IReadOnlyListDestination, stop);

    public Task<Answer<IReadOnlyList<CarView>>> Cars(CancellationToken stop = default) =>
        Ask(Request(HttpMethod.Get, "api/cars"), Json.IReadOnlyListCarView, stop);

    public Task<Answer<Booking>> Book(string deviceId, string destination, CancellationToken stop = default) =>
        Ask(Request(HttpMethod.Post, "api/bookings", new BookingRequest(deviceId, destination), Json.BookingRequest), Json.Booking, stop);

    public Task<Answer<Booking>> Booking(string id, CancellationToken stop = default) =>
        Ask(Request(HttpMethod.Get, $"api/bookings/{Uri.EscapeDataString(id)}"), Json.Booking, stop);

    public Task<Answer<Booking>> Cancel(string id, CancellationToken stop = default) =>
        Ask(Request(HttpMethod.Delete, $"api/bookings/{Uri.EscapeDataString(id)}"), Json.Booking, stop);

    /// <summary>The session lives in a cookie that the server sets.</summary>
    public Task<Answer<string>> SignIn(string token, CancellationToken stop = default) =>
        Send(Request(HttpMethod.Post, "api/operator/session", new SignInRequest(token), Json.SignInRequest), static (_, _) => Task.FromResult<string?>(""), stop);

    /// <summary>Whether the cookie that this browser has still counts.</summary>
    public Task<Answer<string>> IsSignedIn(CancellationToken stop = default) =>
        Send(Request(HttpMethod.Get, "api/operator/session"), static (_, _) => Task.FromResult<string?>(""), stop);

    /// <summary>A link that pairs a station phone with the city.</summary>
    public Task<Answer<PairingLink>> Pair(CancellationToken stop = default) => Ask(Request(HttpMethod.Post, "api/operator/pairing"), Json.PairingLink, stop);

    public Task<Answer<OperatorResult>> EndRide(string bookingId, CancellationToken stop = default) => Act($"bookings/{Uri.EscapeDataString(bookingId)}/cancel", stop);

    public Task<Answer<OperatorResult>> StopCity(CancellationToken stop = default) => Act("stop", stop);

    public Task<Answer<OperatorResult>> ResumeCity(CancellationToken stop = default) => Act("resume", stop);

    /// <summary>One of a car's own acts: <c>pause</c>, <c>resume</c>, <c>park</c>, <c>remove</c>.</summary>
    public Task<Answer<OperatorResult>> ActOnCar(string serial, string act, CancellationToken stop = default) =>
        Act($"cars/{Uri.EscapeDataString(serial)}/{act}", stop);

    public Task<Answer<OperatorResult>> PlaceCar(string serial, InitPositionRequest where, CancellationToken stop = default) =>
        Ask(Request(HttpMethod.Post, $"api/operator/cars/{Uri.EscapeDataString(serial)}/initPosition", where, Json.InitPositionRequest), Json.OperatorResult, stop);

    internal HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(Language));
        return request;
    }

    private HttpRequestMessage Request<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type)
    {
        var request = Request(method, path);
        request.Content = JsonContent.Create(body, type);
        return request;
    }

    private Task<Answer<OperatorResult>> Act(string act, CancellationToken stop) =>
        Ask(Request(HttpMethod.Post, $"api/operator/{act}"), Json.OperatorResult, stop);

    private Task<Answer<T>> Ask<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken stop) where T : class =>
        Send(request, (content, token) => content.ReadFromJsonAsync(type, token), stop);

    internal async Task<Answer<T>> Send<T>(HttpRequestMessage request, Func<HttpContent, CancellationToken, Task<T?>> read, CancellationToken stop) where T : class
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            using var _ = request;
            using var response = await http.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode) return new(null, await ProblemOf(response, either.Token));
            return await read(response.Content, either.Token) is { } value ? new(value, null) : default;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException
            || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return default;
        }
    }

    /// <summary>The server's own words; a proxy's page, or none, becomes an internal problem with its status.</summary>
    private static async Task<Problem> ProblemOf(HttpResponseMessage response, CancellationToken stop)
    {
        var status = (int)response.StatusCode;
        try
        {
            if (response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && await response.Content.ReadFromJsonAsync(Json.Problem, stop) is { } problem) return problem;
        }
        catch (JsonException) { }
        return new Problem(ProblemTypes.Internal, response.ReasonPhrase ?? "", status);
    }
}
