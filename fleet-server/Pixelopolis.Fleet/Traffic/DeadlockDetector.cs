using Pixelopolis.Fleet.Cars;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// Watches for what should not happen: cars that hold each other up in a ring. It can come about where cars were put down by hand
/// in each other's way.
/// </summary>
internal sealed class DeadlockDetector(FleetState fleet)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(2);
    private string _seen = "";
    private DateTimeOffset _since;
    private bool _told;

    /// <summary>The cars of one ring in the order in which each waits for the next, or none.</summary>
    public IReadOnlyList<FleetCar> Find()
    {
        foreach (var start in fleet.Cars.Values)
            if (Ring(start) is { Count: > 0 } ring) return ring;
        return [];
    }

    /// <summary>The ring, once it has lasted; what is only waiting for the next message is none. Tells of each once.</summary>
    public IReadOnlyList<FleetCar> Watch()
    {
        var ring = Find();
        string[] names = [.. ring.Select(c => c.Serial)];
        var seen = string.Join(" ", names.Order(StringComparer.Ordinal));
        if (seen != _seen) (_seen, _since, _told) = (seen, fleet.Now, false);
        if (ring.Count == 0 || fleet.Now - _since < Lasting) return [];
        if (!_told)
            fleet.Decide(DecisionKind.Deadlock, ring[0], ring[0].RideId, string.Join(" waits for ", names.Append(names[0])), blockers: names, nodeId: ring[0].Track!.PlaceNode);
        _told = true;
        return ring;
    }

    private List<FleetCar> Ring(FleetCar start)
    {
        var path = new List<FleetCar>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Follow(start) ? path : [];

        bool Follow(FleetCar car)
        {
            if (!Stuck(car) || !seen.Add(car.Serial)) return false;
            path.Add(car);
            foreach (var serial in car.Obstacle!.Cars)
                if (serial == start.Serial || Follow(fleet.Cars[serial])) return true;
            path.RemoveAt(path.Count - 1);
            return false;
        }
    }

    /// <summary>Stands at the end of its base because another car has the road ahead. Who waits for another reason is not held by what stands.</summary>
    private static bool Stuck(FleetCar car) => car is { HeldSince: not null, Obstacle: not null, Track.AtEndOfBase: true };
}
