using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// Which edges cannot be had by two cars at once. The map's swept conflicts, with two refinements. Edges that follow each other are
/// kept apart by the room a car keeps behind its axle, so they do not count as conflicts. And a car that has passed the last
/// point where it could touch another edge no longer keeps that edge from others: so a car in a bay does not block the lane beside it.
/// </summary>
internal sealed class LaneSpace
{
    private const double Step = 0.02;
    private readonly RoadNetwork _network;
    private readonly CarFootprint _body;
    private readonly Dictionary<int, double>[] _lastTouch;
    private readonly double _margin;

    public LaneSpace(RoadNetwork network, FleetOptions options)
    {
        _network = network;
        _margin = options.LengthMargin;
        _body = CarFootprint.Reference.Inflated(options.SideMargin, 0);
        Room = _body.Rear + _body.Front + 2 * options.LengthMargin;
        var swept = SweptConflicts.Of(network.Map, _body);
        _lastTouch = [.. network.Edges.Select((e, i) => Touches(i, swept.With(e.Id)))];
    }

    /// <summary>
    /// Metres behind its axle that a car keeps to itself: its tail, the nose of whoever may stand at the node behind it, and a margin
    /// for each.
    /// </summary>
    public double Room { get; }

    /// <summary>The edges that conflict with an edge, itself not among them.</summary>
    public IEnumerable<int> With(int edge) => _lastTouch[edge].Keys;

    /// <summary>Whether a car that holds one edge keeps others from having another.</summary>
    public bool Blocks(Hold hold, int wanted) =>
        hold.Edge == wanted || (_lastTouch[hold.Edge].TryGetValue(wanted, out var last) && hold.From <= last + _margin);

    private Dictionary<int, double> Touches(int edge, IReadOnlyList<string> conflicts)
    {
        var touches = new Dictionary<int, double>();
        foreach (var id in conflicts)
        {
            var other = _network.IndexOf(id);
            if (other == edge || Follows(edge, other) || Follows(other, edge)) continue;
            touches[other] = LastTouch(_network[edge], _network[other]);
        }
        return touches;
    }

    /// <summary>Whether one edge comes so soon after another that cars on them touch only nose to tail.</summary>
    private bool Follows(int edge, int other)
    {
        var reach = Room;
        var seen = new HashSet<int>();
        return From(edge, 0);

        bool From(int at, double gap)
        {
            foreach (var next in _network.Next(at))
            {
                if (next == other) return true;
                var further = gap + _network[next].Length;
                if (further < reach && seen.Add(next) && From(next, further)) return true;
            }
            return false;
        }
    }

    /// <summary>The last metre along an edge where a car still touches where cars on the other go; the whole edge if the shapes say no.</summary>
    private double LastTouch(Edge edge, Edge other)
    {
        var reach = Math.Sqrt(Square(Math.Max(_body.Front, _body.Rear)) + Square(_body.HalfWidth)) * 2;
        var shapes = Along(other).Select(s => other.Curve.At(s)).ToArray();
        foreach (var s in Along(edge).Reverse())
        {
            var here = edge.Curve.At(s);
            foreach (var there in shapes)
                if (Square(here.X - there.X) + Square(here.Y - there.Y) <= reach * reach && Outline.Touch(here, there, _body)) return s + Step;
        }
        return edge.Length;
    }

    private static IEnumerable<double> Along(Edge edge)
    {
        var pieces = Math.Max(1, (int)Math.Ceiling(edge.Length / Step));
        return Enumerable.Range(0, pieces + 1).Select(i => edge.Length * i / pieces);
    }

    private static double Square(double v) => v * v;
}
