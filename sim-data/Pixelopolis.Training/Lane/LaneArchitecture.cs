using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane;

/// <summary>A convolution with as much padding as keeps height and width (divided by the stride).</summary>
public sealed record LaneConvolution(int Filters, int Kernel, int Stride)
{
    public int Padding => Kernel / 2;
}

/// <summary>
/// The lane keeper's layers: the original's (24-36-48 5×5 stride 2, 64-64 3×3, dense 100-50-10, ELU, dropout), with one output for each
/// intent. The convolutions are padded: unpadded, five of them would leave nothing of 40 rows.
/// Source: Bojarski et al., End to End Learning for Self-Driving Cars (2016), as Pixelopolis adapted it.
/// </summary>
public static class LaneArchitecture
{
    public const int Height = LaneDatasetFormat.CropHeight;
    public const int Width = LaneDatasetFormat.CropWidth;
    public const int Channels = LaneDatasetFormat.CropChannels;
    public const int Outputs = LaneLabels.Count;

    /// <summary>A byte becomes <c>byte / HalfRange − 1</c>, so −1 to 1.</summary>
    public const float HalfRange = 127.5f;

    public static IReadOnlyList<LaneConvolution> Convolutions { get; } =
        [new(24, 5, 2), new(36, 5, 2), new(48, 5, 2), new(64, 3, 1), new(64, 3, 1)];

    public static IReadOnlyList<int> Dense { get; } = [100, 50, 10];

    /// <summary>The numbers that the convolutions hand to the dense layers.</summary>
    public static int Features { get; } = Shapes().Last().Values;

    /// <summary>Multiply-adds of one inference, counting convolutions and dense layers.</summary>
    public static long MultiplyAdds { get; } = Shapes().Sum(shape => shape.MultiplyAdds) + DenseMultiplyAdds();

    private static IEnumerable<(int Values, long MultiplyAdds)> Shapes()
    {
        var (height, width, depth) = (Height, Width, Channels);
        foreach (var layer in Convolutions)
        {
            (height, width) = (Halved(height, layer), Halved(width, layer));
            yield return (height * width * layer.Filters, (long)height * width * layer.Filters * depth * layer.Kernel * layer.Kernel);
            depth = layer.Filters;
        }
    }

    private static int Halved(int size, LaneConvolution layer) => (size + 2 * layer.Padding - layer.Kernel) / layer.Stride + 1;

    private static long DenseMultiplyAdds()
    {
        int[] widths = [Features, .. Dense, Outputs];
        return widths.Zip(widths.Skip(1), (from, to) => (long)from * to).Sum();
    }
}
