namespace Pixelopolis.Car.App.Driving;

/// <summary>
/// The newest of a value that one thread writes and any may read. The writer never waits; a reader copies, and copies again if the
/// writer came round in the meantime.
/// </summary>
public sealed class Newest<T> where T : struct
{
    private const int Slots = 8;
    private readonly T[] _values = new T[Slots];
    private long _version;

    /// <summary>How many values were set.</summary>
    public long Version => Volatile.Read(ref _version);

    public void Set(in T value)
    {
        var next = _version + 1;
        _values[next % Slots] = value;
        Volatile.Write(ref _version, next);
    }

    /// <returns>The default before the first was set.</returns>
    public T Get()
    {
        while (true)
        {
            var version = Volatile.Read(ref _version);
            var value = _values[version % Slots];
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _version) - version < Slots - 1) return value;
        }
    }
}
