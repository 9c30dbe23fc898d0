using System.Threading.RateLimiting;
using Pixelopolis.Fleet.Server.Options;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>How often one device may ask for a ride: a sliding minute.</summary>
internal sealed class BookingRate(ServerLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(device =>
        RateLimitPartition.GetSlidingWindowLimiter(device, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = limits.BookingsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0,
        }), StringComparer.Ordinal);

    public bool Allows(string deviceId)
    {
        using var lease = _limiter.AttemptAcquire(deviceId);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
