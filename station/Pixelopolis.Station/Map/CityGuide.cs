using System.Text;
using Pixelopolis.City.Lif;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Api;

namespace Pixelopolis.Station.Map;

/// <summary>A destination as a visitor picks it.</summary>
/// <param name="X">Drawing plane.</param>
/// <param name="Y">Drawing plane.</param>
/// <param name="Lean">Degrees that its pin leans, away from a neighbour that stands close.</param>
/// <param name="Tint">One of the style sheet's eight pin colours.</param>
public sealed record Place(string Id, string Name, double X, double Y, double Lean, int Tint, PlaceGlyph Glyph);

/// <summary>The city's map and its places, named in the visitor's language.</summary>
public sealed class CityGuide(CityApi api)
{
    private const int Tints = 8;
    private const double NearEnough = 100;
    private const double Crowded = 46;
    private const double MostLean = 24;

    public event Action? Changed;

    public CityPicture? Picture { get; private set; }

    /// <summary>Null until the server has named them.</summary>
    public IReadOnlyList<Place>? Places { get; private set; }

    /// <summary>What is wrong with the map that the server gave, for the operator.</summary>
    public string? Fault { get; private set; }

    public bool Ready => Picture is not null && Places is not null;

    public Place? Place(string? stationId) => Places?.FirstOrDefault(p => p.Id == stationId);

    /// <summary>The place nearest to a node, to say where something happens; null where none is near.</summary>
    public Place? NearestTo(string? nodeId)
    {
        if (nodeId is null || Picture?.Map.FindNode(nodeId) is not { } node) return null;
        var (x, y) = (Frame.X(node.X), Frame.Y(node.Y));
        return Places?.Select(p => (Place: p, Away: Math.Sqrt((p.X - x) * (p.X - x) + (p.Y - y) * (p.Y - y)))).Where(p => p.Away <= NearEnough).OrderBy(p => p.Away).FirstOrDefault().Place;
    }

    /// <summary>The city answers, and lets only paired stations in; this one is not.</summary>
    public bool NotPaired { get; private set; }

    /// <summary>Fetches what is missing; false where the server does not answer, or not to this phone.</summary>
    public async Task<bool> Load()
    {
        if (Picture is null)
        {
            var answer = await api.City();
            NotPaired = answer.Problem?.Type == ProblemTypes.NotPaired;
            if (answer.Value is not { } json) return false;
            var reading = LifReader.Read(Encoding.UTF8.GetString(json));
            Fault = reading.Map is null ? reading.Report : null;
            if (reading.Map is { } map) Picture = new CityPicture(map);
        }
        return await LoadPlaces();
    }

    /// <summary>The places anew, after a change of language.</summary>
    public async Task<bool> LoadPlaces()
    {
        if (Picture is not { Map: var map } || (await api.Destinations()).Value is not { } destinations) return false;
        Places = Leaning([.. destinations.Where(d => map.FindNode(d.NodeId) is not null).Select((d, i) => PlaceOf(map, d, i))]);
        Changed?.Invoke();
        return true;
    }

    private static Place PlaceOf(Pixelopolis.City.CityMap map, Destination destination, int index)
    {
        var node = map.Node(destination.NodeId);
        var english = map.FindStation(destination.Id)?.Names.GetValueOrDefault("en");
        return new Place(destination.Id, destination.Name, Frame.X(node.X), Frame.Y(node.Y), 0, index % Tints, PlaceGlyph.For(destination.Id, english));
    }

    private static Place[] Leaning(Place[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var place = places[i];
            var close = places.Where(p => p.Id != place.Id && Math.Abs(p.Y - place.Y) < Crowded && Math.Abs(p.X - place.X) < Crowded).ToArray();
            if (close.Length > 0) places[i] = place with { Lean = close.Average(p => p.X) is var x && x > place.X || (x == place.X && i % 2 == 0) ? -MostLean : MostLean };
        }
        return places;
    }
}
