using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Vehicle;

/// <summary>Where a city's chargers touch a car: at its chargers' nodes. They give current to whatever stands on them, whatever its program says.</summary>
public sealed class ChargingContacts
{
    private readonly (double X, double Y)[] _places;

    private ChargingContacts((double X, double Y)[] places) => _places = places;

    public static ChargingContacts None { get; } = new([]);

    public static ChargingContacts Of(CityMap map) =>
        new([.. map.Stations.Where(s => s.Kind == StationKind.Charger).Select(s => map.Node(s.NodeId)).Select(n => (n.X, n.Y))]);

    /// <param name="axle">The middle of the drive axle, where the car's contacts are.</param>
    /// <param name="reach">How far from a charger's middle the contact is still made, metres.</param>
    public bool Touch(in Pose axle, double reach)
    {
        foreach (var (x, y) in _places)
            if ((axle.X - x) * (axle.X - x) + (axle.Y - y) * (axle.Y - y) <= reach * reach) return true;
        return false;
    }
}
