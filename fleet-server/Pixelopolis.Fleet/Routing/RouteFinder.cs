namespace Pixelopolis.Fleet.Routing;

/// <summary>Edges in driving order and the seconds they take.</summary>
public sealed record Route(IReadOnlyList<int> Edges, double Seconds)
{
    public static Route None { get; } = new([], 0);
}

/// <summary>
/// Shortest paths by travel time (Dijkstra over edges, because the way on depends on the lane one came by). Equal costs are
/// decided by the map's order of edges, so that the same question has the same answer.
/// </summary>
public sealed class RouteFinder(RoadNetwork network)
{
    /// <summary>
    /// The quickest way from a place to a node, over at least one edge; null where there is none.
    /// </summary>
    /// <param name="from">A car within an edge finishes it first, and the route begins with that edge.</param>
    /// <param name="toNodeId">The node to stand at.</param>
    /// <param name="extra">Seconds added to an edge, infinity for one not to be used.</param>
    public Route? Find(Place from, string toNodeId, Func<int, double>? extra = null)
    {
        var count = network.Edges.Count;
        var cost = new double[count];
        var via = new int[count];
        Array.Fill(cost, double.PositiveInfinity);
        Array.Fill(via, -1);
        var queue = new PriorityQueue<int, (double Cost, int Edge)>();
        if (from.S < network[from.Edge].Length) Reach(from.Edge, -1, network.Times.Seconds(network[from.Edge], from.S), free: true);
        else foreach (var edge in network.Next(from.Edge)) Reach(edge, -1, network.Seconds(edge));
        while (queue.TryDequeue(out var edge, out var priority))
        {
            if (priority.Cost > cost[edge]) continue;
            if (network[edge].EndNodeId == toNodeId) return Back(edge);
            foreach (var next in network.Next(edge)) Reach(next, edge, cost[edge] + network.Seconds(next));
        }
        return null;

        void Reach(int edge, int by, double seconds, bool free = false)
        {
            if (!free && extra is not null) seconds += extra(edge);
            if (!(seconds < cost[edge])) return;
            (cost[edge], via[edge]) = (seconds, by);
            queue.Enqueue(edge, (seconds, edge));
        }

        Route Back(int last)
        {
            var edges = new List<int>();
            for (var edge = last; edge >= 0; edge = via[edge]) edges.Add(edge);
            edges.Reverse();
            return new Route(edges, cost[last]);
        }
    }
}
