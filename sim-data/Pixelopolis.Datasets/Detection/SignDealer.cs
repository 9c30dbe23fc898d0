using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;

namespace Pixelopolis.Datasets.Detection;

/// <summary>Gives a city's sign places other signs, so that every class occurs as often as any other, and adds places along its lanes.</summary>
internal static class SignDealer
{
    private const double Aside = 0.17;
    private const double EverySoFar = 0.45;
    private const double FromLanes = 0.15;
    private const double Apart = 0.2;

    /// <summary>One card of each sign, two of those favoured.</summary>
    public static SignClass[] Deck(IReadOnlyList<ObjectClass> favoured) =>
        [.. Enum.GetValues<SignClass>().SelectMany(sign => Enumerable.Repeat(sign, favoured.Contains(ObjectClasses.Of(sign)) ? 2 : 1))];

    public static CityMap Deal(CityMap map, SimRandom chance, IReadOnlyList<ObjectClass> favoured)
    {
        var places = map.Signs.ToList();
        foreach (var edge in map.Edges)
            for (var s = chance.Uniform(0, EverySoFar); s < edge.Length; s += EverySoFar)
            {
                var on = edge.Curve.At(s);
                var (x, y) = on.Ahead(0, -Aside);
                if (IsFree(map, places, x, y)) places.Add(new Sign($"more-{places.Count}", SignClass.Stop, x, y, Angle.Wrap(on.Theta + Math.PI), edge.EndNodeId));
            }
        var deck = new List<SignClass>();
        var signs = places.Select(place =>
        {
            if (deck.Count == 0) deck.AddRange(Deck(favoured));
            var drawn = chance.Below(deck.Count);
            var sign = place with { Class = deck[drawn] };
            deck.RemoveAt(drawn);
            return sign;
        }).ToList();
        return new CityMap(map.Id, map.Name, map.Version, map.LaneWidth, map.Nodes, map.Edges, map.Stations, signs, map.Buildings);
    }

    private static bool IsFree(CityMap map, List<Sign> signs, double x, double y) =>
        !signs.Exists(s => Math.Abs(s.X - x) < Apart && Math.Abs(s.Y - y) < Apart)
        && !map.Buildings.Any(b => Math.Abs(x - b.X) < b.Width / 2 + 0.05 && Math.Abs(y - b.Y) < b.Depth / 2 + 0.05)
        && map.Edges.All(e => e.Curve.Project(x, y).Distance >= FromLanes);
}
