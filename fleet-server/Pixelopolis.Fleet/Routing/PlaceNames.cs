using Pixelopolis.City;

namespace Pixelopolis.Fleet.Routing;

/// <summary>Words for places, for people: a node's own name, a station's, the intersection it belongs to, or its id.</summary>
internal sealed class PlaceNames(RoadNetwork network)
{
    private readonly Dictionary<string, string> _stations = Stations(network.Map);

    public string Of(string nodeId)
    {
        if (network.Map.FindNode(nodeId) is { Name: { Length: > 0 } name }) return name;
        if (_stations.TryGetValue(nodeId, out var station)) return station;
        var crossing = network.Map.From(nodeId).Concat(network.Map.Into(nodeId)).Select(e => network.Intersections.Containing(e.Id)).FirstOrDefault(i => i is not null);
        return crossing is null ? nodeId : $"intersection {crossing.Index + 1}";
    }

    private static Dictionary<string, string> Stations(CityMap map)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var station in map.Stations) names.TryAdd(station.NodeId, station.Names.GetValueOrDefault("en", station.Id));
        return names;
    }
}
