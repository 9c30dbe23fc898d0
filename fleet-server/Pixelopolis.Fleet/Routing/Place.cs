using Pixelopolis.City.Geometry;

namespace Pixelopolis.Fleet.Routing;

/// <summary>Where a car is on the map: the edge its axle is on and metres along it. At a node it is at the end of an edge that leads there.</summary>
public readonly record struct Place(int Edge, double S);

/// <summary>Finds the place that a pose and a last node mean.</summary>
public sealed class PlaceFinder(RoadNetwork network)
{
    /// <summary>An axle this near to a node stands at it, metres.</summary>
    public const double AtNode = 0.10;

    /// <summary>An axle further from every lane than this is off the road, metres.</summary>
    private const double OffRoad = 0.20;
    private static readonly double Against = Angle.FromDegrees(60);

    /// <summary>The place, or null where the pose is on no lane. The last node decides between lanes that lie together.</summary>
    public Place? Find(Pose pose, string? lastNodeId)
    {
        var node = lastNodeId is { Length: > 0 } ? network.Map.FindNode(lastNodeId) : null;
        if (node is not null)
        {
            var away = Math.Sqrt(Square(pose.X - node.X) + Square(pose.Y - node.Y));
            if (away <= AtNode && EndingAt(node.Id, pose.Theta) is { } standing) return standing;
            if (Nearest(pose, edge => network[edge].StartNodeId == node.Id) is { } leaving) return leaving;
        }
        return Nearest(pose, _ => true) is { } place ? Snapped(place, pose) : null;
    }

    /// <summary>At the end of the edge into a node that best agrees with a heading.</summary>
    public Place? EndingAt(string nodeId, double theta)
    {
        Place? best = null;
        var turn = Against;
        for (var i = 0; i < network.Edges.Count; i++)
        {
            if (network[i].EndNodeId != nodeId) continue;
            var off = Math.Abs(Angle.Difference(network[i].Curve.End.Theta, theta));
            if (off < turn) (turn, best) = (off, new Place(i, network[i].Length));
        }
        return best;
    }

    /// <summary>The node a car at this place has passed last.</summary>
    public string LastNode(Place place) => place.S >= network[place.Edge].Length ? network[place.Edge].EndNodeId : network[place.Edge].StartNodeId;

    private Place? Nearest(Pose pose, Func<int, bool> among)
    {
        Place? best = null;
        var distance = OffRoad;
        for (var i = 0; i < network.Edges.Count; i++)
        {
            if (!among(i)) continue;
            var on = network[i].Curve.Project(pose.X, pose.Y);
            if (on.Distance >= distance || Math.Abs(Angle.Difference(on.Theta, pose.Theta)) > Against) continue;
            (distance, best) = (on.Distance, new Place(i, on.S));
        }
        return best;
    }

    private Place Snapped(Place place, Pose pose)
    {
        var edge = network[place.Edge];
        if (edge.Length - place.S <= AtNode) return new Place(place.Edge, edge.Length);
        return place.S <= AtNode && EndingAt(edge.StartNodeId, pose.Theta) is { } standing ? standing : place;
    }

    private static double Square(double v) => v * v;
}
