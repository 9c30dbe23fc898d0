using Pixelopolis.City;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>The swept conflicts of cars of one outline, each with the last metre along an edge where a car on it still touches.</summary>
internal sealed class SweptLevel
{
    private const double Step = 0.02;
    private readonly RoadNetwork _network;
    private readonly CarFootprint _body;
    private readonly Dictionary<int, double>[] _last;

    public SweptLevel(RoadNetwork network, CarFootprint body)
    {
        (_network, _body) = (network, body.Inflated(SweptConflicts.SidewaysMargin, 0));
        var swept = SweptConflicts.Of(network.Map, body);
        _last = [.. network.Edges.Select(e => swept.With(e.Id).ToDictionary(network.IndexOf, _ => double.NaN))];
    }

    public IEnumerable<int> With(int edge) => _last[edge].Keys;

    /// <summary>Metres along the first edge; below zero for edges that do not conflict.</summary>
    public double LastTouch(int edge, int other)
    {
        if (!_last[edge].TryGetValue(other, out var last)) return double.NegativeInfinity;
        return double.IsNaN(last) ? _last[edge][other] = Find(_network[edge], _network[other]) : last;
    }

    private double Find(Edge edge, Edge other)
    {
        var there = Along(other).Select(s => CarBox.At(other.Curve.At(s), _body)).ToArray();
        foreach (var s in Along(edge).Reverse())
        {
            var here = CarBox.At(edge.Curve.At(s), _body);
            foreach (var box in there)
                if (here.Overlaps(box)) return Math.Min(s + Step, edge.Length);
        }
        return edge.Length;
    }

    private static IEnumerable<double> Along(Edge edge)
    {
        var pieces = Math.Max(1, (int)Math.Ceiling(edge.Length / Step));
        return Enumerable.Range(0, pieces + 1).Select(i => edge.Length * i / pieces);
    }
}
