using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Routing;

namespace Pixelopolis.Fleet.Traffic;

/// <summary>An edge that a lost car may be on, how likely, and between which metres.</summary>
internal readonly record struct Candidate(int Edge, double Share, double From, double To);

/// <summary>Where a lost car may be: every place that it has told, the likeliest first.</summary>
internal sealed class Candidates
{
    /// <summary>Share that a car may leave untold before it counts as being anywhere. For so much nothing is kept free but by the car's own eyes; every place told is heeded.</summary>
    public const double Tolerated = 0.02;

    private Candidates(IReadOnlyList<Candidate> all, double unknown) => (All, Unknown) = (all, unknown);

    public IReadOnlyList<Candidate> All { get; }

    /// <summary>Share that the car has not told the places of.</summary>
    public double Unknown { get; }

    public static Candidates Of(SearchState search, RoadNetwork network)
    {
        var (all, unknown) = (new List<Candidate>(), Math.Clamp(search.Unlisted, 0, 1));
        foreach (var c in search.Candidates.OrderByDescending(c => c.Share))
        {
            if (c.Share <= 0) break;
            if (!network.TryIndexOf(c.EdgeId, out var edge)) { unknown += c.Share; continue; }
            var length = network[edge].Length;
            var (from, to) = (Math.Clamp(c.From, 0, length), Math.Clamp(c.To, 0, length));
            all.Add(from <= to ? new Candidate(edge, c.Share, from, to) : new Candidate(edge, c.Share, 0, length));
        }
        return new Candidates(all, unknown);
    }

    /// <summary>Metres of lane that the candidates' edges have.</summary>
    public double Length(RoadNetwork network) => All.Sum(c => network[c.Edge].Length);

    /// <summary>Places on the candidates' edges, a step apart, each with its share.</summary>
    public IEnumerable<(int Edge, double S, double Share)> Places(double step)
    {
        foreach (var c in All)
        {
            var count = 1 + (int)Math.Ceiling((c.To - c.From) / step);
            for (var i = 0; i < count; i++) yield return (c.Edge, count == 1 ? c.From : c.From + (c.To - c.From) * i / (count - 1), c.Share / count);
        }
    }

    /// <summary>The edges behind, with what of them its tail and whoever stands behind it may need.</summary>
    public IEnumerable<Hold> Behind(RoadNetwork network, double room)
    {
        foreach (var c in All)
            for (var open = new Stack<(int Edge, double Behind)>([(c.Edge, c.From)]); open.TryPop(out var at);)
                foreach (var before in network.Previous(at.Edge))
                    if (at.Behind < room)
                    {
                        var length = network[before].Length;
                        yield return new Hold(before, length + at.Behind);
                        open.Push((before, at.Behind + length));
                    }
    }
}
