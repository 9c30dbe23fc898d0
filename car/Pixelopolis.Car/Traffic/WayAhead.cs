using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Traffic;

/// <summary>
/// The way along which a car watched its corridor in one step, for whoever shows it: a value, so that it crosses threads without sharing anything.
/// Default: it watched none. Metres, in the car's own coordinates.
/// </summary>
public readonly struct WayAhead
{
    public const int Most = 31;
    private readonly Places _all;
    private readonly double _spacing;

    /// <param name="way">The axle's, evenly spaced; every second of its places is kept, and what is beyond <see cref="Most"/> of them is dropped.</param>
    /// <param name="spacing">Metres from one place to the next.</param>
    /// <param name="halfWidth">What is watched to each side.</param>
    public WayAhead(ReadOnlySpan<Pose> way, double spacing, double halfWidth)
    {
        (Count, _spacing, HalfWidth) = (Math.Min(Most, (way.Length + 1) / 2), 2 * spacing, halfWidth);
        Span<Pose> all = _all;
        for (var i = 0; i < Count; i++) all[i] = way[2 * i];
    }

    /// <summary>0 where no corridor was watched.</summary>
    public int Count { get; }

    public double HalfWidth { get; }

    /// <summary>Of the axle, the first where it is now.</summary>
    [UnscopedRef]
    public ReadOnlySpan<Pose> Poses => ((ReadOnlySpan<Pose>)_all)[..Count];

    /// <summary>Where the axle will be after so many metres; at the last place at most. Only where there is a way.</summary>
    public Pose At(double driven)
    {
        var places = Math.Clamp(driven / _spacing, 0, Count - 1);
        var (before, after) = (Poses[(int)places], Poses[Math.Min((int)places + 1, Count - 1)]);
        var share = places - (int)places;
        return new Pose(before.X + share * (after.X - before.X), before.Y + share * (after.Y - before.Y),
            Angle.Wrap(before.Theta + share * Angle.Difference(after.Theta, before.Theta)));
    }

    [InlineArray(Most)]
    private struct Places
    {
        private Pose _first;
    }
}
