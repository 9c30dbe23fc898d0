using Pixelopolis.City.Checking;
using static Pixelopolis.City.Checking.MapFaultKind;

namespace Pixelopolis.City.Lif;

/// <summary>A layout's object <c>pixelopolis</c>: what LIF has no words for. All of it may be left out.</summary>
internal sealed record LifExtension(double LaneWidth, IReadOnlyDictionary<string, StationKind> Kinds, IReadOnlyDictionary<string, Dictionary<string, string>> Names,
    IReadOnlyList<Sign> Signs, IReadOnlyList<Building> Buildings)
{
    public static LifExtension Read(LifElement? given, FaultList faults)
    {
        var kinds = new Dictionary<string, StationKind>(StringComparer.Ordinal);
        var names = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        if (given is not { } extension) return new LifExtension(LifLayout.DefaultLaneWidth, kinds, names, [], []);
        foreach (var (stationId, word) in extension.Object("kinds")?.TextMembers(MapLimits.Stations) ?? [])
            if (LifWords.Kind(word) is { } kind) kinds[stationId] = kind;
            else faults.Add(KindUnknown, $"kinds.{stationId}", $"{word} is not one of {string.Join(", ", LifWords.Kinds)}");
        foreach (var (stationId, languages) in extension.Object("names")?.ObjectMembers(MapLimits.Stations) ?? [])
        {
            var byLanguage = names[stationId] = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (language, name) in languages.TextMembers(MapLimits.NamesPerStation)) byLanguage[language] = name;
        }
        var signs = extension.Objects("signs", MapLimits.Signs).ConvertAll(s => Sign(s, faults));
        var buildings = extension.Objects("buildings", MapLimits.Buildings)
            .ConvertAll(b => new Building(b.Number("x"), b.Number("y"), b.Number("width"), b.Number("depth"), b.Number("height")));
        return new LifExtension(extension.OptionalNumber("laneWidth") ?? LifLayout.DefaultLaneWidth, kinds, names, signs, buildings);
    }

    public StationKind KindOf(string stationId) => Kinds.GetValueOrDefault(stationId, StationKind.Destination);

    /// <summary>A station's names by language; the layout's own stationName stands in where English has none.</summary>
    public IReadOnlyDictionary<string, string> NamesOf(string stationId, string? stationName)
    {
        var names = Names.GetValueOrDefault(stationId, []);
        if (stationName is not null) names.TryAdd("en", stationName);
        return names;
    }

    public void FaultsOfUnknownStations(IReadOnlyList<DraftStation> stations, FaultList faults)
    {
        var known = stations.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in Kinds.Keys)
            if (!known.Contains(id)) faults.Add(KindStationMissing, $"kinds.{id}", $"it is not among the stations");
        foreach (var id in Names.Keys)
            if (!known.Contains(id)) faults.Add(NamesStationMissing, $"names.{id}", $"it is not among the stations");
    }

    private static Sign Sign(LifElement sign, FaultList faults)
    {
        var id = sign.Text("signId");
        var word = sign.Text("class");
        var known = LifWords.Class(word);
        if (known is null && sign.Has("class")) faults.Add(SignClassUnknown, $"sign {id}", $"{word} is not one of {string.Join(", ", LifWords.Classes)}");
        return new Sign(id, known ?? SignClass.Stop, sign.Number("x"), sign.Number("y"), Geometry.Angle.Wrap(sign.Number("theta")), sign.Text("nodeId"));
    }
}
