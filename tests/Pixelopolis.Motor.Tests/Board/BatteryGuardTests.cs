using Pixelopolis.Motor.Board;

namespace Pixelopolis.Motor.Tests.Board;

public sealed class BatteryGuardTests
{
    private readonly BatteryGuard _guard = new(new BoardOptions { BatteryLow = 6.4, BatteryRecovered = 6.9, BatteryDelay = 0.5 });

    [Fact]
    public void A_dip_at_a_start_is_not_low()
    {
        Hold(7.4, 0, 1);
        Hold(5.9, 1, 1.4);
        Hold(7.2, 1.4, 3);
        Hold(5.9, 3, 3.4);
        Assert.False(_guard.IsLow);
    }

    [Fact]
    public void Low_for_long_enough_is_low_and_a_small_rise_does_not_lift_it()
    {
        Hold(6.3, 0, 0.49);
        Assert.False(_guard.IsLow);
        Hold(6.3, 0.49, 0.52);
        Assert.True(_guard.IsLow);
        Hold(6.8, 0.52, 60);
        Assert.True(_guard.IsLow);
        Hold(7.0, 60, 60.4);
        Hold(6.8, 60.4, 61);
        Assert.True(_guard.IsLow);
        Hold(7.0, 61, 61.6);
        Assert.False(_guard.IsLow);
    }

    [Fact]
    public void A_voltage_that_cannot_be_read_is_low_and_never_recovered()
    {
        Hold(double.NaN, 0, 0.6);
        Assert.True(_guard.IsLow);
        Hold(double.NaN, 0.6, 60);
        Assert.True(_guard.IsLow);
    }

    private void Hold(double volts, double from, double to)
    {
        for (var step = 0; from + step * 0.01 < to; step++) _guard.Update(volts, from + step * 0.01);
    }
}
