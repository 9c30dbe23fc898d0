namespace Pixelopolis.Sim.Vehicle;

/// <summary>Two lithium cells in line, sagging under load; the motors behind a 5 V regulator.</summary>
public sealed class Battery(VehicleParameters parameters, double charge = 1.0)
{
    // Volts of two cells at rest by state of charge, a typical lithium-ion curve.
    private static readonly (double Charge, double Volts)[] Curve =
        [(0.0, 6.0), (0.05, 6.7), (0.1, 7.0), (0.3, 7.3), (0.5, 7.5), (0.8, 7.95), (1.0, 8.4)];

    /// <summary>0..1.</summary>
    public double Charge { get; private set; } = charge;

    /// <summary>At the terminals, under the load, or on the charger, of the last step.</summary>
    public double Volts { get; private set; } = AtRest(charge);

    /// <summary>What the regulator leaves for the motors.</summary>
    public double MotorVolts => Math.Min(parameters.RatedVolts, Volts - 0.3);

    /// <param name="amperes">Drawn by the car.</param>
    /// <param name="dt">Seconds.</param>
    /// <param name="charging">A charger feeds the pack and the car: its full current until its voltage is reached, then what holds that voltage.</param>
    public void Step(double amperes, double dt, bool charging = false)
    {
        var fed = charging ? Math.Clamp((parameters.ChargerVolts - AtRest(Charge)) / parameters.BatteryResistanceOhms + amperes, 0, parameters.ChargerCurrent) : 0;
        var drawn = amperes - fed;
        Charge = Math.Clamp(Charge - drawn * dt / 3600 / parameters.BatteryCapacityAmpereHours, 0, 1);
        Volts = AtRest(Charge) - drawn * parameters.BatteryResistanceOhms;
    }

    private static double AtRest(double charge)
    {
        for (var i = 1; i < Curve.Length; i++)
            if (charge <= Curve[i].Charge)
            {
                var (a, b) = (Curve[i - 1], Curve[i]);
                return a.Volts + (charge - a.Charge) / (b.Charge - a.Charge) * (b.Volts - a.Volts);
            }
        return Curve[^1].Volts;
    }
}
