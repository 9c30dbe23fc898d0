using Pixelopolis.Car.App.Driving;

namespace Pixelopolis.Car.App.Tests.Driving;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void It_tells_how_many_were_below_each_bound_and_their_sum()
    {
        var latencies = new LatencyHistogram();
        foreach (var seconds in new[] { -1, 0.0004, 0.0016, 0.0301, 5 }) latencies.Add(seconds);
        Assert.Equal([2, 3, 3, 5], latencies.Below([0.0005, 0.002, 0.03, double.PositiveInfinity]));
        Assert.Equal(5.0321, latencies.Sum, 9);
        Assert.Equal(5000, latencies.Summary.Max, 6);
    }
}
