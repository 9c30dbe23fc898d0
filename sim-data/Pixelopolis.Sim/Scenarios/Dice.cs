using System.Numerics;

namespace Pixelopolis.Sim.Scenarios;

/// <summary>Chance from a seed: SplitMix64 (Steele, Lea and Flood 2014). The same seed rolls the same values on every machine.</summary>
public struct Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The stream that belongs to a seed and a purpose, so that one more roll for one purpose changes no other.</summary>
    public static Dice For(ulong seed, string purpose)
    {
        var hash = 14695981039346656037UL; // FNV-1a
        foreach (var c in purpose) hash = (hash ^ c) * 1099511628211UL;
        return new Dice(Mix(seed + 0x9E3779B97F4A7C15UL) ^ hash);
    }

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>In [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + Unit() * (high - low);

    public float Between(float low, float high) => low + (float)Unit() * (high - low);

    public int Below(int count) => (int)(Unit() * count);

    public bool Chance(double probability) => Unit() < probability;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>Mean 0, standard deviation 1 (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>A colour between two others, the three channels together, each a little off by <paramref name="jitter"/>.</summary>
    public Vector3 Colour(Vector3 low, Vector3 high, float jitter = 0.04f)
    {
        var c = Vector3.Lerp(low, high, (float)Unit());
        return c * new Vector3(1 + Between(-jitter, jitter), 1 + Between(-jitter, jitter), 1 + Between(-jitter, jitter));
    }
}
