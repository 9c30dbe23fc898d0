using Pixelopolis.Car.Perception;

namespace Pixelopolis.Training.Detector;

/// <summary>A box by its middle and size, in pixels of the network's input.</summary>
public readonly record struct Anchor(float X, float Y, float Width, float Height);

/// <summary>An anchor's size, in pixels of the network's input.</summary>
public sealed record AnchorSize(float Width, float Height);

/// <summary>The anchors in the network's order: by level, then row, column, and the cell's own.</summary>
public sealed class AnchorGrid
{
    public static IReadOnlyList<int> Strides { get; } = [8, 16, 32];

    /// <param name="sizes">For each of <see cref="Strides"/>.</param>
    public AnchorGrid(IReadOnlyList<IReadOnlyList<AnchorSize>> sizes, DetectorInput input)
    {
        if (sizes.Count != Strides.Count) throw new ArgumentException($"anchors for {sizes.Count} levels, not {Strides.Count}", nameof(sizes));
        (Sizes, Input) = (sizes, input);
        var all = new List<Anchor>();
        for (var level = 0; level < sizes.Count; level++)
        {
            var stride = Strides[level];
            for (var y = stride / 2; y < input.Height; y += stride)
                for (var x = stride / 2; x < input.Width; x += stride)
                    all.AddRange(sizes[level].Select(size => new Anchor(x, y, size.Width, size.Height)));
        }
        All = [.. all];
    }

    public IReadOnlyList<IReadOnlyList<AnchorSize>> Sizes { get; }

    /// <summary>What the anchors' pixels are those of.</summary>
    public DetectorInput Input { get; }

    public Anchor[] All { get; }

    /// <summary>Anchors in a cell, level by level.</summary>
    public IReadOnlyList<int> Counts => [.. Sizes.Select(level => level.Count)];
}
