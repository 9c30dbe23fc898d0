using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Decision;

/// <summary>One edge of a route, from <see cref="From"/> to <see cref="To"/> metres along it.</summary>
public sealed record RouteLeg(Edge Edge, Intent Intent, StopLine? StopLine, double From, double To);

/// <summary>
/// The centre line a car is to drive, edge after edge, by arc length from its first node. Read every frame; reading allocates nothing.
/// </summary>
public sealed class RoutePath
{
    /// <summary>A turn's intent holds until this far before its end, where the lane to follow fills the picture.</summary>
    public const double IntentEndsBefore = 0.10;
    private readonly RouteLeg[] _legs;

    public RoutePath(IEnumerable<Edge> edges, Intersections intersections)
    {
        var s = 0.0;
        _legs = [.. edges.Select(e => new RouteLeg(e, intersections.IntentOf(e.Id), intersections.StopLineAtEndOf(e.Id), s, s += e.Length))];
        if (_legs.Length == 0) throw new ArgumentException("a path needs at least one edge");
        Length = s;
    }

    public ReadOnlySpan<RouteLeg> Legs => _legs;

    /// <summary>Metres.</summary>
    public double Length { get; }

    public int LegIndexAt(double s)
    {
        var i = 0;
        while (i < _legs.Length - 1 && s >= _legs[i].To) i++;
        return i;
    }

    public Pose At(double s)
    {
        var leg = _legs[LegIndexAt(s)];
        return leg.Edge.Curve.At(s - leg.From);
    }

    /// <summary>1/m, positive to the left, averaged over four centimetres so that a kink between edges does not shout.</summary>
    public double CurvatureAt(double s) => Angle.Difference(At(s + 0.02).Theta, At(s - 0.02).Theta) / 0.04;

    /// <summary>The lane model's output to steer by: a turn from when the point steered at enters it until shortly before its end.</summary>
    public Intent IntentAt(double s)
    {
        foreach (var leg in _legs)
            if (leg.Intent != Intent.Follow && s >= leg.From - SteeringScale.LookAhead && s < leg.To - IntentEndsBefore) return leg.Intent;
        return Intent.Follow;
    }

    /// <summary>The curvature to steer from a place beside the path (metres to its left, radians off its heading) to the point ahead on it.</summary>
    public double PursuitCurvature(double s, double left = 0, double heading = 0)
    {
        var (forward, side) = LookAheadPoint(s, left, heading);
        return SteeringScale.CurvatureTo(forward, side);
    }

    /// <summary>The point steered at, metres ahead of and to the left of a car at that place.</summary>
    public (double Forward, double Left) LookAheadPoint(double s, double left, double heading)
    {
        var on = At(s);
        var (x, y) = on.Ahead(0, left);
        var target = At(s + SteeringScale.LookAhead);
        return new Pose(x, y, on.Theta + heading).Local(target.X, target.Y);
    }

    /// <summary>The nearest place on the path to a point, searched between two distances along it.</summary>
    public Projection Project(double x, double y, double from = 0, double to = double.PositiveInfinity)
    {
        var best = default(Projection) with { Distance = double.PositiveInfinity };
        foreach (var leg in _legs)
        {
            if (leg.To < from || leg.From > to) continue;
            var p = leg.Edge.Curve.Project(x, y, from - leg.From, to - leg.From);
            if (p.Distance < best.Distance) best = p with { S = p.S + leg.From };
        }
        return best;
    }
}
