namespace Pixelopolis.Fleet.Contracts.Http;

/// <summary>An error as RFC 9457 writes it (<c>application/problem+json</c>). Title is in the caller's language, the type is stable.</summary>
public sealed record Problem(string Type, string Title, int Status, string? Detail = null, string? Instance = null, string? BookingId = null);

/// <summary>Every <c>type</c> a problem can have.</summary>
public static class ProblemTypes
{
    private const string Prefix = "urn:pixelopolis:problem:";

    public const string UnknownDestination = Prefix + "unknown-destination";
    public const string UnknownBooking = Prefix + "unknown-booking";
    public const string UnknownCar = Prefix + "unknown-car";

    /// <summary>The device has another ride under way; <see cref="Problem.BookingId"/> names it.</summary>
    public const string DeviceHasBooking = Prefix + "device-has-booking";
    public const string NoRoute = Prefix + "no-route";
    public const string NoCars = Prefix + "no-cars";
    public const string CityStopped = Prefix + "city-stopped";
    public const string BookingEnded = Prefix + "booking-ended";
    public const string InvalidRequest = Prefix + "invalid-request";
    public const string RequestTooLarge = Prefix + "request-too-large";
    public const string TooManyRequests = Prefix + "too-many-requests";
    public const string TooManyViewers = Prefix + "too-many-viewers";
    public const string NotSignedIn = Prefix + "not-signed-in";

    /// <summary>This station was not paired with the city; an operator gives the link that does it.</summary>
    public const string NotPaired = Prefix + "not-paired";
    public const string UnknownPlace = Prefix + "unknown-place";
    public const string CarBusy = Prefix + "car-busy";

    /// <summary>The server cannot write down what it would have to promise.</summary>
    public const string StoreUnavailable = Prefix + "store-unavailable";
    public const string TooManyBookings = Prefix + "too-many-bookings";
    public const string CarUnreachable = Prefix + "car-unreachable";
    public const string NoStream = Prefix + "no-stream";
    public const string NotFound = Prefix + "not-found";
    public const string Internal = Prefix + "internal";
}
