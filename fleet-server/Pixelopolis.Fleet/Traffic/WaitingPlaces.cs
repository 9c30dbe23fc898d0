using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>Where on its way a car may be left standing: with nose and tail out of every intersection.</summary>
internal sealed class WaitingPlaces(RoadNetwork network, LaneSpace space)
{
    /// <summary>Whether a car that has driven these edges can wait at the end of the one at <paramref name="last"/>.</summary>
    public bool CanWait(IReadOnlyList<int> edges, int last)
    {
        var behind = 0.0;
        for (var i = last; i >= 0 && behind < space.Tail; i--)
        {
            if (network.InIntersection(edges[i])) return false;
            behind += network[edges[i]].Length;
        }
        return true;
    }

    /// <summary>The end of the piece of road after <paramref name="from"/> that can only be released as a whole, as a count of edges.</summary>
    public int NextEnd(IReadOnlyList<int> edges, int from)
    {
        for (var i = from; i < edges.Count - 1; i++)
            if (CanWait(edges, i)) return i + 1;
        return edges.Count;
    }
}
