using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class OptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(new FleetOptions().Faults());

    [Fact]
    public void Every_bad_option_is_named_with_its_value_and_what_would_be_right()
    {
        var options = new FleetOptions { CarSpeed = -1, ReleaseAhead = double.NaN, Dwell = TimeSpan.FromSeconds(-3), ChargedEnough = 10 };
        var thrown = Assert.Throws<ArgumentException>(() => new FleetCoordinator(Maps.Ring(), options, new SeededIds(1)));
        Assert.Contains("CarSpeed is -1: it must be from 0.05 to 2", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("ReleaseAhead is NaN", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Dwell is -3 s: it must be from 0 to 3600 s", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("ChargedEnough is 10: it must be from 21 to 100", thrown.Message, StringComparison.Ordinal);
    }
}
