namespace Pixelopolis.Fleet.Contracts.Http;

/// <summary>The states of a booking; the last three are its ends.</summary>
public enum BookingState { Requested, Assigned, Driving, Arrived, Cancelled, Failed }

public static class BookingStates
{
    /// <summary>Not ended: it holds its station and, once assigned, its car.</summary>
    public static bool IsActive(this BookingState state) => state is BookingState.Requested or BookingState.Assigned or BookingState.Driving;
}

/// <summary>
/// Body of <c>POST /api/bookings</c>. <paramref name="DeviceId"/> is the station phone's own; <paramref name="Destination"/> a stationId.
/// The same again while that booking is active answers with it, so a retry is safe.
/// </summary>
public sealed record BookingRequest(string DeviceId, string Destination);

/// <summary>
/// A ride as a visitor sees it. <paramref name="Route"/> is edge ids in driving order, from where the car stood. <paramref name="AsOf"/>
/// is the server's time of writing, so that a phone whose clock is wrong can still count down to <paramref name="Eta"/>.
/// <paramref name="Reason"/> is a stable word (<see cref="BookingReasons"/>), <paramref name="ReasonText"/> the same in the caller's language.
/// </summary>
public sealed record Booking(string Id, BookingState State, string DeviceId, string Destination, DateTimeOffset CreatedAt, DateTimeOffset AsOf,
    string? Car = null, IReadOnlyList<string>? Route = null, DateTimeOffset? Eta = null, EtaRange? EtaRange = null,
    WaitingFor? WaitingFor = null, string? Reason = null, string? ReasonText = null);

/// <summary>Between these times with 9 chances in 10.</summary>
public sealed record EtaRange(DateTimeOffset Earliest, DateTimeOffset Latest);

/// <summary>What holds a ride up, and where; the text is in the caller's language.</summary>
public sealed record WaitingFor(WaitingKind Kind, string? Car = null, string? NodeId = null, string? Text = null);

/// <summary>For a free car; for another car to clear the way; for an operator; for the car to be heard of again; for the car to see and drive again by itself; for a lost car to find its place.</summary>
public enum WaitingKind { FreeCar, OtherCar, Operator, Connection, Recovery, Localizing }

/// <summary>Why a booking ended other than by arriving.</summary>
public static class BookingReasons
{
    public const string CancelledByVisitor = "cancelled-by-visitor";
    public const string CancelledByOperator = "cancelled-by-operator";
    public const string CarFailed = "car-failed";
    public const string CarLost = "car-lost";
    public const string OrderRejected = "order-rejected";
    public const string NoRoute = "no-route";
    public const string NoCarInTime = "no-car-in-time";
    public const string StoreUnavailable = "store-unavailable";
}
