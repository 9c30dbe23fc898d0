using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Generation;
using Pixelopolis.Datasets.Lane.Collecting;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Datasets.Detection;

/// <summary>
/// A city in one look, with the drawing and wear of its signs. Splits share no city, no look and no sign: training's generator seeds are those of
/// <see cref="TrainingCities"/> (1,000,000 and up), validation's 500,000 to 599,999, test's 600,000 to 699,999.
/// </summary>
internal sealed class DetectionWorld
{
    /// <summary>Metres: a little coarser than the lane's camera needs, and twice as soon ready.</summary>
    private const double GroundStep = 0.003;

    private DetectionWorld(CityMap map, CityScene scene, SimRandom chance) => (Map, Scene, Chance) = (map, scene, chance);

    public CityMap Map { get; }
    public CityScene Scene { get; }

    /// <summary>For what happens in it.</summary>
    public SimRandom Chance { get; }

    public static DetectionWorld Make(DetectionOptions options, VocSplit split, int number)
    {
        var seed = SimRandom.Derive(SimRandom.Derive(options.Seed, 0xE7E50 + (ulong)split), (ulong)number);
        var chance = new SimRandom(seed);
        var given = options.Cities.Count > 0;
        var map = given ? options.Cities[number % options.Cities.Count] : CityOf(split, chance);
        if (!given || options.DealSigns) map = SignDealer.Deal(map, chance, options.FavouredIn(split));
        var family = split switch { VocSplit.Train => SignFamily.Training, VocSplit.Validation => SignFamily.Validation, _ => SignFamily.Test };
        var look = Appearance.FromSeed(chance.NextUInt64()) with { Signs = new SignLook(family, chance.NextUInt64()) };
        if (options.FavouredIn(split).Contains(ObjectClass.Unknown)) look = look with { Clutter = (1 + look.Clutter) / 2 }; // a table full of things
        return new DetectionWorld(map, CityScene.Bake(map, look, GroundStep), chance);
    }

    internal static CityMap CityOf(VocSplit split, SimRandom chance)
    {
        if (split == VocSplit.Train) return TrainingCities.Of(chance.Below(400_000));
        var first = split == VocSplit.Validation ? 500_000 : 600_000;
        var (wide, high) = (2 + chance.Below(4), 2 + chance.Below(2));
        return CityGenerator.Generate(new CityRequest(wide, high, first + chance.Below(100_000), wide + high >= 5 && chance.Chance(0.2)));
    }
}
