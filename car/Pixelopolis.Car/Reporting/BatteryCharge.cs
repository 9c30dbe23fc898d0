namespace Pixelopolis.Car.Reporting;

/// <summary>
/// Charge of two lithium cells in series by their voltage at light load: the usual discharge curve, 3.0 V to 4.2 V a cell, in straight
/// pieces. Under load it reads a little low, which errs on the safe side.
/// </summary>
public static class BatteryCharge
{
    private static readonly (double Volts, double Percent)[] Curve =
    [
        (6.00, 0), (6.60, 3), (6.90, 7), (7.10, 12), (7.26, 22), (7.40, 38), (7.50, 48), (7.60, 57), (7.74, 67), (7.90, 77), (8.10, 89), (8.40, 100),
    ];

    /// <summary>0 to 100.</summary>
    public static double Percent(double volts)
    {
        if (!(volts > Curve[0].Volts)) return 0;
        for (var i = 1; i < Curve.Length; i++)
        {
            var (low, high) = (Curve[i - 1], Curve[i]);
            if (volts <= high.Volts) return low.Percent + (volts - low.Volts) / (high.Volts - low.Volts) * (high.Percent - low.Percent);
        }
        return 100;
    }
}
