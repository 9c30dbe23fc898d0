namespace Pixelopolis.City;

/// <summary>How traffic signs are made, metres: what the simulator draws, what a printer prints, and what a car measures its distance by.</summary>
public static class SignStandard
{
    /// <summary>Of a plate's square.</summary>
    public const double Across = 0.08;

    /// <summary>From the ground to the plate's middle.</summary>
    public const double MiddleUp = 0.12;

    /// <summary>How far a plate reaches above and below its square's middle: an octagon, a triangle and a square fill it less than a disc does.</summary>
    public static (double Up, double Down) Reach(SignClass sign) => sign switch
    {
        SignClass.Stop => (0.9239 * Across / 2, 0.9239 * Across / 2),
        SignClass.Yield => (0.87 * Across / 2, 0.88 * Across / 2),
        SignClass.School or SignClass.TrafficSignals => (0.88 * Across / 2, 0.87 * Across / 2),
        SignClass.PedestrianCrossing or SignClass.Parking or SignClass.Hospital or SignClass.BusStop => (0.94 * Across / 2, 0.94 * Across / 2),
        _ => (Across / 2, Across / 2),
    };

    /// <summary>From a plate's lowest to its highest point.</summary>
    public static double Height(SignClass sign) => Reach(sign).Up + Reach(sign).Down;
}
