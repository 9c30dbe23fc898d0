namespace Pixelopolis.Car.Localization;

/// <summary>
/// Where the car believes it is on its route: metres along, metres left of the lane's centre line, radians off its heading;
/// what it believes of its wheels (scale error, and yaw per metre that the encoders miss); and standard deviations.
/// </summary>
public readonly record struct RouteEstimate(
    double S, double Left, double Heading, double Scale, double YawBias, double DeviationS, double DeviationLeft, double DeviationHeading)
{
    /// <summary>Metres: the true place is this near in 99 of 100 cases, if the errors are as modelled (VDA 5050 deviationRange).</summary>
    public double DeviationRange => 2.6 * Math.Sqrt(DeviationS * DeviationS + DeviationLeft * DeviationLeft + 2 * Systematic * Systematic);

    /// <summary>Metres each way that no filter sees, because it errs alike in every frame: the map, the camera's mount, the age of the wheels' status.</summary>
    private const double Systematic = 0.006;

    /// <summary>Metres that it may be farther along the road than it believes, in 99 of 100 cases.</summary>
    public double DeviationAlong => 2.6 * DeviationS;

    /// <summary>How likely the car is somewhere else altogether, 0..1: what the deviations cannot tell.</summary>
    public double Doubt { get; init; }

    /// <summary>0..1 (VDA 5050 localizationScore): 1 is certain, 0.5 is where the deviation range is a lane's half width, 0 is lost.</summary>
    public double Score => (1 - Doubt) / (1 + DeviationRange / 0.125 * (DeviationRange / 0.125));
}
