using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>The nodes and edges laid so far.</summary>
internal sealed class LaneNetwork
{
    private readonly List<Node> _nodes = [];
    private readonly List<Edge> _edges = [];
    private readonly Dictionary<string, Node> _byId = new(StringComparer.Ordinal);

    public IReadOnlyList<Node> Nodes => _nodes;

    public IReadOnlyList<Edge> Edges => _edges;

    public string AddNode(string id, Pose pose)
    {
        if (_byId.ContainsKey(id)) return id;
        var node = new Node(id, PathCurve.Rounded(pose.X), PathCurve.Rounded(pose.Y));
        _byId.Add(id, node);
        _nodes.Add(node);
        return id;
    }

    public void AddEdge(string id, string from, string to, RoadPath path, double speed)
    {
        var (start, end) = (_byId[from], _byId[to]);
        var nurbs = PathCurve.Of(path);
        var curve = nurbs is null ? LaneCurve.Straight(start.X, start.Y, end.X, end.Y) : LaneCurve.From(nurbs);
        _edges.Add(new Edge(id, from, to, speed, nurbs, curve));
    }

    public static string StopNode(string junctionId, string streetId) => $"{junctionId}-{streetId}-stop";

    public static string ExitNode(string junctionId, string streetId) => $"{junctionId}-{streetId}-exit";
}
