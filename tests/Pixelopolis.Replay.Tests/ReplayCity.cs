using Pixelopolis.City;
using Pixelopolis.City.Lif;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Replay.Tests;

/// <summary>The default city in the showroom's light: where drives are recorded.</summary>
internal static class ReplayCity
{
    public static CityMap Map { get; } = LifReader.Read(File.ReadAllText(Path.Combine(Goldens.Root, "fleet-server", "cities", "pixelopolis.lif.json"))).Map!;

    private static readonly Lazy<CityScene> Baked = new(() => CityScene.Bake(Map, Appearance.Showroom));

    public static CityScene Scene => Baked.Value;
}
