using Pixelopolis.City;

namespace Pixelopolis.Fleet.Routing;

/// <summary>Seconds that edges take at the speed that the map, the car and the curvature allow.</summary>
public sealed class TravelTimes(double carSpeed, double turnRate)
{
    private const double Step = 0.02;
    private const double Crawl = 0.05;

    /// <summary>m/s at <paramref name="s"/> metres along.</summary>
    public double SpeedAt(Edge edge, double s)
    {
        var curvature = Math.Abs(edge.Curve.CurvatureAt(s));
        var speed = Math.Min(edge.MaxSpeed, carSpeed);
        return Math.Max(Crawl, curvature > 1e-6 ? Math.Min(speed, turnRate / curvature) : speed);
    }

    /// <summary>Seconds from <paramref name="from"/> metres along to the end.</summary>
    public double Seconds(Edge edge, double from = 0)
    {
        var length = edge.Length - from;
        if (length <= 0) return 0;
        var pieces = Math.Max(1, (int)Math.Ceiling(length / Step));
        var seconds = 0.0;
        for (var i = 0; i < pieces; i++) seconds += length / pieces / SpeedAt(edge, from + (i + 0.5) * length / pieces);
        return seconds;
    }
}
