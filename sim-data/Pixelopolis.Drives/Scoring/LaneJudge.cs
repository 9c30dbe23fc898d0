using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Drives.Scoring;

/// <summary>
/// Watches one car's true pose against the lanes: lateral error, and departures: a wheel more than 2 cm past the lane's edge line outside
/// intersections, or off the road altogether. Scores only; no car is told.
/// </summary>
public sealed class LaneJudge(CityMap map, Intersections intersections)
{
    private const double WheelAside = 0.055;
    private const double Tolerance = 0.02;
    private readonly List<double> _lane = [];
    private readonly List<double> _turn = [];
    private bool _out;

    public int Departures { get; private set; }

    /// <summary>Those of them on straight lanes outside intersections.</summary>
    public int StraightDepartures { get; private set; }

    public bool IsOut => _out;

    public double LateralErrorP95 => Percentile(_lane, 0.95);

    public double IntersectionErrorP95 => Percentile(_turn, 0.95);

    public IReadOnlyList<double> LaneErrors => _lane;

    public IReadOnlyList<double> TurnErrors => _turn;

    /// <summary>One look. <paramref name="left"/> is metres left of the centre line of <paramref name="edge"/>, which the car is driving.</summary>
    public void Watch(Pose axle, Edge edge, double left, double heading)
    {
        var inIntersection = intersections.Containing(edge.Id) is not null;
        (inIntersection ? _turn : _lane).Add(Math.Abs(left));
        var outside = inIntersection ? OffRoad(axle, WheelAside) || OffRoad(axle, -WheelAside)
            : Math.Abs(left) + WheelAside * Math.Cos(heading) > map.LaneWidth / 2 + Tolerance;
        if (outside && !_out)
        {
            Departures++;
            if (!inIntersection && edge.Trajectory is null) StraightDepartures++;
        }
        _out = outside;
    }

    public void Begin()
    {
        _lane.Clear();
        _turn.Clear();
        (Departures, StraightDepartures, _out) = (0, 0, false);
    }

    public static double Percentile(IReadOnlyList<double> values, double p)
    {
        if (values.Count == 0) return 0;
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(p * sorted.Length))];
    }

    private bool OffRoad(Pose axle, double aside)
    {
        var (x, y) = axle.Ahead(0, aside);
        foreach (var edge in map.Edges)
        {
            var middle = edge.Curve.At(edge.Length / 2);
            if (Math.Abs(middle.X - x) + Math.Abs(middle.Y - y) > edge.Length + map.LaneWidth * 2) continue;
            if (edge.Curve.Project(x, y).Distance <= map.LaneWidth / 2 + Tolerance) return false;
        }
        return true;
    }
}
