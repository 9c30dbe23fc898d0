using static Pixelopolis.City.Checking.MapFaultKind;

namespace Pixelopolis.City.Checking;

/// <summary>No node where a car gets stuck; every station reachable from every node, and every node from every station.</summary>
internal static class ReachabilityCheck
{
    private const int Named = 5;

    public static void Check(MapDraft draft, Dictionary<string, Node> nodes, FaultList faults)
    {
        var forward = Neighbours(draft, nodes, e => (e.StartNodeId, e.EndNodeId));
        var backward = Neighbours(draft, nodes, e => (e.EndNodeId, e.StartNodeId));
        foreach (var id in nodes.Keys)
            if (!forward.ContainsKey(id)) faults.Add(NodeDeadEnd, $"node {id}", $"no edge leads on from it: a car would be stuck there");
        foreach (var station in draft.Stations)
        {
            if (station.NodeIds.Count == 0 || !nodes.ContainsKey(station.NodeIds[0])) continue;
            Missing(Reached(station.NodeIds[0], backward), StationUnreachable, "cannot be reached from");
            Missing(Reached(station.NodeIds[0], forward), StationWithoutWayBack, "has no way back to");

            void Missing(HashSet<string> reached, MapFaultKind kind, string verb)
            {
                var missing = nodes.Keys.Where(id => !reached.Contains(id)).ToList();
                if (missing.Count == 0) return;
                var more = missing.Count > Named ? $" and {missing.Count - Named} more" : "";
                faults.Add(kind, $"station {station.Id}", $"it {verb} {string.Join(", ", missing.Take(Named))}{more}");
            }
        }
    }

    private static Dictionary<string, List<string>> Neighbours(MapDraft draft, Dictionary<string, Node> nodes, Func<DraftEdge, (string From, string To)> way)
    {
        var neighbours = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var edge in draft.Edges)
        {
            var (from, to) = way(edge);
            if (!nodes.ContainsKey(from) || !nodes.ContainsKey(to)) continue;
            if (!neighbours.TryGetValue(from, out var list)) neighbours[from] = list = [];
            list.Add(to);
        }
        return neighbours;
    }

    private static HashSet<string> Reached(string start, Dictionary<string, List<string>> neighbours)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { start };
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var id))
            foreach (var next in neighbours.GetValueOrDefault(id, []))
                if (reached.Add(next)) open.Enqueue(next);
        return reached;
    }
}
