using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Bookings;

/// <summary>A booking from its asking to its end.</summary>
internal sealed class Ride(string id, long number, string deviceId, Station destination, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    /// <summary>Rides are served in this order.</summary>
    public long Number { get; } = number;
    public string DeviceId { get; } = deviceId;
    public Station Destination { get; } = destination;
    public DateTimeOffset CreatedAt { get; } = createdAt;
    public BookingState State { get; set; } = BookingState.Requested;
    public string? Car { get; set; }
    public int Assignments { get; set; }
    public DateTimeOffset QueuedSince { get; set; } = createdAt;
    public IReadOnlyList<string> Route { get; set; } = [];
    public string? Reason { get; set; }
    public string? ReasonText { get; set; }
    public string? NoCarWhy { get; set; }
    /// <summary>The car that had it and was lost on the way: it is asked first.</summary>
    public string? KeptFor { get; set; }
    public HashSet<string> FailedCars { get; } = new(StringComparer.Ordinal);
    public Booking? Shown { get; set; }

    public bool Active => State.IsActive();

    /// <summary>A ride's orders bear its id, so that a restarted server knows a car's order for its own.</summary>
    public string OrderId(string unique) => $"{Id}.{unique}";

    public bool Owns(string orderId) => orderId.StartsWith(Id + ".", StringComparison.Ordinal);
}
