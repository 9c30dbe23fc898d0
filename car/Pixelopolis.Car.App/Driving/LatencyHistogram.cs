namespace Pixelopolis.Car.App.Driving;

/// <summary>Milliseconds.</summary>
public readonly record struct LatencySummary(long Count, double P50, double P99, double Max);

/// <summary>Counts latencies in buckets of 0.1 ms up to 0.2 s; above that only the greatest is known. Written by one thread, read by any; allocates nothing.</summary>
public sealed class LatencyHistogram
{
    private const double Bucket = 1e-4;
    private const int Buckets = 2000;
    private readonly long[] _counts = new long[Buckets + 1];
    private long _count;
    private double _max, _sum;

    /// <summary>Of all latencies, seconds.</summary>
    public double Sum => Volatile.Read(ref _sum);

    /// <param name="seconds">Below zero counts as zero.</param>
    public void Add(double seconds)
    {
        var i = (int)Math.Clamp(seconds / Bucket, 0, Buckets);
        Volatile.Write(ref _counts[i], _counts[i] + 1);
        if (seconds > _max) Volatile.Write(ref _max, seconds);
        Volatile.Write(ref _sum, _sum + Math.Max(0, seconds));
        Volatile.Write(ref _count, _count + 1);
    }

    public LatencySummary Summary => new(Volatile.Read(ref _count), Quantile(0.5), Quantile(0.99), Volatile.Read(ref _max) * 1000);

    /// <summary>How many latencies were below each bound.</summary>
    /// <param name="bounds">Ascending, seconds; whole tenths of milliseconds, up to 0.2 s. Infinity counts all.</param>
    public long[] Below(IReadOnlyList<double> bounds)
    {
        var below = new long[bounds.Count];
        var (sum, next) = (0L, 0);
        for (var i = 0; i < bounds.Count; i++)
        {
            var end = double.IsInfinity(bounds[i]) ? Buckets + 1 : (int)Math.Round(bounds[i] / Bucket);
            for (; next < end; next++) sum += Volatile.Read(ref _counts[next]);
            below[i] = sum;
        }
        return below;
    }

    /// <summary>Milliseconds below which that part of all latencies lies, to the bucket's upper end.</summary>
    public double Quantile(double part)
    {
        var total = 0L;
        for (var i = 0; i <= Buckets; i++) total += Volatile.Read(ref _counts[i]);
        if (total == 0) return 0;
        var (wanted, sum) = ((long)Math.Ceiling(part * total), 0L);
        for (var i = 0; i < Buckets; i++)
            if ((sum += Volatile.Read(ref _counts[i])) >= wanted) return (i + 1) * Bucket * 1000;
        return Volatile.Read(ref _max) * 1000;
    }
}
