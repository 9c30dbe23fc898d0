namespace Pixelopolis.Training.Input;

/// <summary>A small seeded generator (splitmix64), a fresh one for every sample, so that a batch is the same whoever prepares it and when.</summary>
internal struct SampleRandom
{
    private ulong _state;

    public SampleRandom(int seed, int epoch, int position)
    {
        _state = (ulong)(uint)seed;
        _state = Next() ^ (uint)epoch;
        _state = Next() ^ (uint)position;
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + (high - low) * NextDouble();

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Uniform in 0 … <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(NextDouble() * count);
}
