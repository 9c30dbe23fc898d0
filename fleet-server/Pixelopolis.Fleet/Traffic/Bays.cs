using Pixelopolis.City;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>A parking or charging station: where a car stands in it, and the bays further on in the same lane, which are to be filled first.</summary>
internal sealed record Bay(string StationId, string NodeId, bool Charger, IReadOnlyList<string> Ahead);

/// <summary>The bays of a city, and the lanes they are in, which are no thoroughfare.</summary>
internal sealed class Bays
{
    /// <summary>Seconds that driving through a bay's lane counts extra, per edge: another way is taken unless it is much longer.</summary>
    public const double ThroughPenalty = 20;

    private readonly Dictionary<string, Bay> _byNode = new(StringComparer.Ordinal);
    private readonly HashSet<int> _lanes = [];

    public Bays(RoadNetwork network)
    {
        var stations = network.Map.Stations.Where(s => s.Kind != StationKind.Destination).ToArray();
        var nodes = stations.Select(s => s.NodeId).ToHashSet(StringComparer.Ordinal);
        foreach (var station in stations)
        {
            var ahead = new List<string>();
            foreach (var edge in Lane(network, station.NodeId, forward: true))
            {
                _lanes.Add(edge);
                if (nodes.Contains(network[edge].EndNodeId)) ahead.Add(network[edge].EndNodeId);
            }
            _lanes.UnionWith(Lane(network, station.NodeId, forward: false));
            _byNode[station.NodeId] = new Bay(station.Id, station.NodeId, station.Kind == StationKind.Charger, ahead);
        }
        // A city whose destinations lie in such a lane lets its visitors through.
        _lanes.RemoveWhere(edge => network.Map.Stations.Any(s => s.Kind == StationKind.Destination && s.NodeId == network[edge].EndNodeId));
    }

    public IReadOnlyCollection<Bay> All => _byNode.Values;

    public Bay? At(string nodeId) => _byNode.GetValueOrDefault(nodeId);

    public double Penalty(int edge) => _lanes.Contains(edge) ? ThroughPenalty : 0;

    /// <summary>The edges from a node on, or up to it, without a choice of way and outside intersections.</summary>
    private static IEnumerable<int> Lane(RoadNetwork network, string nodeId, bool forward)
    {
        var seen = new HashSet<int>();
        for (var node = nodeId; ;)
        {
            var edges = forward ? network.Map.From(node) : network.Map.Into(node);
            if (edges.Count != 1) yield break;
            var edge = network.IndexOf(edges[0].Id);
            if (network.InIntersection(edge) || !seen.Add(edge)) yield break;
            yield return edge;
            node = forward ? edges[0].EndNodeId : edges[0].StartNodeId;
        }
    }
}
