using Pixelopolis.City;
using Pixelopolis.City.Generation;
using Pixelopolis.Sim;

namespace Pixelopolis.Datasets.Lane.Collecting;

/// <summary>The cities that lane data is driven in: of every size that is quick to draw, every fourth or so with a roundabout.</summary>
public static class TrainingCities
{
    public static CityMap Of(int seed)
    {
        var chance = new SimRandom(SimRandom.Derive(0xC171E5, (ulong)seed));
        var (wide, high) = (2 + chance.Below(3), 2 + chance.Below(2));
        var roundabout = chance.Chance(0.3) && wide + high >= 5;
        return CityGenerator.Generate(new CityRequest(wide, high, seed, roundabout));
    }
}
