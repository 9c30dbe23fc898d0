using Pixelopolis.City;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>The map's swept conflicts, each with the first and the last metre along an edge where a car on it touches where cars on the other go.</summary>
internal sealed class SweptTouches
{
    private const double Step = 0.02;
    private readonly RoadNetwork _network;
    private readonly CarFootprint _body;
    private readonly Dictionary<int, (double First, double Last)>[] _touch;

    /// <param name="body">The car's outline, lengthened by the margin it is given along its lane.</param>
    public SweptTouches(RoadNetwork network, CarFootprint body)
    {
        (_network, _body) = (network, body.Inflated(SweptConflicts.SidewaysMargin, 0));
        var swept = SweptConflicts.Of(network.Map, body);
        _touch = [.. network.Edges.Select(e => swept.With(e.Id).ToDictionary(network.IndexOf, _ => (double.NaN, double.NaN)))];
    }

    public bool Any(int edge, int other) => _touch[edge].ContainsKey(other);

    /// <summary>Metres along the first edge; minus infinity for edges that do not conflict.</summary>
    public double Last(int edge, int other) => _touch[edge].TryGetValue(other, out var touch) ? Known(edge, other, touch).Last : double.NegativeInfinity;

    /// <summary>Metres along the first edge; infinity for edges that do not conflict.</summary>
    public double First(int edge, int other) => _touch[edge].TryGetValue(other, out var touch) ? Known(edge, other, touch).First : double.PositiveInfinity;

    private (double First, double Last) Known(int edge, int other, (double First, double Last) touch) =>
        double.IsNaN(touch.Last) ? _touch[edge][other] = Find(_network[edge], _network[other]) : touch;

    private (double First, double Last) Find(Edge edge, Edge other)
    {
        var there = Along(other).Select(s => CarBox.At(other.Curve.At(s), _body)).ToArray();
        double[] touching = [.. Along(edge).Where(s => Array.Exists(there, CarBox.At(edge.Curve.At(s), _body).Overlaps))];
        return touching.Length == 0 ? (0, edge.Length) : (Math.Max(0, touching[0] - Step), Math.Min(touching[^1] + Step, edge.Length));
    }

    private static IEnumerable<double> Along(Edge edge)
    {
        var pieces = Math.Max(1, (int)Math.Ceiling(edge.Length / Step));
        return Enumerable.Range(0, pieces + 1).Select(i => edge.Length * i / pieces);
    }
}
