using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// Finds a place where a car can rest while the others go their ways: a free bay, the furthest in of its lane, or else a stretch
/// of road that nobody is going to use.
/// </summary>
internal sealed class RestFinder(RoadNetwork network, LaneSpace space, WaitingPlaces waiting, Bays bays)
{
    /// <summary>Seconds by which a bay may be further away than a place in the road.</summary>
    private const double BayWorth = 120;

    /// <summary>The way to rest, or null where there is none that is free.</summary>
    /// <param name="others">All cars but this one, where they are thought to stand.</param>
    /// <param name="ways">The edges that others are still to drive: there this car would be in the way.</param>
    /// <param name="charger">Only a charger will do.</param>
    public IReadOnlyList<int>? Find(Ghost ghost, IReadOnlyList<Ghost> others, IReadOnlySet<int> ways, bool charger = false)
    {
        var count = network.Edges.Count;
        var (cost, via) = (new double[count], new int[count]);
        Array.Fill(cost, double.PositiveInfinity);
        var queue = new PriorityQueue<int, (double, int)>();
        foreach (var edge in network.Next(ghost.Place.Edge)) Reach(edge, -1, 0);
        var (best, bestCost) = (-1, double.PositiveInfinity);
        while (queue.TryDequeue(out var edge, out var at) && at.Item1 < bestCost)
        {
            if (at.Item1 > cost[edge]) continue;
            foreach (var next in network.Next(edge)) Reach(next, edge, cost[edge]);
            if (bays.At(network[edge].EndNodeId) is null && (charger || cost[edge] + BayWorth >= bestCost)) continue;
            if (Worth(edge) is not { } worth || cost[edge] - worth + BayWorth >= bestCost) continue;
            (best, bestCost) = (edge, cost[edge] - worth + BayWorth);
        }
        return best < 0 ? null : Way(best);

        void Reach(int edge, int by, double before)
        {
            var seconds = before + network.Seconds(edge);
            if (seconds >= cost[edge] || others.Any(o => Blocked(o, edge))) return;
            (cost[edge], via[edge]) = (seconds, by);
            queue.Enqueue(edge, (seconds, edge));
        }

        double? Worth(int edge)
        {
            var bay = bays.At(network[edge].EndNodeId);
            if (charger) return bay is { Charger: true } && !Spoken(bay) ? BayWorth : null;
            if (bay is { Charger: true } && others.Any(o => o.Car.Errand == Errand.Charge || o.Car.AwaitsCharger)) return null;
            var way = Way(edge);
            if (bay is null && !waiting.CanWait([.. ghost.Edges, .. way], ghost.Edges.Count + way.Count - 1)) return null;
            if (InTheWay(ghost.Standing([.. ghost.Edges, .. way]), ways)) return null;
            if (bay is null) return 0;
            return bay.Ahead.Any(a => others.All(o => o.Node != a)) ? BayWorth / 2 : bay.Charger ? BayWorth * 0.75 : BayWorth;
        }

        // Somebody stands there, or is on the way.
        bool Spoken(Bay bay) => others.Any(o => o.Node == bay.NodeId || (o.Path.Count > 0 && network[o.Path[^1]].EndNodeId == bay.NodeId));

        List<int> Way(int last)
        {
            var edges = new List<int>();
            for (var edge = last; edge >= 0; edge = via[edge]) edges.Add(edge);
            edges.Reverse();
            return edges;
        }
    }

    public bool Blocked(Ghost by, int edge, double overshoot = 0)
    {
        foreach (var hold in by.Holds)
            if (space.Blocks(hold, edge, overshoot)) return true;
        return false;
    }

    /// <summary>Whether a car that stands so is in the way of somebody's way.</summary>
    public bool InTheWay(IReadOnlyList<Hold> standing, IReadOnlySet<int> ways)
    {
        foreach (var hold in standing)
            foreach (var edge in ways)
                if (space.Blocks(hold, edge)) return true;
        return false;
    }
}
