using Pixelopolis.City.Geometry;

namespace Pixelopolis.City;

/// <summary>A place where edges meet, metres.</summary>
public sealed record Node(string Id, double X, double Y, string? Name = null);

/// <summary>One lane, driven from its start node to its end node; <see cref="Curve"/> is its centre line. Speed in m/s.</summary>
public sealed record Edge(string Id, string StartNodeId, string EndNodeId, double MaxSpeed, Nurbs? Trajectory, LaneCurve Curve)
{
    /// <summary>Metres.</summary>
    public double Length => Curve.Length;
}

/// <summary>What a station is for.</summary>
public enum StationKind { Destination, Charger, Parking }

/// <summary>A place a car can be sent to. Names are by language tag (en, ja, th, es, ar…).</summary>
public sealed record Station(string Id, string NodeId, StationKind Kind, IReadOnlyDictionary<string, string> Names);

/// <summary>A traffic sign: metres, radians (the way its face looks), and the node a car that sees it is approaching.</summary>
public sealed record Sign(string Id, SignClass Class, double X, double Y, double Theta, string NodeId);

/// <summary>The sixteen sign classes; their wire names are snake_case (<c>speed_limit_20</c>).</summary>
public enum SignClass
{
    Stop, Yield, PriorityRoad, NoEntry, SpeedLimit20, SpeedLimit30, TurnLeftAhead, TurnRightAhead, StraightAhead, Roundabout,
    PedestrianCrossing, School, Parking, Hospital, BusStop, TrafficSignals,
}

/// <summary>A box on the ground, metres: centre, width along x, depth along y.</summary>
public sealed record Building(double X, double Y, double Width, double Depth, double Height);

/// <summary>A city as its cars, server and simulator share it: one LIF layout with the Pixelopolis extension, already checked.</summary>
public sealed class CityMap
{
    private readonly Dictionary<string, Node> _nodes;
    private readonly Dictionary<string, Edge> _edges;
    private readonly Dictionary<string, Station> _stations;
    private readonly Dictionary<string, Edge[]> _from;
    private readonly Dictionary<string, Edge[]> _into;

    public CityMap(string id, string name, string version, double laneWidth, IReadOnlyList<Node> nodes, IReadOnlyList<Edge> edges,
        IReadOnlyList<Station> stations, IReadOnlyList<Sign> signs, IReadOnlyList<Building> buildings)
    {
        (Id, Name, Version, LaneWidth) = (id, name, version, laneWidth);
        (Nodes, Edges, Stations, Signs, Buildings) = (nodes, edges, stations, signs, buildings);
        _nodes = nodes.ToDictionary(n => n.Id, StringComparer.Ordinal);
        _edges = edges.ToDictionary(e => e.Id, StringComparer.Ordinal);
        _stations = stations.ToDictionary(s => s.Id, StringComparer.Ordinal);
        _from = edges.GroupBy(e => e.StartNodeId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        _into = edges.GroupBy(e => e.EndNodeId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The LIF layout's id; VDA 5050's mapId.</summary>
    public string Id { get; }
    public string Name { get; }
    public string Version { get; }

    /// <summary>Metres.</summary>
    public double LaneWidth { get; }
    public IReadOnlyList<Node> Nodes { get; }
    public IReadOnlyList<Edge> Edges { get; }
    public IReadOnlyList<Station> Stations { get; }
    public IReadOnlyList<Sign> Signs { get; }
    public IReadOnlyList<Building> Buildings { get; }

    public Node Node(string id) => _nodes[id];
    public Edge Edge(string id) => _edges[id];
    public Station Station(string id) => _stations[id];
    public Node? FindNode(string id) => _nodes.GetValueOrDefault(id);
    public Edge? FindEdge(string id) => _edges.GetValueOrDefault(id);
    public Station? FindStation(string id) => _stations.GetValueOrDefault(id);

    /// <summary>The edges that start at a node.</summary>
    public IReadOnlyList<Edge> From(string nodeId) => _from.GetValueOrDefault(nodeId, []);

    /// <summary>The edges that end at a node.</summary>
    public IReadOnlyList<Edge> Into(string nodeId) => _into.GetValueOrDefault(nodeId, []);
}
