using Pixelopolis.City;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>A city as it looks in one world, made ready to be drawn from anywhere. It never changes: any number of cameras may share it.</summary>
public sealed class CityScene
{
    private CityScene(CityMap map, Appearance look, GroundRaster ground) => (Map, Look, Ground) = (map, look, ground);

    public CityMap Map { get; }
    public Appearance Look { get; }
    internal GroundRaster Ground { get; }

    /// <summary>Paints the ground and builds everything that stands on it. The same map and look give the same scene.</summary>
    /// <param name="metresPerPixel">The step of the ground's raster: paint keeps crisp outlines however coarse it is.</param>
    public static CityScene Bake(CityMap map, Appearance look, double metresPerPixel = 0.002)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(metresPerPixel, 0.0005);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(metresPerPixel, 0.01);
        return new CityScene(map, look, GroundBaker.Bake(map, look, metresPerPixel));
    }
}
