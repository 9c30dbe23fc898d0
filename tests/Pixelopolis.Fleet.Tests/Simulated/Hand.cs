using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Tests.Simulated;

/// <summary>
/// A visitor's hand that lifts a car now and then and puts it down where nobody is or is about to come; and an eye on the frozen space: nothing in it is
/// released to another car.
/// </summary>
internal sealed class Hand
{
    private readonly Town _town;
    private readonly Random _chance;
    private readonly SweptConflicts _conflicts;
    private readonly Dictionary<string, HashSet<string>> _released = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _frozen = [];
    private string? _lifted, _rescued;
    private double _next = 20;
    private double _seconds;

    public Hand(Town town, int seed)
    {
        (_town, _chance) = (town, new Random(seed * 31));
        _conflicts = SweptConflicts.Of(town.Map, CarFootprint.Reference);
        town.EachTick += Look;
    }

    public List<string> Problems { get; } = [];
    public int Lifted { get; private set; }
    public int Found { get; private set; }

    /// <summary>Cars that had given up and were put on a node by a person.</summary>
    public int Rescued { get; private set; }

    private void Look()
    {
        _seconds += 0.1;
        Watch();
        if (_lifted is { } serial && !_town.Cars.Single(c => c.Serial == serial).IsLost) (_lifted, _rescued, _next, Found) = (null, null, _seconds + 15, Found + 1);
        if (_lifted is { } astray && _town.Fleet.Car(astray)!.Search is { GivenUp: true }) Rescue(_town.Cars.Single(c => c.Serial == astray));
        if (_lifted is not null || _seconds < _next) return;
        var car = _town.Cars[_chance.Next(_town.Cars.Count)];
        if (Place(car) is not { } edge) return;
        (_lifted, Lifted) = (car.Serial, Lifted + 1);
        var decoys = _town.Map.Edges.OrderBy(_ => _chance.Next()).Take(_chance.Next(5)).Where(e => e != edge).Select(e => new SearchCandidate(e.Id, 0.08, 0, e.Length)).ToArray();
        car.Lose(edge.Id, _chance.NextDouble() * edge.Length, 0.3 + 2 * _chance.NextDouble(), decoys, _chance.Next(3) == 0 ? 0.4 : 0);
    }

    private void Rescue(PointCar car)
    {
        if (_rescued == car.Serial || Place(car) is not { } edge) return;
        (_rescued, Rescued) = (car.Serial, Rescued + 1);
        car.Carry(edge.Id);
        var at = edge.Curve.End;
        _town.Tell(new CarPlaced(car.Serial, at.X, at.Y, at.Theta, edge.EndNodeId));
    }

    private Edge? Place(PointCar car)
    {
        var others = _town.Fleet.Cars.Where(c => c.Serial != car.Serial).SelectMany(c => c.Reserved ?? []).Concat(_town.Cars.Where(c => c != car).Select(c => c.CurrentEdge)).ToHashSet();
        var near = others.Concat(others.SelectMany(o => _town.Map.Into(_town.Map.Edge(o).StartNodeId).Concat(_town.Map.From(_town.Map.Edge(o).EndNodeId)).Select(e => e.Id))).ToHashSet();
        return _town.Map.Edges.Where(e => e.Length > 0.3 && !near.Contains(e.Id) && !others.Any(o => _conflicts.Between(o, e.Id))).OrderBy(_ => _chance.Next()).FirstOrDefault();
    }

    private void Watch()
    {
        foreach (var car in _town.Cars)
        {
            var now = car.IsLost ? [] : car.Edges.Where(e => e.Released).Select(e => e.EdgeId).ToHashSet();
            foreach (var edge in now.Except(_released.GetValueOrDefault(car.Serial, [])))
                foreach (var (owner, frozen) in _frozen)
                    if (owner != car.Serial)
                        Problems.AddRange(frozen.Where(f => f == edge || _conflicts.Between(f, edge)).Select(f => $"{_town.Now:mm:ss.f} {edge} was released to {car.Serial} though {f} is frozen for {owner}"));
            _released[car.Serial] = now;
        }
        _frozen.Clear();
        foreach (var view in _town.Fleet.Cars)
            if (view.Search is { } search && _town.Cars.Any(c => c.Serial == view.Serial && c.IsLost)) _frozen[view.Serial] = search.Frozen;
    }
}
