using Pixelopolis.City;
using Pixelopolis.Sim;

namespace Pixelopolis.Drives.Teacher;

/// <summary>A wander through a city: at every node any edge on, seldom-driven ones first, so that a few metres see much of the map.</summary>
public static class RandomRoute
{
    public static List<Edge> Wander(CityMap map, SimRandom chance, double metres, Edge? start = null)
    {
        var driven = new Dictionary<string, int>(StringComparer.Ordinal);
        var edge = start ?? map.Edges[chance.Below(map.Edges.Count)];
        var route = new List<Edge> { edge };
        for (var length = edge.Length; length < metres; length += edge.Length)
        {
            var next = map.From(edge.EndNodeId);
            if (next.Count == 0) break;
            var least = next.Min(e => driven.GetValueOrDefault(e.Id));
            var fresh = next.Where(e => driven.GetValueOrDefault(e.Id) == least).ToArray();
            edge = chance.Chance(0.7) ? fresh[chance.Below(fresh.Length)] : next[chance.Below(next.Count)];
            driven[edge.Id] = driven.GetValueOrDefault(edge.Id) + 1;
            route.Add(edge);
        }
        return route;
    }
}
