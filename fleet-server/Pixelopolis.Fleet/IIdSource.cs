namespace Pixelopolis.Fleet;

/// <summary>Gives ids that were never given before, of letters, digits and <c>-</c>.</summary>
public interface IIdSource
{
    /// <param name="kind">What is to be named: <c>order</c> or <c>action</c>.</param>
    string Next(string kind);
}

/// <summary>Ids from a seed: the same seed names the same things, for lockstep runs and replays.</summary>
public sealed class SeededIds(ulong seed) : IIdSource
{
    private ulong _count;

    public string Next(string kind) => $"{kind}-{seed:x}-{++_count}";
}
