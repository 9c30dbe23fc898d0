using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;

namespace Pixelopolis.Drives.Session;

/// <summary>A hand lifts a car and puts it down elsewhere, without telling anybody.</summary>
/// <param name="Car">Its number, from 0.</param>
/// <param name="At">When, seconds; later where it stands without a trip, or the hand finds no free lane.</param>
public sealed record Move(int Car, double At);

/// <summary>What became of a car that was moved.</summary>
/// <param name="Car">Its number.</param>
/// <param name="At">When it was moved, seconds.</param>
/// <param name="Seconds">Until it knew its place again; NaN where an operator had to put it back.</param>
/// <param name="Crawled">Metres it crawled meanwhile.</param>
public sealed record MoveResult(int Car, double At, double Seconds, double Crawled);

/// <summary>The session's hand: moves cars as its options say, and sees by the truth when they know their places again.</summary>
public sealed partial class DriveSession
{
    private const double KnowsWithin = 0.2;
    private readonly List<Move> _moves = [];
    private readonly List<MoveResult> _moved = [];
    private SimRandom? _hand;
    private SweptConflicts? _conflicts;

    /// <summary>Of every car that was moved and knows its place again, or was put back.</summary>
    public IReadOnlyList<MoveResult> Moved => _moved;

    private void MoveCars()
    {
        for (var i = 0; i < _cars.Count; i++) LookAfter(i);
        foreach (var move in _moves.ToArray())
        {
            var car = _cars[move.Car];
            if (_now < move.At || car.Rescue is not null || car.Trip is null || car.AstraySince is not null || Elsewhere(car) is not { } place) continue;
            _moves.Remove(move);
            car.Car.Body.PutAt(place);
            (car.AstraySince, car.Crawled) = (_now, 0);
        }
    }

    private void LookAfter(int index)
    {
        var car = _cars[index];
        if (car.AstraySince is not { } since) return;
        var rescued = car.Rescue is not null || car.Trip is null;
        var (believed, truly) = (car.Orders.Pose, car.Pose);
        var knows = !car.Orders.IsSearching && Distance(believed, truly) < KnowsWithin && Math.Abs(Angle.Difference(believed.Theta, truly.Theta)) < 0.3;
        if (!rescued && !knows) return;
        car.AstraySince = null;
        _moved.Add(new MoveResult(index, since, rescued ? double.NaN : _now - since, car.Crawled));
        // Nothing of what was before counts for or against the way it drives now.
        if (car.Trip is { } trip) trip.Waited = _now - trip.Begun;
        car.Judge.Begin();
    }

    /// <summary>Onto some lane's middle, as well as a hand does it, away from the others and from where they are about to come.</summary>
    private Pose? Elsewhere(SessionCar car)
    {
        const int Tries = 100;
        _hand ??= new SimRandom(SimRandom.Derive(_options.Seed, 6));
        var theirs = _fleet.Cars.Where(c => c.Serial != car.Car.Serial).SelectMany(c => c.Reserved ?? []).ToHashSet(StringComparer.Ordinal);
        var conflicts = _conflicts ??= SweptConflicts.Of(_map, CarFootprint.Reference);
        for (var i = 0; i < Tries; i++)
        {
            var edge = _map.Edges[_hand.Below(_map.Edges.Count)];
            if (_intersections.IntentOf(edge.Id) != Intent.Follow || edge.Length < 0.3 || theirs.Any(t => t == edge.Id || conflicts.Between(t, edge.Id))) continue;
            var on = edge.Curve.At(_hand.Uniform(0.1, edge.Length));
            var (x, y) = on.Ahead(0, _hand.Normal(0, 0.02));
            var pose = new Pose(x, y, Angle.Wrap(on.Theta + _hand.Normal(0, 0.05)));
            if (_cars.All(c => Distance(c.Pose, pose) > (c == car ? 0.5 : 0.8))) return pose;
        }
        return null;
    }

    private static double Distance(Pose a, Pose b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
