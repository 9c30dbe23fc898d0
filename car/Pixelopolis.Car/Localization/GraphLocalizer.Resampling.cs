using Pixelopolis.City;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// Which particles live on, and how many: many while the car may be anywhere, so that one is near enough to its true place for what is seen there to fit, and
/// few once it can only be here or there (after Fox 2003, Adapting the sample size in particle filters through KLD-sampling).
/// </summary>
public sealed partial class GraphLocalizer
{
    private const double CellMetres = 0.25;

    /// <summary>A cell with a smaller share is one that the car is not in.</summary>
    private const double LeastCell = 0.0005;
    private const int ParticlesPerCell = 120;
    private const int Fewest = 4000;
    private readonly int[] _firstCell;
    private readonly double[] _cells;

    private static (int[] First, double[] Cells) Cells(Edge[] edges)
    {
        var (first, count) = (new int[edges.Length], 0);
        for (var e = 0; e < edges.Length; e++) (first[e], count) = (count, count + 1 + (int)(edges[e].Length / CellMetres));
        return (first, new double[count]);
    }

    /// <summary>Wanted for where the car may be now; the shares must add up to 1.</summary>
    private int Wanted()
    {
        Array.Clear(_cells);
        for (var i = 0; i < _count; i++) _cells[_firstCell[_particles[i].Edge] + (int)(Math.Clamp(_particles[i].S, 0, _edges[_particles[i].Edge].Length) / CellMetres)] += _share[i];
        var taken = 0;
        foreach (var share in _cells) taken += share >= LeastCell ? 1 : 0;
        return Math.Clamp(ParticlesPerCell * taken, Math.Min(Fewest, _particles.Length), _particles.Length);
    }

    // Systematic resampling; some begin anew where a sign that is seen now could be seen, or anywhere, in case none was right (sensor resetting; Lenser and Veloso 2000).
    private void Resample()
    {
        const int Tenth = 10;
        var n = Wanted();
        var (pick, upTo, at) = (0, _share[0], _chance.Uniform() / n);
        for (var i = 0; i < n; i++, at += 1.0 / n)
        {
            while (at > upTo && pick < _count - 1) upTo += _share[++pick];
            var anew = i % Tenth == 0;
            _spare[i] = !anew ? _particles[pick] : _seenCount > 0 && i % (4 * Tenth) != 0 ? WhereSeen() : Anywhere();
            ref var p = ref _spare[i];
            p.S = Math.Clamp(p.S + 0.006 * _chance.Normal(), 0, _edges[p.Edge].Length);
            p.Left += 0.003 * _chance.Normal();
            p.Heading += 0.006 * _chance.Normal();
            _fit[i] = anew ? -4 : 0;
        }
        (_particles, _spare, _count) = (_spare, _particles, n);
    }
}
