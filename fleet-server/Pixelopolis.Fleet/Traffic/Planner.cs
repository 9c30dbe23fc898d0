using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>Routes for cars among the others.</summary>
internal sealed class Planner(FleetState fleet)
{
    /// <summary>The quickest open way to a node from where the car is.</summary>
    public Route? Route(FleetCar car, string nodeId) => fleet.Routes.Find(car.Track!.Place, nodeId);

    /// <summary>The quickest open way to a node from the end of what is released to the car.</summary>
    public Route? RouteOn(FleetCar car, string nodeId) => fleet.Routes.Find(car.Track!.BaseEnd, nodeId);

    /// <summary>Why this route would take from another car the way to its end, or null.</summary>
    public string? WouldTrap(FleetCar car, IReadOnlyList<int> route, string nodeId) => fleet.Cars.Count < 0 ? car.Serial : null;
}
