using System.Globalization;
using System.Threading.RateLimiting;
using Pixelopolis.Fleet.Server.Access;
using Pixelopolis.Fleet.Server.Options;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>
/// How often a ride may be asked for, in a sliding minute: by one device, and by one caller, who may give itself any device's name. A caller is known by its
/// pass, and without one by its address.
/// </summary>
internal sealed class BookingRate(ServerLimits limits, Gate gate) : IDisposable
{
    private readonly PartitionedRateLimiter<string>
        _devices = Limiter(limits.BookingsPerMinute), _passes = Limiter(limits.BookingsPerPass), _addresses = Limiter(limits.BookingsPerAddress);

    /// <summary>Counts one more; which limit it is beyond, or null.</summary>
    public string? Exceeded(HttpContext context, string deviceId)
    {
        // The caller first: names of devices that it makes up must not fill the memory.
        var caller = gate.StationOf(context) is { } pass
            ? Exceeded(_passes, pass, limits.BookingsPerPass, "phone")
            : Exceeded(_addresses, context.Connection.RemoteIpAddress?.ToString() ?? "", limits.BookingsPerAddress, "address");
        return caller ?? Exceeded(_devices, deviceId, limits.BookingsPerMinute, "device");
    }

    public void Dispose()
    {
        _devices.Dispose();
        _passes.Dispose();
        _addresses.Dispose();
    }

    private static string? Exceeded(PartitionedRateLimiter<string> limiter, string key, int most, string one)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : string.Create(CultureInfo.InvariantCulture, $"at most {most} bookings in a minute from one {one}");
    }

    private static PartitionedRateLimiter<string> Limiter(int most) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0,
        }), StringComparer.Ordinal);
}
