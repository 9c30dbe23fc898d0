using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Sim.Tests.Vehicle;

public sealed class BatteryTests
{
    private static readonly VehicleParameters Reference = VehicleParameters.Reference;

    [Fact]
    public void Its_voltage_sags_under_load_and_comes_back()
    {
        var battery = new Battery(Reference, 0.5);
        var rest = battery.Volts;
        battery.Step(2, 0.001);
        Assert.Equal(rest - 2 * Reference.BatteryResistanceOhms, battery.Volts, 0.001);
        battery.Step(0, 0.001);
        Assert.Equal(rest, battery.Volts, 0.001);
    }

    [Fact]
    public void Half_its_amperes_empty_it_in_two_hours_and_its_voltage_only_falls()
    {
        var battery = new Battery(Reference);
        var volts = battery.Volts;
        for (var second = 0; second < 7200; second++)
        {
            battery.Step(Reference.BatteryCapacityAmpereHours / 2, 1);
            Assert.True(battery.Volts < volts);
            volts = battery.Volts;
        }
        Assert.Equal(0, battery.Charge, 1e-6);
        battery.Step(1, 60);
        Assert.Equal(0, battery.Charge);
    }

    [Fact]
    public void Motors_get_their_rated_voltage_until_the_pack_cannot_give_it()
    {
        Assert.Equal(Reference.RatedVolts, new Battery(Reference, 0.05).MotorVolts);
        var flat = new Battery(Reference, 0.0);
        flat.Step(10, 0.001);
        Assert.Equal(flat.Volts - 0.3, flat.MotorVolts);
        Assert.True(flat.MotorVolts < Reference.RatedVolts);
    }

    [Fact]
    public void It_charges_from_a_fifth_to_four_fifths_in_the_time_its_current_takes()
    {
        var battery = new Battery(Reference, 0.2);
        var seconds = 0;
        while (battery.Charge < 0.8 && seconds < 86_400)
        {
            battery.Step(Reference.IdleCurrent, 1, charging: true);
            seconds++;
        }
        // 1.2 Ah at 2 A less the 0.12 A the car takes meanwhile.
        Assert.Equal(1.2 / (2.0 - 0.12) * 3600, seconds, 1.0);
    }

    [Fact]
    public void It_fills_up_and_is_never_held_above_its_full_voltage()
    {
        var battery = new Battery(Reference, 0.7);
        for (var second = 0; second < 3 * 3600; second++)
        {
            var before = battery.Charge;
            battery.Step(Reference.IdleCurrent, 1, charging: true);
            Assert.True(battery.Charge >= before);
            // What one second at full current lifts it by is all it overshoots.
            Assert.True(battery.Volts <= Reference.ChargerVolts + 0.001);
        }
        Assert.Equal(1, battery.Charge, 0.001);
        Assert.Equal(Reference.ChargerVolts, battery.Volts, 0.005);
    }

    [Fact]
    public void A_driving_car_empties_its_pack_faster_than_a_standing_one_and_a_start_makes_it_sag()
    {
        var (driving, standing) = (new TestBody(charge: 0.6), new TestBody(charge: 0.6));
        var lowest = double.MaxValue;
        driving.Drive(0.45, 0, 0.5, () => lowest = Math.Min(lowest, driving.Body.Battery.Volts));
        standing.Drive(0, 0, 0.5);
        Assert.True(lowest < standing.Body.Battery.Volts - 0.01);
        for (var lap = 0; lap < 60; lap++)
        {
            driving.Drive(0.45, 0, 1);
            driving.Drive(0, 0, 1);
        }
        standing.Drive(0, 0, 120);
        Assert.Equal(0.6 - Reference.IdleCurrent * 120.5 / 3600 / Reference.BatteryCapacityAmpereHours, standing.Body.Battery.Charge, 1e-5);
        Assert.True(driving.Body.Battery.Charge < standing.Body.Battery.Charge);
    }
}
