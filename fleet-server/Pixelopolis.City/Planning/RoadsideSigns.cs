using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>Stands signs at the right kerb, where no car drives and no other sign stands, facing who comes. Metres.</summary>
internal sealed class RoadsideSigns(CityMap map)
{
    /// <summary>From the lane's centre line to the sign's middle.</summary>
    private const double Aside = 0.17;

    private const double LeastClearance = 0.15;
    private const double LeastApart = 0.15;
    private const double Step = 0.02;

    /// <summary>Before the middle of a stop line.</summary>
    private const double BeforeStopLine = 0.12;

    private readonly LaneClearance _road = new(map);
    private readonly List<Sign> _signs = [];

    public IReadOnlyList<Sign> All => _signs;

    /// <summary>A sign before a stop line, for the node where cars wait.</summary>
    public void Before(string nodeId, SignClass sign)
    {
        var edge = map.Into(nodeId)[0];
        Along(edge, edge.Length + RoadMarkings.StopLineAhead - BeforeStopLine, -Step, 12, nodeId, sign);
    }

    /// <summary>A sign beside a node, for cars that come to it.</summary>
    public void Beside(string nodeId, SignClass sign)
    {
        var edge = map.Into(nodeId)[0];
        Along(edge, edge.Length + 0.05, -Step, 12, nodeId, sign);
    }

    /// <summary>A sign soon after a node, for the next node on the way.</summary>
    public void After(string nodeId, SignClass sign, Edge? way = null)
    {
        var edge = way ?? map.From(nodeId)[0];
        Along(edge, 0.05, Step, 6, edge.EndNodeId, sign);
    }

    /// <summary>A sign at the end of a one-way lane, facing away from its cars, for those that come from the other side to <paramref name="seenFrom"/>.</summary>
    public void AtMouth(string laneEndNodeId, string seenFrom, SignClass sign)
    {
        var end = map.Into(laneEndNodeId)[0].Curve.End;
        for (var i = 0; i < 8; i++)
        {
            var (x, y) = end.Ahead(-0.03 - i * Step, Aside);
            if (TryAdd(x, y, end.Theta, seenFrom, sign)) return;
        }
    }

    private void Along(Edge edge, double from, double step, int tries, string nodeId, SignClass sign)
    {
        for (var i = 0; i < tries; i++)
        {
            var pose = edge.Curve.At(from + i * step);
            var (x, y) = pose.Ahead(0, -Aside);
            if (TryAdd(x, y, Angle.Wrap(pose.Theta + Math.PI), nodeId, sign)) return;
        }
    }

    private bool TryAdd(double x, double y, double theta, string nodeId, SignClass sign)
    {
        if (!_road.IsClear(x, y, 0, 0, LeastClearance)) return false;
        if (_signs.Exists(s => Math.Abs(s.X - x) < LeastApart && Math.Abs(s.Y - y) < LeastApart)) return false;
        _signs.Add(new Sign($"sign-{_signs.Count + 1}", sign, PathCurve.Rounded(x), PathCurve.Rounded(y), Math.Clamp(PathCurve.Rounded(theta), -3.141592, 3.141592), nodeId));
        return true;
    }
}
