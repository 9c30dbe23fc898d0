using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Station.Riding;

/// <summary>How long a ride still takes, as the server said it and as far as this phone has counted on since.</summary>
public sealed record Countdown(TimeSpan Left, TimeSpan? AtLeast, TimeSpan? AtMost)
{
    /// <summary>Null where the server gives no time. Phones' clocks are wrong: only the time since <paramref name="heardAt"/> is theirs.</summary>
    public static Countdown? Of(Booking booking, DateTimeOffset heardAt, DateTimeOffset now)
    {
        if (booking.Eta is not { } eta || !booking.State.IsActive()) return null;
        var serverNow = booking.AsOf + (now - heardAt);
        return new Countdown(Positive(eta - serverNow),
            booking.EtaRange is { } range ? Positive(range.Earliest - serverNow) : null,
            booking.EtaRange is { } same ? Positive(same.Latest - serverNow) : null);
    }

    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
