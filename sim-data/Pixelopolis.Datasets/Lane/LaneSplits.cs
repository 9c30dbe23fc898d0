namespace Pixelopolis.Datasets.Lane;

/// <summary>A city is trained on, validated on or tested on, never two of them.</summary>
public static class LaneSplits
{
    /// <summary>The split of a city by its seed: about 80 % train, 10 % validation, 10 % test, the same wherever and whenever it is asked.</summary>
    public static LaneSplit Of(int citySeed)
    {
        // Spreads neighbouring seeds (splitmix64's finalizer), so that seeds 1…20 already fill every split.
        var mixed = (ulong)citySeed + 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) % 10) switch { 0 => LaneSplit.Validation, 1 => LaneSplit.Test, _ => LaneSplit.Train };
    }

    /// <summary>A city that occurs in more than one split, or null.</summary>
    public static int? Overlap(ReadOnlySpan<LaneFrame> frames)
    {
        var seen = new Dictionary<int, LaneSplit>();
        foreach (var frame in frames)
            if (!seen.TryAdd(frame.City, frame.Split) && seen[frame.City] != frame.Split) return frame.City;
        return null;
    }
}
