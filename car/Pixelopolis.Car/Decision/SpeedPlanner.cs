using Pixelopolis.Car.Localization;
using Pixelopolis.City;

namespace Pixelopolis.Car.Decision;

/// <summary>The speed for a place on a route: the map's limits and bends ahead, and a stop at the end of what is released.</summary>
public sealed class SpeedPlanner(DecisionOptions options)
{
    private const double Step = 0.03;

    /// <summary>m/s that the road allows at <paramref name="s"/>, looking ahead as far as braking takes.</summary>
    public double RoadSpeed(RoutePath path, double s)
    {
        var allowed = options.CruiseSpeed;
        var horizon = options.CruiseSpeed * options.CruiseSpeed / (2 * options.Deceleration) + options.CruiseSpeed * options.ResponseTime;
        for (var ahead = 0.0; ahead <= horizon; ahead += Step)
        {
            var at = s + ahead;
            var leg = path.Legs[path.LegIndexAt(at)];
            var limit = Math.Min(leg.Edge.MaxSpeed, options.BendYawRate / Math.Max(1e-3, Math.Abs(path.CurvatureAt(at))));
            var room = Math.Max(0, ahead - options.CruiseSpeed * options.ResponseTime);
            allowed = Math.Min(allowed, Math.Sqrt(limit * limit + 2 * options.Deceleration * room));
        }
        return allowed;
    }

    /// <summary>m/s for how sure the car is of its place: slower below a score, and the slower the likelier it is somewhere else.</summary>
    public double SureSpeed(in RouteEstimate at)
    {
        var sure = Math.Min(1, at.Score / options.SlowBelowScore) * (1 - at.Doubt);
        return options.UnsureSpeed + (options.CruiseSpeed - options.UnsureSpeed) * Math.Max(0, sure);
    }

    /// <summary>m/s with which the car can still stop <paramref name="remaining"/> metres on; zero when it is there.</summary>
    public double StopSpeed(double remaining, double speed)
    {
        if (remaining <= options.StopWithin) return 0;
        var room = Math.Max(0, remaining - speed * options.ResponseTime);
        return Math.Max(options.CreepSpeed, Math.Sqrt(2 * options.Deceleration * room));
    }
}
