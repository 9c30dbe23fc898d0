using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Serial.Emulation;

namespace Pixelopolis.Motor.Serial.Tests.Emulation;

public sealed class BenchPlantTests
{
    [Fact]
    public void Wheels_follow_their_targets_with_a_lag_and_count_what_they_turned()
    {
        var plant = new BenchPlant();
        plant.Step(WheelTargets.Stop, 10);
        var soon = plant.Step(new WheelTargets(10, -10), 10.05);
        Assert.Equal(10 * (1 - Math.Exp(-1)), soon.LeftVelocity, 9);
        Assert.Equal(-soon.LeftVelocity, soon.RightVelocity, 9);

        var late = plant.Step(new WheelTargets(10, -10), 12);
        Assert.Equal(10, late.LeftVelocity, 6);

        // Two seconds at full speed, less what the lag cost.
        Assert.Equal((10 * 2 - 10 * 0.05) / Wheels.RadiansPerTick, late.LeftTicks, 1.5);
        Assert.Equal(-late.LeftTicks, late.RightTicks, 1.5);
    }

    [Fact]
    public void The_size_of_the_steps_makes_no_difference()
    {
        var coarse = new BenchPlant();
        var fine = new BenchPlant();
        coarse.Step(WheelTargets.Stop, 0);
        fine.Step(WheelTargets.Stop, 0);
        for (var i = 1; i <= 1000; i++) fine.Step(new WheelTargets(7, 7), i * 0.001);
        Assert.Equal(coarse.Step(new WheelTargets(7, 7), 1).LeftTicks, fine.Step(new WheelTargets(7, 7), 1).LeftTicks, 1.0);
    }
}
