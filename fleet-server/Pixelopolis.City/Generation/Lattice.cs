namespace Pixelopolis.City.Generation;

/// <summary>A point of the lattice that a generated city's streets lie on: its column and row, from 0.</summary>
internal readonly record struct LatticePoint(int Column, int Row);

/// <summary>A street between two neighbouring points; an alley is driven from <paramref name="A"/> to <paramref name="B"/>.</summary>
internal sealed record LatticeStreet(LatticePoint A, LatticePoint B, bool Alley)
{
    public LatticePoint Other(LatticePoint point) => point == A ? B : A;

    public bool Touches(LatticePoint point) => A == point || B == point;
}

/// <summary>The streets between a lattice's points: all at first, then some fall away and some become alleys.</summary>
internal sealed class Lattice
{
    private readonly int _columns;
    private readonly int _rows;
    private readonly List<LatticeStreet> _streets = [];

    public Lattice(int columns, int rows)
    {
        (_columns, _rows) = (columns, rows);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                if (column + 1 < columns) _streets.Add(new(new(column, row), new(column + 1, row), false));
                if (row + 1 < rows) _streets.Add(new(new(column, row), new(column, row + 1), false));
            }
    }

    public IReadOnlyList<LatticeStreet> Streets => _streets;

    public IEnumerable<LatticePoint> Points => _streets.SelectMany(s => new[] { s.A, s.B }).Distinct();

    public IEnumerable<LatticeStreet> At(LatticePoint point) => _streets.Where(s => s.Touches(point));

    public bool IsJunction(LatticePoint point) => At(point).Count() > 2;

    /// <summary>Whether a street runs along the city's outer edge.</summary>
    public bool IsOuter(LatticeStreet street) =>
        (street.A.Column == street.B.Column && (street.A.Column == 0 || street.A.Column == _columns - 1))
        || (street.A.Row == street.B.Row && (street.A.Row == 0 || street.A.Row == _rows - 1));

    /// <summary>Takes a street away, unless a car could then get stuck or too few crossings were left.</summary>
    public bool TryDrop(LatticeStreet street, int fewestJunctions)
    {
        _streets.Remove(street);
        if (IsDrivable() && Points.Count(IsJunction) >= fewestJunctions) return true;
        _streets.Add(street);
        return false;
    }

    /// <summary>Makes an alley of a street, driven from <paramref name="from"/>, unless the others could then not do without it.</summary>
    public bool TryMakeAlley(LatticeStreet street, LatticePoint from)
    {
        var index = _streets.IndexOf(street);
        _streets[index] = new LatticeStreet(from, street.Other(from), true);
        if (IsDrivable()) return true;
        _streets[index] = street;
        return false;
    }

    /// <summary>
    /// Nobody turns round, so every point needs two two-way streets, all connected, and more than one loop: on a single
    /// loop a car could never change its direction.
    /// </summary>
    private bool IsDrivable()
    {
        var streets = _streets.FindAll(s => !s.Alley);
        var degree = new Dictionary<LatticePoint, int>();
        foreach (var street in streets)
        {
            degree[street.A] = degree.GetValueOrDefault(street.A) + 1;
            degree[street.B] = degree.GetValueOrDefault(street.B) + 1;
        }
        if (Points.Any(p => degree.GetValueOrDefault(p) < 2)) return false;
        var reached = new HashSet<LatticePoint> { streets[0].A };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var street in streets)
                if (reached.Contains(street.A) || reached.Contains(street.B)) { reached.Add(street.A); reached.Add(street.B); }
        }
        return reached.Count == degree.Count && streets.Count > degree.Count;
    }
}
