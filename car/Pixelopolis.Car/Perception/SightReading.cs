using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Pixelopolis.Car.Perception;

/// <summary>
/// What the detector saw in one frame: a value, so that it crosses threads and is recorded without sharing anything. Default: nothing was looked at yet.
/// </summary>
public readonly struct SightReading : IEquatable<SightReading>
{
    /// <summary>Detections that are kept of a frame, the best scores first.</summary>
    public const int Most = 24;

    private readonly Places _all;

    /// <param name="frame">Number of the camera frame, from 1.</param>
    /// <param name="capturedAt">When its light fell, seconds.</param>
    /// <param name="found">Best first; what is beyond <see cref="Most"/> is dropped.</param>
    public SightReading(uint frame, double capturedAt, ReadOnlySpan<Detection> found)
    {
        (Frame, CapturedAt, Count) = (frame, capturedAt, Math.Min(found.Length, Most));
        Span<Detection> all = _all;
        found[..Count].CopyTo(all);
    }

    /// <summary>0 before the first.</summary>
    public uint Frame { get; }

    public double CapturedAt { get; }

    public int Count { get; }

    [UnscopedRef]
    public ReadOnlySpan<Detection> Found() => ((ReadOnlySpan<Detection>)_all)[..Count];

    public bool Equals(SightReading other) =>
        Frame == other.Frame && CapturedAt.Equals(other.CapturedAt) && Found().SequenceEqual(other.Found());

    public override bool Equals(object? obj) => obj is SightReading other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Frame, CapturedAt, Count);

    public static bool operator ==(SightReading left, SightReading right) => left.Equals(right);

    public static bool operator !=(SightReading left, SightReading right) => !left.Equals(right);

    [InlineArray(Most)]
    private struct Places
    {
        private Detection _first;
    }
}
