using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Orders;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>Finds another way for a car that stands before one that will not move, or in a ring of cars that hold each other up.</summary>
internal sealed class Rerouting(FleetState fleet, Planner planner, SafetyCheck safety, OrderDesk orders)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, DateTimeOffset> _tried = new(StringComparer.Ordinal);

    public void Look(IReadOnlyList<FleetCar> ring)
    {
        foreach (var car in fleet.Cars.Values)
        {
            if (car.HeldSince is null || car.Obstacle is not { } obstacle || car.Order is not { InFlight: false } || car.Track is not { } track) continue;
            if (!ring.Contains(car) && !obstacle.Cars.Any(c => !fleet.Cars[c].InHand)) continue;
            if (_tried.TryGetValue(car.Serial, out var tried) && fleet.Now - tried < Retry) continue;
            _tried[car.Serial] = fleet.Now;
            Reroute(car, fleet.Network[track.Edges[^1]].EndNodeId, obstacle);
        }
    }

    private void Reroute(FleetCar car, string destination, Obstacle obstacle)
    {
        int[] now = [.. car.Track!.Horizon];
        if (planner.RouteOn(car, destination) is not { } other || other.Edges.SequenceEqual(now)) return;
        if (safety.With(car, other.Edges, safety.Now()) is null) return;
        fleet.Decide(DecisionKind.Reroute, car, car.RideId, $"another way round {string.Join(", ", obstacle.Cars)}",
            [new Alternative("the way planned", null, false, "is not open"), new Alternative("the other way", other.Seconds, true)], obstacle.Cars);
        orders.Replan(car, other.Edges, car.Order!.LastNodeActions);
        if (fleet.RideOf(car) is { } ride) ride.Route = [.. car.Track.Remaining.Select(e => fleet.Network[e].Id)];
    }
}
