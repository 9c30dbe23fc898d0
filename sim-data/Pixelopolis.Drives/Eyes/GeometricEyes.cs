using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives.Encounters;
using Pixelopolis.Sim;

namespace Pixelopolis.Drives.Eyes;

/// <summary>For experiments only: eyes by the simulator's truth, with a detector's errors.</summary>
public static class GeometricEyes
{
    public static StageEyes On(CityMap map, SightQuality quality) => new(
        seat => new GeometricEye(CameraGeometry.Reference, map.LaneWidth, () => seat.Truth, seat.MapSteering),
        (seat, _) => new GeometricSight(map, CameraGeometry.Reference, quality, SimRandom.Derive(seat.Seed, 17), seat.Others));
}
