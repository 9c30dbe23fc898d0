using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>
/// A place where a car can stand for good while the others go about their ways: a bay beside the road, or, where there are too
/// few of those, a stretch of road that the others do not need.
/// </summary>
/// <param name="Place">Where a car stands in it.</param>
/// <param name="NodeId">The node of it.</param>
/// <param name="Closed">Edges that nobody else can pass while a car stands there.</param>
/// <param name="StationId">Its parking or charging station; null for a stretch of road.</param>
internal sealed record Berth(Place Place, string NodeId, IReadOnlySet<int> Closed, string? StationId, bool Charger)
{
    public bool InLane => StationId is null;
}
