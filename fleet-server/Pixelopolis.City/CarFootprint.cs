namespace Pixelopolis.City;

/// <summary>
/// The reference car's outline on the ground, metres, seen from the middle of its drive axle (VDA 5050's kinematic centre).
/// Body 0.20 × 0.12 m, the axle 0.06 m behind the nose.
/// </summary>
public readonly record struct CarFootprint(double Front, double Rear, double HalfWidth)
{
    public static CarFootprint Reference => new(0.06, 0.14, 0.06);

    public CarFootprint Inflated(double sideways, double lengthwise) => new(Front + lengthwise, Rear + lengthwise, HalfWidth + sideways);
}
