using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>A car that was seen where none is believed to be: the edges it may be on, who saw it, and until when they stay closed.</summary>
internal sealed record StrangeCar(IReadOnlyList<int> Edges, string SeenBy, DateTimeOffset Until);

/// <summary>
/// Holds what cars see against what is believed. A car that is seen twice where none is believed to be closes that road for a while; nothing is ever freed
/// by what is seen, or not seen.
/// </summary>
internal sealed class CameraTruth(FleetState fleet)
{
    private static readonly TimeSpan Closed = TimeSpan.FromSeconds(10);

    /// <summary>A second sight counts when it is so much later: what the detector takes for a car in one frame it may in the next.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(0.3);

    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(5);

    /// <summary>Of the detector, and of the place of the car that sees.</summary>
    private const double LeastScore = 0.6;

    private const double LeastPlace = 0.5;

    /// <summary>Metres: less sure a sight says nothing.</summary>
    private const double MostDeviation = 0.35;

    /// <summary>Metres about a car's axle that are still its body, and that a lane's middle may be off.</summary>
    private const double Body = 0.18;

    private const double OnLane = 0.10;
    private readonly List<(string By, double X, double Y, double Deviation, DateTimeOffset At)> _once = [];

    /// <summary>What a car says that it sees.</summary>
    public void See(FleetCar by, StateMessage state)
    {
        if (!by.InHand || !(state.AgvPosition?.LocalizationScore >= LeastPlace)) return;
        foreach (var seen in state.Pixelopolis?.Sightings ?? [])
        {
            if (seen.Class != Sighting.Car || !(seen.Score >= LeastScore) || !(seen.Deviation <= MostDeviation) || IsBelieved(by, seen)) continue;
            int[] edges = [.. Enumerable.Range(0, fleet.Network.Edges.Count).Where(e => fleet.Network[e].Curve.Project(seen.X, seen.Y).Distance <= OnLane)];
            if (edges.Length == 0 || fleet.Cars.Values.Any(c => c != by && fleet.HoldsOf(c).Any(h => edges.Contains(h.Edge)))) continue;
            if (SeenBefore(by, seen)) Close(by, edges);
            _once.Add((by.Serial, seen.X, seen.Y, seen.Deviation, fleet.Now));
        }
    }

    public void Watch()
    {
        _once.RemoveAll(o => fleet.Now - o.At > Latest);
        foreach (var over in fleet.Strange.Where(s => s.Until <= fleet.Now).ToArray())
        {
            fleet.Strange.Remove(over);
            fleet.Decide(DecisionKind.Thaw, fleet.Cars.GetValueOrDefault(over.SeenBy), null, $"nobody sees a strange car on {Names(over.Edges)} any more");
        }
    }

    private bool SeenBefore(FleetCar by, Sighting seen) => _once.Exists(o => o.By == by.Serial && fleet.Now - o.At >= Soonest
        && Math.Sqrt((o.X - seen.X) * (o.X - seen.X) + (o.Y - seen.Y) * (o.Y - seen.Y)) <= o.Deviation + seen.Deviation + Body);

    private void Close(FleetCar by, int[] edges)
    {
        var known = fleet.Strange.FindIndex(s => s.Edges.SequenceEqual(edges));
        var strange = new StrangeCar(edges, by.Serial, fleet.Now + Closed);
        if (known >= 0)
        {
            fleet.Strange[known] = strange;
            return;
        }
        fleet.Strange.Add(strange);
        fleet.Decide(DecisionKind.Freeze, by, null, $"sees a car on {Names(edges)}, where none is believed to be: closed for {Closed.TotalSeconds:0} s", nodeId: fleet.Network[edges[0]].EndNodeId);
    }

    /// <summary>Some car is there by all that is known, or may have come there since it was heard of.</summary>
    private bool IsBelieved(FleetCar by, Sighting seen)
    {
        foreach (var car in fleet.Cars.Values)
        {
            if (car == by) continue;
            var since = car.LastSeen is { } at ? Math.Max(0, (fleet.Now - at).TotalSeconds) : 0;
            var near = seen.Deviation + Body + car.Deviation + fleet.Options.CarSpeed * (since + Math.Max(0, seen.Age));
            if (car.Pose is { } pose && At(pose.X, pose.Y, near)) return true;
            if (car.Track is { } track && On(track.Place.Edge, near)) return true;
            if (car.Search is { } search && search.Frozen.Keys.Any(e => On(e, seen.Deviation + Body))) return true;
        }
        return false;

        bool At(double x, double y, double metres) => (x - seen.X) * (x - seen.X) + (y - seen.Y) * (y - seen.Y) <= metres * metres;
        bool On(int edge, double metres) => fleet.Network[edge].Curve.Project(seen.X, seen.Y).Distance <= Math.Min(metres, seen.Deviation + Body);
    }

    private string Names(IReadOnlyList<int> edges) => string.Join(", ", edges.Select(e => fleet.Network[e].Id));
}
