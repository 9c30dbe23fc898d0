namespace Pixelopolis.Car.Localization;

/// <summary>A filter's own dice: the same seed throws the same. SplitMix64 (Steele, Lea and Flood 2014), normals by the sum of uniform numbers.</summary>
internal struct SeededChance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Nearly normal (four uniform numbers), standard deviation 1: no filter needs its far tails.</summary>
    public double Normal()
    {
        var bits = Next();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum / 65536.0 - 2) * 1.7320508075688772;
    }

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
