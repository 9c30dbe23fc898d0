namespace Pixelopolis.Tests;

/// <summary>Counts what a piece of code allocates once it has settled.</summary>
internal static class Allocations
{
    private const int Rounds = 8;

    /// <summary>
    /// The fewest bytes one call of <paramref name="round"/> allocated on this thread, out of up to eight calls; 0 ends it at once.
    /// Code that allocates at every frame does so in every round. The runtime, though, allocates a little on whatever thread it happens to
    /// prepare something for the first time (the statics of a type that only recompiled code reaches), and when it recompiles is its own affair:
    /// one count of one round would fail once in some hundred runs.
    /// </summary>
    public static long InSteadyState(Action round)
    {
        var fewest = long.MaxValue;
        for (var i = 0; i < Rounds && fewest > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return fewest;
    }
}
