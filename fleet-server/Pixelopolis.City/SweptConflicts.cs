using Pixelopolis.City.Sweeping;

namespace Pixelopolis.City;

/// <summary>
/// Which edges cannot be driven at the same time: the swept shapes of cars on them touch. Edges that leave one node, or that
/// lead into one, conflict. Edges that only follow each other along a lane do not: there a car is kept off the one before it
/// by the road that one still stands on, its tail included.
/// </summary>
public sealed class SweptConflicts
{
    /// <summary>Added to each side of the car, metres: more, and the two lanes of a bend would conflict.</summary>
    public const double SidewaysMargin = 0.03;

    private readonly Dictionary<string, string[]> _with = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _pairs = [];

    private SweptConflicts() { }

    /// <param name="footprint">
    /// The car's own outline, lengthened by its deviation range where it reports one; <see cref="SidewaysMargin"/> is added here.
    /// </param>
    public static SweptConflicts Of(CityMap map, CarFootprint footprint)
    {
        var conflicts = new SweptConflicts();
        var found = SweptPairs.Touching(map, footprint.Inflated(SidewaysMargin, 0));
        var with = map.Edges.Select(_ => new List<string>()).ToArray();
        foreach (var (a, b) in found)
        {
            with[a].Add(map.Edges[b].Id);
            with[b].Add(map.Edges[a].Id);
            conflicts._pairs.Add((map.Edges[a].Id, map.Edges[b].Id));
            conflicts._pairs.Add((map.Edges[b].Id, map.Edges[a].Id));
        }
        for (var i = 0; i < with.Length; i++) conflicts._with[map.Edges[i].Id] = [.. with[i]];
        return conflicts;
    }

    /// <summary>The edges that conflict with an edge, itself not among them, in the map's order.</summary>
    public IReadOnlyList<string> With(string edgeId) => _with.GetValueOrDefault(edgeId, []);

    public bool Between(string a, string b) => a == b || _pairs.Contains((a, b));
}
