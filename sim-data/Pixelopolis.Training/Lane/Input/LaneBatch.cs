using Pixelopolis.Datasets.Lane;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Lane.Input;

/// <summary>Some frames, ready for the network: crops [N,40,120,3] as bytes and labels [N,4].</summary>
internal sealed class LaneBatch(int capacity)
{
    private readonly byte[] _crops = new byte[capacity * LaneDatasetFormat.CropBytes];
    private readonly float[] _labels = new float[capacity * LaneLabels.Count];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public Span<byte> CropAt(int place) => _crops.AsSpan(place * LaneDatasetFormat.CropBytes, LaneDatasetFormat.CropBytes);

    /// <summary>Sets the labels of the next place, whose crop is there already.</summary>
    public void Add(in LaneLabels labels)
    {
        for (var head = 0; head < LaneLabels.Count; head++) _labels[Count * LaneLabels.Count + head] = labels[head];
        Count++;
    }

    public Tensor Crops() => tensor(_crops[..(Count * LaneDatasetFormat.CropBytes)],
        [Count, LaneDatasetFormat.CropHeight, LaneDatasetFormat.CropWidth, LaneDatasetFormat.CropChannels], ScalarType.Byte);

    public Tensor Labels() => tensor(_labels[..(Count * LaneLabels.Count)], [Count, LaneLabels.Count], ScalarType.Float32);
}
