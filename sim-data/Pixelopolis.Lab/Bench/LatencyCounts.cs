namespace Pixelopolis.Lab.Bench;

/// <summary>How many latencies were below a bound (seconds).</summary>
internal readonly record struct LatencyBucket(double Bound, long Below);

/// <summary>A car's latencies as its metrics tell them: cumulative buckets, ascending, and the greatest since its start (seconds).</summary>
internal sealed record LatencyCounts(IReadOnlyList<LatencyBucket> Buckets, double Max)
{
    /// <summary>The latencies between two looks.</summary>
    /// <exception cref="FormatException">The looks are of different histograms.</exception>
    public LatencyWindow Since(LatencyCounts before)
    {
        if (!Buckets.Select(b => b.Bound).SequenceEqual(before.Buckets.Select(b => b.Bound))) throw new FormatException("the car's latency buckets changed while they were watched");
        LatencyBucket[] between = [.. Buckets.Zip(before.Buckets, (now, then) => new LatencyBucket(now.Bound, now.Below - then.Below))];
        if (between.Length == 0 || between[^1].Below == 0) return new LatencyWindow(0, double.NaN, double.NaN, double.NaN);
        // The greatest is known to a bucket's width, and exactly where it is the greatest of all.
        var highest = between.First(b => b.Below == between[^1].Below).Bound;
        var max = Max > before.Max ? Max : Math.Min(highest, Max);
        return new LatencyWindow(between[^1].Below, Math.Min(max, Quantile(between, 0.5)), Math.Min(max, Quantile(between, 0.99)), max);
    }

    /// <summary>Linear within a bucket, as Prometheus reckons; above the last finite bound that bound.</summary>
    private static double Quantile(LatencyBucket[] buckets, double part)
    {
        var wanted = part * buckets[^1].Below;
        var (lower, below) = (0.0, 0L);
        foreach (var bucket in buckets)
        {
            if (bucket.Below >= wanted)
                return double.IsInfinity(bucket.Bound) ? lower : lower + (bucket.Bound - lower) * (wanted - below) / Math.Max(1, bucket.Below - below);
            (lower, below) = (bucket.Bound, bucket.Below);
        }
        return lower;
    }
}

/// <summary>Seconds; NaN where there were none.</summary>
internal readonly record struct LatencyWindow(long Count, double P50, double P99, double Max);
