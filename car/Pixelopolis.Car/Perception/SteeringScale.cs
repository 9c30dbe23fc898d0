namespace Pixelopolis.Car.Perception;

/// <summary>
/// Between the steering a lane model speaks (+1 = full right) and the geometry behind it. Steering is the curvature of the arc
/// from the axle to the lane's centre <see cref="LookAhead"/> metres on (pure pursuit; Coulter, CMU-RI-TR-92-01).
/// </summary>
public static class SteeringScale
{
    /// <summary>Metres from the axle to the point steered at; well inside what the bottom quarter shows.</summary>
    public const double LookAhead = 0.22;

    /// <summary>1/m at full steering: a circle of 0.125 m radius.</summary>
    public const double FullCurvature = 8;

    /// <summary>1/m, positive to the left.</summary>
    public static double Curvature(double steering) => -steering * FullCurvature;

    public static double Steering(double curvature) => Math.Clamp(-curvature / FullCurvature, -1, 1);

    /// <summary>The arc's curvature to a point that many metres ahead and to the left of the axle.</summary>
    public static double CurvatureTo(double forward, double left) => 2 * left / (forward * forward + left * left);
}
