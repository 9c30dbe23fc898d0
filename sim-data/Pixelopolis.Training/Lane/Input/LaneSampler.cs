using Pixelopolis.Training.Input;
using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane.Input;

/// <summary>
/// Draws frames with replacement so that straights do not drown bends and turns. Frames fall into bins by intent and curvature; a bin of n
/// frames is drawn with a share that grows as n^(1 − balance): 0 leaves the data as it is, 1 makes all bins equal. No frame is drawn more
/// than <see cref="MostOften"/> times as often as in the data as it is: a handful of odd frames must not become a habit.
/// </summary>
public sealed class LaneSampler
{
    /// <summary>Where curvature's bins end, 1/m.</summary>
    private static readonly float[] CurvatureEdges = [-4, -2, -0.7f, -0.2f, 0.2f, 0.7f, 2, 4];

    private const double MostOften = 20;

    private readonly int[] _indices;
    private readonly double[] _upTo;

    public LaneSampler(ReadOnlySpan<LaneFrame> frames, IReadOnlyList<int> indices, double balance)
    {
        if (indices.Count == 0) throw new ArgumentException("no frames to draw from", nameof(indices));
        _indices = [.. indices];
        _upTo = new double[_indices.Length];
        var bins = new int[_indices.Length];
        for (var i = 0; i < bins.Length; i++) bins[i] = BinOf(frames[_indices[i]]);
        var sizes = bins.CountBy(bin => bin).ToDictionary();
        var share = sizes.ToDictionary(bin => bin.Key, bin => Math.Pow(bin.Value, -balance));
        var limit = double.PositiveInfinity;
        for (var round = 0; round < 20; round++) limit = MostOften * sizes.Sum(bin => bin.Value * Math.Min(share[bin.Key], limit)) / bins.Length; // capping lowers the mean it is measured by
        var sum = 0.0;
        for (var i = 0; i < bins.Length; i++) _upTo[i] = sum += Math.Min(share[bins[i]], limit);
    }

    public int Count => _indices.Length;

    /// <summary>The frame at one place of one epoch: always the same for the same seed.</summary>
    internal int Draw(ref SampleRandom random)
    {
        var at = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return _indices[Math.Min(at < 0 ? ~at : at + 1, _indices.Length - 1)];
    }

    /// <summary>Intent and curvature as one number.</summary>
    public static int BinOf(in LaneFrame frame)
    {
        var curvature = 0;
        while (curvature < CurvatureEdges.Length && frame.Curvature >= CurvatureEdges[curvature]) curvature++;
        return (int)frame.Intent * (CurvatureEdges.Length + 1) + curvature;
    }
}
