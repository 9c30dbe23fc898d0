using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>Routes for cars among the others.</summary>
internal sealed class Planner(FleetState fleet)
{
    /// <summary>Seconds that an edge costs more where an idle car has to be sent away first.</summary>
    private const double IdleCarPenalty = 6;

    /// <summary>The quickest open way to a node from where the car is; null where none is open.</summary>
    public Route? Route(FleetCar car, string nodeId) => fleet.Routes.Find(car.Track!.Place, nodeId, Extra(car, nodeId));

    /// <summary>The quickest open way to a node from the end of what is released to the car.</summary>
    public Route? RouteOn(FleetCar car, string nodeId) => fleet.Routes.Find(car.Track!.BaseEnd, nodeId, Extra(car, nodeId));

    /// <summary>The quickest way round what other cars have now, from the end of what is released to the car.</summary>
    public Route? RouteRound(FleetCar car, string nodeId, IEnumerable<FleetCar> others)
    {
        Hold[] closed = [.. others.SelectMany(fleet.HoldsOf)];
        return fleet.Routes.Find(car.Track!.BaseEnd, nodeId, e => closed.Any(h => fleet.Space.Blocks(h, e)) ? double.PositiveInfinity : 0);
    }

    private Func<int, double> Extra(FleetCar car, string nodeId)
    {
        var others = fleet.Cars.Values.Where(c => c != car && (!c.InHand || c.Order is null))
            .Select(c => (Closed: !c.InHand || Readiness.StaysToCharge(c, fleet.Options), Holds: fleet.HoldsOf(c).ToArray())).ToArray();
        return edge =>
        {
            if (fleet.Strange.Any(s => s.Edges.Any(e => fleet.Space.Conflict(e, edge)))) return double.PositiveInfinity;
            var extra = fleet.Network[edge].EndNodeId == nodeId ? 0 : fleet.Bays.Penalty(edge);
            foreach (var (closed, holds) in others)
                foreach (var hold in holds)
                    if (fleet.Space.Blocks(hold, edge))
                    {
                        if (closed) return double.PositiveInfinity;
                        extra += IdleCarPenalty;
                        break;
                    }
            return extra;
        };
    }
}
