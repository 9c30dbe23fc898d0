namespace Pixelopolis.Datasets.Lane;

/// <summary>Why a lane data set cannot be read or added to.</summary>
public enum LaneDatasetFaultKind
{
    /// <summary>No folder, no <c>dataset.json</c> in it, or a file that it names is not there.</summary>
    Missing,

    /// <summary><c>dataset.json</c> or <c>frames.jsonl</c> cannot be parsed.</summary>
    Malformed,

    /// <summary>Another format, a newer version, or crops of another size.</summary>
    Unsupported,

    /// <summary>A file is shorter than the manifest says.</summary>
    Truncated,

    /// <summary>A file is longer than the manifest says: adding to it was interrupted. Opening it to add cuts it back.</summary>
    Interrupted,

    /// <summary>A file's bytes are not those that were written.</summary>
    HashMismatch,

    /// <summary>Numbers that contradict each other: counts, splits or labels.</summary>
    Inconsistent,

    /// <summary>The data set does not hold the view asked for.</summary>
    ViewMissing,
}

/// <summary>A named fault, the file it was found in, and what is wrong.</summary>
public sealed record LaneDatasetFault(LaneDatasetFaultKind Kind, string Path, string Message)
{
    public override string ToString() => $"{Kind}: {Path}: {Message}";
}

/// <summary>Exactly one of the two is set.</summary>
public readonly record struct LaneDatasetResult<T>(T? Value, LaneDatasetFault? Fault) where T : class
{
    public static implicit operator LaneDatasetResult<T>(LaneDatasetFault fault) => new(null, fault);

    public static implicit operator LaneDatasetResult<T>(T value) => new(value, null);
}
