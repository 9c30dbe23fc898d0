using Pixelopolis.City;

namespace Pixelopolis.Fleet.Tests.Simulated;

/// <summary>Looks at the cars themselves after every step: do bodies touch, is road released twice?</summary>
internal sealed class Watchman
{
    private readonly Town _town;
    private readonly SweptConflicts _conflicts;

    public Watchman(Town town)
    {
        (_town, _conflicts) = (town, SweptConflicts.Of(town.Map, CarFootprint.Reference));
        town.EachTick += Look;
    }

    public List<string> Seen { get; } = [];

    public int Stops { get; private set; }

    private void Look()
    {
        for (var i = 0; i < _town.Cars.Count; i++)
            for (var j = i + 1; j < _town.Cars.Count; j++)
            {
                var (a, b) = (_town.Cars[i], _town.Cars[j]);
                if (CarBox.At(a.TruePose, CarFootprint.Reference).Overlaps(CarBox.At(b.TruePose, CarFootprint.Reference)))
                    Seen.Add($"{_town.Now:mm:ss.f} {a.Serial} on {a.CurrentEdge} touches {b.Serial} on {b.CurrentEdge}");
                foreach (var (e, f) in from e in Ahead(a) from f in Ahead(b) where _conflicts.Between(e, f) select (e, f))
                    Seen.Add($"{_town.Now:mm:ss.f} {e} is released to {a.Serial} and {f} to {b.Serial}");
            }
        foreach (var car in _town.Cars)
            if (!car.WasLost && car.Edges.Count > 0 && !car.Edges[0].Released && _town.Inside(car)) Seen.Add($"{_town.Now:mm:ss.f} {car.Serial} was left standing in an intersection after {car.CurrentEdge}");
    }

    private static IEnumerable<string> Ahead(PointCar car) => car.Edges.Where(e => e.Released).Skip(car.Distance > 0 ? 1 : 0).Select(e => e.EdgeId);
}
