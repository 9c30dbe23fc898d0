namespace Pixelopolis.City;

/// <summary>The paint on the road, metres: what the simulator draws and what a car measures itself by.</summary>
public static class RoadMarkings
{
    public const double EdgeLineWidth = 0.01;
    public const double CentreDashLength = 0.08;
    public const double CentreDashGap = 0.08;
    public const double StopLineThickness = 0.03;

    /// <summary>From the node where the car's axle stops to the middle of the painted stop line: the nose (0.06 m) stays just short of it.</summary>
    public const double StopLineAhead = 0.085;
}
