using Pixelopolis.City;
using Pixelopolis.City.Generation;
using Pixelopolis.Sim;

namespace Pixelopolis.Datasets.Lane.Collecting;

/// <summary>
/// The cities that lane data is taken in, by number: of all sizes, some with a roundabout. Their generator seeds are
/// <see cref="FirstSeed"/> and up; a city meant to test what was trained must have another.
/// </summary>
public static class TrainingCities
{
    public const int FirstSeed = 1_000_000;

    public static CityMap Of(int number)
    {
        var chance = new SimRandom(SimRandom.Derive(0xC171E5, (ulong)number));
        var (wide, high) = (2 + chance.Below(4), 2 + chance.Below(2));
        var roundabout = wide + high >= 5 && chance.Chance(0.2);
        return CityGenerator.Generate(new CityRequest(wide, high, FirstSeed + number, roundabout));
    }
}
