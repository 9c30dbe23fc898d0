namespace Pixelopolis.Datasets.Lane;

/// <summary>A city is trained on, validated on or tested on, never two of them.</summary>
public static class LaneSplits
{
    /// <summary>A city that occurs in more than one split, or null.</summary>
    public static int? Overlap(ReadOnlySpan<LaneFrame> frames)
    {
        var seen = new Dictionary<int, LaneSplit>();
        foreach (var frame in frames)
            if (!seen.TryAdd(frame.City, frame.Split) && seen[frame.City] != frame.Split) return frame.City;
        return null;
    }
}
