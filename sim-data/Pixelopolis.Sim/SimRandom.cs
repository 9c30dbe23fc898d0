namespace Pixelopolis.Sim;

/// <summary>
/// Chance from a seed, the same on every machine and in every version of .NET: xoshiro256** seeded by SplitMix64
/// (Blackman and Vigna, 2018; public domain reference algorithms).
/// </summary>
public sealed class SimRandom
{
    private ulong _a, _b, _c, _d;
    private double _spare;
    private bool _hasSpare;

    public SimRandom(ulong seed)
    {
        ulong Next()
        {
            seed += 0x9E3779B97F4A7C15;
            var z = seed;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
        (_a, _b, _c, _d) = (Next(), Next(), Next(), Next());
    }

    /// <summary>A seed for a part of what this seed makes: independent of the order in which parts are made.</summary>
    public static ulong Derive(ulong seed, ulong part)
    {
        var z = seed + (part + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public ulong NextUInt64()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a; _d ^= _b; _b ^= _c; _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>In [0, 1).</summary>
    public double Uniform() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    public double Uniform(double low, double high) => low + Uniform() * (high - low);

    /// <summary>In [0, count).</summary>
    public int Below(int count) => (int)(Uniform() * count);

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Standard normal (Marsaglia's polar method).</summary>
    public double Normal()
    {
        if (_hasSpare) { _hasSpare = false; return _spare; }
        double u, v, s;
        do
        {
            u = Uniform(-1, 1);
            v = Uniform(-1, 1);
            s = u * u + v * v;
        }
        while (s is >= 1 or 0);
        var f = Math.Sqrt(-2 * Math.Log(s) / s);
        (_spare, _hasSpare) = (v * f, true);
        return u * f;
    }

    public double Normal(double mean, double deviation) => mean + deviation * Normal();

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];
}
