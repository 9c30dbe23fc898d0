using Pixelopolis.Lab.Bench;

namespace Pixelopolis.Lab.Tests.Bench;

public class LatencyCountsTests
{
    [Fact]
    public void Only_what_came_between_two_looks_counts()
    {
        var before = Counts(max: 0.5, 0, 0, 10, 20);
        var window = Counts(max: 0.5, 0, 100, 110, 120).Since(before);
        Assert.Equal(100, window.Count);
        Assert.Equal(0.0015, window.P50, 9);
        Assert.Equal(0.00199, window.P99, 9);
        Assert.Equal(0.002, window.Max, 9);
    }

    [Fact]
    public void A_new_greatest_is_told_exactly_and_nothing_is_greater()
    {
        var window = Counts(max: 0.0042, 0, 0, 0, 10).Since(Counts(max: 0.003, 0, 0, 0, 0));
        Assert.Equal(0.0042, window.Max, 9);
        Assert.True(window.P50 <= window.P99 && window.P99 <= window.Max);
    }

    [Fact]
    public void Where_nothing_happened_there_is_no_latency()
    {
        var counts = Counts(max: 0.003, 1, 2, 3, 4);
        Assert.Equal(0, counts.Since(counts).Count);
        Assert.True(double.IsNaN(counts.Since(counts).P99));
    }

    [Fact]
    public void Two_different_histograms_are_not_compared() =>
        Assert.Throws<FormatException>(() => Counts(max: 1, 1, 2, 3, 4).Since(new LatencyCounts([new LatencyBucket(0.001, 1)], 1)));

    private static LatencyCounts Counts(double max, long below1, long below2, long below3, long all) => new(
        [new LatencyBucket(0.001, below1), new LatencyBucket(0.002, below2), new LatencyBucket(0.003, below3), new LatencyBucket(double.PositiveInfinity, all)], max);
}
