namespace Pixelopolis.City.Geometry;

/// <summary>Angles in radians, kept in [−π, π].</summary>
public static class Angle
{
    public static double Wrap(double radians) => Math.IEEERemainder(radians, 2 * Math.PI);

    public static double Difference(double a, double b) => Wrap(a - b);

    public static double Degrees(double radians) => radians * (180 / Math.PI);

    public static double FromDegrees(double degrees) => degrees * (Math.PI / 180);
}
