using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Sim.Tests.Vehicle;

public sealed class WheelMotorTests
{
    private const double Dt = 0.001;

    private static readonly VehicleParameters Reference = VehicleParameters.Reference;

    /// <summary>Asked for more than it can do: its own limits are all that holds it back.</summary>
    private static readonly VehicleParameters Impatient = Reference with { ProfileAcceleration = 1e5 };

    [Theory]
    [InlineData(5.0)]
    [InlineData(3.0)]
    public void A_wheel_turns_as_fast_as_its_supply_lets_it_and_no_faster(double volts)
    {
        var motor = new WheelMotor(Reference);
        var free = Reference.NoLoadSpeed * volts / Reference.RatedVolts;
        for (var t = 0.0; t < 5; t += Dt)
        {
            motor.Step(100, volts, Dt);
            Assert.True(motor.Speed < free);
        }
        // Friction keeps it a little below the speed it would have without load.
        Assert.InRange(motor.Speed, free * (1 - 1.1 * Reference.FrictionTorque / (Reference.StallTorque * volts / Reference.RatedVolts)), free);
    }

    [Theory]
    [InlineData(5.0)]
    [InlineData(3.0)]
    public void Torque_falls_from_stall_to_nothing_at_the_no_load_speed(double volts)
    {
        var motor = new WheelMotor(Impatient);
        var supply = volts / Reference.RatedVolts;
        var most = 0.0;
        for (var t = 0.0; t < 1; t += Dt)
        {
            var left = 1 - motor.Speed / (Reference.NoLoadSpeed * supply);
            motor.Step(100, volts, Dt);
            Assert.True(motor.Torque <= Reference.StallTorque * supply * left + 1e-9);
            most = Math.Max(most, motor.Torque);
        }
        Assert.Equal(Reference.StallTorque * supply, most, 1e-9);
    }

    [Fact]
    public void A_wheel_gathers_speed_no_faster_than_its_profile()
    {
        var motor = new WheelMotor(Reference);
        for (var t = Dt; t < 0.3; t += Dt)
        {
            motor.Step(15, Reference.RatedVolts, Dt);
            Assert.True(motor.Speed <= Reference.ProfileAcceleration * t + 1e-9);
        }
    }

    [Fact]
    public void A_wheel_holds_the_speed_it_was_told()
    {
        var motor = new WheelMotor(Reference);
        for (var t = 0.0; t < 2; t += Dt) motor.Step(15, Reference.RatedVolts, Dt);
        Assert.Equal(15, motor.Speed, 0.01);
    }

    [Fact]
    public void Both_directions_are_alike()
    {
        var (ahead, back) = (new WheelMotor(Reference), new WheelMotor(Reference));
        for (var t = 0.0; t < 1; t += Dt)
        {
            ahead.Step(15, Reference.RatedVolts, Dt);
            back.Step(-15, Reference.RatedVolts, Dt);
            Assert.Equal(ahead.Speed, -back.Speed, 1e-9);
            Assert.Equal(ahead.Current, back.Current, 1e-9);
        }
    }

    [Fact]
    public void Current_follows_torque_and_a_standing_wheel_draws_none()
    {
        var motor = new WheelMotor(Impatient);
        motor.Step(0, Reference.RatedVolts, Dt);
        Assert.Equal(0, motor.Current);
        motor.Step(100, Reference.RatedVolts, Dt);
        Assert.Equal(Reference.StallCurrent, motor.Current, 1e-9);
    }
}
