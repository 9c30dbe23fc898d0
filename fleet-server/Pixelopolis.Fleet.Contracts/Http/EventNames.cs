namespace Pixelopolis.Fleet.Contracts.Http;

/// <summary>The <c>event:</c> names of the server-sent events; the <c>data:</c> is that record as JSON on one line.</summary>
public static class EventNames
{
    /// <summary>A <see cref="Http.Booking"/>: on <c>/api/bookings/{id}/events</c> that one, on <c>/api/events</c> all, for operators only.</summary>
    public const string Booking = "booking";

    /// <summary>A <see cref="CarView"/>, on <c>/api/events</c>.</summary>
    public const string Car = "car";

    /// <summary>A <see cref="Http.CarGone"/>, on <c>/api/events</c>: it is not shown any more.</summary>
    public const string CarGone = "carGone";

    /// <summary>A <see cref="CityStatus"/>, on <c>/api/events</c>.</summary>
    public const string City = "city";
}
