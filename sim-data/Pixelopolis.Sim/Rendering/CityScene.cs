using Pixelopolis.City;
using Pixelopolis.Sim.Rendering.Backdrops;
using Pixelopolis.Sim.Rendering.Greens;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>A city as it looks in one world, made ready to be drawn from anywhere. It never changes: any number of cameras may share it.</summary>
public sealed class CityScene
{
    private CityScene(CityMap map, Appearance look, SceneLight light, GroundRaster ground, Grove grove, Prop[] kerbs, Prop[] props, Prop[] unshadowed)
    {
        (Map, Look, Light, Ground, Grove) = (map, look, light, ground, grove);
        (Kerbs, Props, Unshadowed) = (kerbs, props, unshadowed);
        Backdrop = new Lazy<Backdrop>(() => Backdrops.Backdrop.Of(look));
    }

    public CityMap Map { get; }
    public Appearance Look { get; }
    internal SceneLight Light { get; }
    internal GroundRaster Ground { get; }
    internal Prop[] Kerbs { get; }
    internal Prop[] Props { get; }
    internal Grove Grove { get; }

    /// <summary>Those props whose shadow the ground's raster does not reach.</summary>
    internal Prop[] Unshadowed { get; }

    /// <summary>The fronts of the map's signs' plates, in the map's order.</summary>
    internal Mesh[] SignPlates { get; private init; } = [];

    /// <summary>What lies about on the table, and whether it is a cardboard box.</summary>
    internal (Mesh Mesh, bool IsBox)[] Clutter { get; private init; } = [];

    /// <summary>Painted when the first camera looks up from the road.</summary>
    internal Lazy<Backdrop> Backdrop { get; }

    /// <summary>What can be drawn at most, square metres; its grids take about 1.5 GB.</summary>
    public const double LargestArea = 900;

    private const double MostTexels = 64e6;

    /// <summary>Why a map cannot be drawn, or null.</summary>
    public static string? Fault(CityMap map)
    {
        var (wide, high) = GroundPlan.SizeOf(map);
        return wide * high <= LargestArea ? null
            : FormattableString.Invariant($"the city is {wide:0} × {high:0} m, margins included: the simulator draws up to {LargestArea:0} m². Simulate a part of it, or a smaller copy");
    }

    /// <summary>Paints the ground and builds everything that stands on it. The same map and look give the same scene.</summary>
    /// <param name="map">One without a <see cref="Fault"/>.</param>
    /// <param name="look">The world's look.</param>
    /// <param name="metresPerPixel">The step of the ground's raster, coarser where the city is very large: paint keeps crisp outlines however coarse it is.</param>
    /// <exception cref="ArgumentException">The map is too large.</exception>
    public static CityScene Bake(CityMap map, Appearance look, double metresPerPixel = 0.002)
    {
        if (Fault(map) is { } fault) throw new ArgumentException(fault, nameof(map));
        ArgumentOutOfRangeException.ThrowIfLessThan(metresPerPixel, 0.0005);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(metresPerPixel, 0.01);
        var light = SceneLight.Of(look);
        var plan = GroundPlan.Of(map);
        metresPerPixel = Math.Max(metresPerPixel, Math.Sqrt((plan.Bounds.X1 - plan.Bounds.X0) * (plan.Bounds.Y1 - plan.Bounds.Y0) / MostTexels));
        var scatter = new Scatter(map, plan, look);
        var lamps = scatter.Lamps();
        var grove = new Grove(scatter.Trees(), look, light);
        var table = plan.Bounds.Inflated(Math.Max(0, look.TableMargin - GroundPlan.Margin));
        var dice = Dice.For(look.Seed, "things");
        List<Mesh> clutter = [];
        List<bool> areBoxes = [];
        foreach (var place in scatter.Clutter(table))
        {
            clutter.Add(ClutterModels.At(place, ref dice, out var isBox));
            areBoxes.Add(isBox);
        }

        var houses = new BuildingModels(new CityMapLight(light, map.Buildings), look, metresPerPixel * 0.75);
        var signModels = new SignModels(look.Signs);
        var signs = map.Signs.Select((sign, number) => signModels.Of(sign, number)).ToList();
        var stops = new StationModels(map, plan);
        List<Mesh> standing = [.. map.Buildings.Select(houses.Of), .. signs.Select(s => s.Whole), .. map.Stations.SelectMany(stops.Of),
            .. lamps.Select(l => StreetModels.Lamp(l, look.LitWindows > 0.3f)), .. clutter];
        var shadows = ShadowLayer.Of([.. standing, .. grove.ShadowCasters()], light.ToSun, look.ShadowSoftness, plan.Bounds);
        var ground = GroundBaker.Bake(plan, look, light, shadows, table, metresPerPixel);
        Prop[] Shown(IEnumerable<Mesh> meshes) => [.. meshes.Select(m => new Prop(m, light))];
        return new CityScene(map, look, light, ground, grove, Shown(KerbModels.Of(plan.Road, look)), Shown(standing),
            Shown(clutter.Where(m => !plan.Bounds.Inflated(-m.Radius).Contains(m.Centre.X, m.Centre.Y))))
        {
            SignPlates = [.. signs.Select(s => s.Plate)],
            Clutter = [.. clutter.Zip(areBoxes)],
        };
    }
}
