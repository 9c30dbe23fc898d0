namespace Pixelopolis.City.Sweeping;

/// <summary>How far it is along the road from one edge's end to another's start, as long as that is shorter than a limit. Metres.</summary>
internal sealed class FollowingDistance
{
    private readonly Dictionary<string, double>[] _from;
    private readonly CityMap _map;

    public FollowingDistance(CityMap map, double limit)
    {
        (_map, Limit) = (map, limit);
        var byNode = map.Nodes.ToDictionary(n => n.Id, n => Reached(map, n.Id, limit), StringComparer.Ordinal);
        _from = [.. map.Edges.Select(e => byNode[e.EndNodeId])];
    }

    public double Limit { get; }

    /// <summary>Infinite where the way is longer than the limit.</summary>
    public double Between(int a, int b) => _from[a].GetValueOrDefault(_map.Edges[b].StartNodeId, double.PositiveInfinity);

    private static Dictionary<string, double> Reached(CityMap map, string start, double limit)
    {
        var reached = new Dictionary<string, double>(StringComparer.Ordinal) { [start] = 0 };
        var open = new PriorityQueue<string, double>([(start, 0)]);
        while (open.TryDequeue(out var node, out var distance))
        {
            if (distance > reached[node]) continue;
            foreach (var edge in map.From(node))
            {
                var next = distance + edge.Length;
                if (next > limit || next >= reached.GetValueOrDefault(edge.EndNodeId, double.PositiveInfinity)) continue;
                reached[edge.EndNodeId] = next;
                open.Enqueue(edge.EndNodeId, next);
            }
        }
        return reached;
    }
}
