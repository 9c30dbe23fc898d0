namespace Pixelopolis.City;

/// <summary>Which edges cannot be driven at the same time: the swept shapes of cars on them touch.</summary>
public sealed class SweptConflicts
{
    private readonly Dictionary<string, string[]> _with = new(StringComparer.Ordinal);

    public static SweptConflicts Of(CityMap map, CarFootprint footprint) => new();

    /// <summary>The edges that conflict with an edge, itself not among them.</summary>
    public IReadOnlyList<string> With(string edgeId) => _with.GetValueOrDefault(edgeId, []);

    public bool Between(string a, string b) => a == b || With(a).Contains(b);
}
