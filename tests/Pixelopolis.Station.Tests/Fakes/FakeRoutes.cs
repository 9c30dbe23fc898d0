using Pixelopolis.City;

namespace Pixelopolis.Station.Tests.Fakes;

/// <summary>Shortest ways by length, so that the fake city's rides look like rides.</summary>
public static class FakeRoutes
{
    public static IReadOnlyList<string> Shortest(CityMap map, string fromNode, string toNode)
    {
        var best = new Dictionary<string, (double Metres, Edge? By)> { [fromNode] = (0, null) };
        var open = new PriorityQueue<string, double>([(fromNode, 0)]);
        while (open.TryDequeue(out var node, out var metres) && node != toNode)
            foreach (var edge in map.From(node))
                if (metres + edge.Length is var further && (!best.TryGetValue(edge.EndNodeId, out var known) || further < known.Metres))
                {
                    best[edge.EndNodeId] = (further, edge);
                    open.Enqueue(edge.EndNodeId, further);
                }
        var way = new List<string>();
        for (var at = toNode; best[at].By is { } by; at = by.StartNodeId) way.Insert(0, by.Id);
        return way;
    }
}
