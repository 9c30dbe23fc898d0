namespace Pixelopolis.City;

/// <summary>Gathers edges that conflict, directly or through others, into intersections.</summary>
internal static class IntersectionGroups
{
    /// <returns>In the order of the map's edges.</returns>
    public static List<Intersection> Of(CityMap map, SweptConflicts conflicts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<Intersection>();
        foreach (var edge in map.Edges)
            if (conflicts.With(edge.Id).Count > 0 && !seen.Contains(edge.Id))
                all.Add(Intersection(map, all.Count, Group(edge.Id, conflicts, seen)));
        return all;
    }

    private static HashSet<string> Group(string first, SweptConflicts conflicts, HashSet<string> seen)
    {
        var group = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([first]);
        while (open.TryPop(out var id))
        {
            if (!seen.Add(id)) continue;
            group.Add(id);
            foreach (var other in conflicts.With(id)) open.Push(other);
        }
        return group;
    }

    private static Intersection Intersection(CityMap map, int index, HashSet<string> group)
    {
        var edges = map.Edges.Where(e => group.Contains(e.Id)).ToList();
        var entries = edges.Select(e => e.StartNodeId).Distinct(StringComparer.Ordinal)
            .Where(node => map.Into(node).Any(e => !group.Contains(e.Id))).ToList();
        var middles = edges.ConvertAll(e => e.Curve.At(e.Length / 2));
        return new Intersection(index, edges.ConvertAll(e => e.Id), entries, middles.Average(m => m.X), middles.Average(m => m.Y));
    }
}
