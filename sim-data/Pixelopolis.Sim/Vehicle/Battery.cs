namespace Pixelopolis.Sim.Vehicle;

/// <summary>Four NiMH cells in line: a flat discharge curve with a knee at both ends, sagging under load.</summary>
public sealed class Battery(VehicleParameters parameters, double charge = 1.0)
{
    // Volts of four cells at rest by state of charge, a typical NiMH curve.
    private static readonly (double Charge, double Volts)[] Curve =
        [(0.0, 4.0), (0.05, 4.5), (0.1, 4.72), (0.3, 4.92), (0.6, 5.04), (0.85, 5.2), (0.95, 5.4), (1.0, 5.6)];

    /// <summary>0..1.</summary>
    public double Charge { get; private set; } = charge;

    /// <summary>At the terminals, under the load of the last step.</summary>
    public double Volts { get; private set; } = AtRest(charge);

    public void Step(double amperes, double dt)
    {
        Charge = Math.Clamp(Charge - amperes * dt / 3600 / parameters.BatteryCapacityAmpereHours, 0, 1);
        Volts = AtRest(Charge) - Math.Max(0, amperes) * parameters.BatteryResistanceOhms;
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
