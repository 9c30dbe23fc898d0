using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Tests.Simulated;

/// <summary>Stations that ask again and again, and cars that serve them; everything that goes wrong is written down.</summary>
internal sealed class BusyDay
{
    private readonly Random _chance;
    private readonly Watchman _watchman;
    private readonly double _patience;

    public BusyDay(CityMap map, int seed, int cars, double loss = 0, FleetOptions? options = null, double patience = 400, double deviation = 0)
    {
        (_chance, _patience) = (new Random(seed * 7919), patience);
        Town = new Town(map, options ?? new FleetOptions { ParkAfter = TimeSpan.FromSeconds(20) }, seed, loss);
        _watchman = new Watchman(Town);
        var places = StartingPlaces(map).OrderBy(_ => _chance.Next()).ToArray();
        for (var i = 0; i < cars; i++)
        {
            var car = Town.Add($"car-{i + 1}", places[i], 0.25 + 0.15 * _chance.NextDouble());
            (car.DeviationRange, car.Ahead) = (deviation, deviation * (2 * _chance.NextDouble() - 1));
        }
        Town.Run(2);
    }

    public Town Town { get; }
    public List<string> Problems { get; } = [];
    public double LongestWait { get; private set; }

    /// <summary>Books rides from as many stations as there are cars, and one more, until so many were asked for and all have ended.</summary>
    public void Run(int rides)
    {
        var destinations = Town.Map.Stations.Where(s => s.Kind == StationKind.Destination).ToArray();
        var stations = Town.Cars.Count + 1;
        var open = new Dictionary<string, DateTimeOffset>();
        for (var asked = 0; asked < rides || open.Count > 0;)
        {
            while (asked < rides && open.Count < stations)
            {
                var id = Town.Book($"ride-{++asked}", $"device-{asked}", destinations[_chance.Next(destinations.Length)].Id);
                open.Add(id, Town.Now);
            }
            Town.Run(1);
            foreach (var (id, since) in open.ToArray())
            {
                var booking = Town.Booking(id);
                var waited = (Town.Now - since).TotalSeconds;
                if (booking.State.IsActive() && waited < _patience) continue;
                open.Remove(id);
                LongestWait = Math.Max(LongestWait, waited);
                if (booking.State != BookingState.Arrived)
                {
                    Problems.Add($"{Town.Now:mm:ss} {booking.Id} is {booking.State} after {waited:0} s ({booking.Car}): {booking.Reason} {booking.WaitingFor?.Text}");
                    Problems.AddRange(Town.Fleet.Cars.Select(c => $"   {c.Serial} {c.State} at {c.LastNodeId}: waits for {c.WaitingFor?.Text}; reserved {string.Join(" ", c.Reserved ?? [])}; route {string.Join(" ", c.Route ?? [])}"));
                    return;
                }
            }
        }
        Problems.AddRange(_watchman.Seen);
        Problems.AddRange(Town.Cars.Where(c => c.Rejected > 0).Select(c => $"{c.Serial} rejected {c.Rejected} orders"));
        Problems.AddRange(Town.Decisions.Where(d => d.Kind == DecisionKind.Deadlock).Select(d => $"deadlock: {d.Why}"));
    }

    /// <summary>Edges at whose end a car stands clear of every intersection.</summary>
    private static List<string> StartingPlaces(CityMap map)
    {
        var intersections = Intersections.Of(map);
        return [.. map.Edges.Where(e => intersections.Containing(e.Id) is null && e.Length > 0.4).Select(e => e.Id)];
    }
}
