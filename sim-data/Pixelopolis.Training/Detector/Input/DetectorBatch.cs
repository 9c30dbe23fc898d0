using Pixelopolis.Training.Detector.Data;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Detector.Input;

/// <summary>Some pictures, ready for the network, with what their anchors are to answer.</summary>
internal sealed class DetectorBatch(int capacity, AnchorGrid grid, int classes)
{
    private readonly byte[] _pictures = new byte[capacity * grid.Input.Bytes];
    private readonly float[] _asked = new float[capacity * grid.All.Length];
    private readonly int[] _matches = new int[grid.All.Length];
    private readonly List<long> _anchors = [];
    private readonly List<long> _answers = [];
    private readonly List<float> _boxes = [];
    private readonly List<float> _from = [];
    private readonly AnchorMatching _matching = new(grid);

    public int Count { get; private set; }

    /// <summary>Anchors that are to find something.</summary>
    public int Positives => _anchors.Count;

    public void Clear()
    {
        Count = 0;
        _anchors.Clear();
        _answers.Clear();
        _boxes.Clear();
        _from.Clear();
    }

    public Span<byte> PictureAt(int place) => _pictures.AsSpan(place * grid.Input.Bytes, grid.Input.Bytes);

    /// <summary>Sets what is in the next place's picture, which is there already.</summary>
    public void Add(IReadOnlyList<SceneObject> objects)
    {
        _matching.Match(objects, _matches);
        var first = (long)Count * grid.All.Length;
        for (var i = 0; i < _matches.Length; i++)
        {
            _asked[first + i] = _matches[i] == AnchorMatching.Ignored ? 0 : 1;
            if (_matches[i] < 0) continue;
            var (thing, anchor) = (objects[_matches[i]], grid.All[i]);
            _anchors.Add(first + i);
            _answers.Add((first + i) * classes + thing.Class);
            _boxes.AddRange(thing.Top, thing.Left, thing.Bottom, thing.Right);
            _from.AddRange(anchor.Y, anchor.X, anchor.Height, anchor.Width);
        }
        Count++;
    }

    public Tensor Pictures() => tensor(_pictures[..(Count * grid.Input.Bytes)],
        [Count, grid.Input.Height, grid.Input.Width, DetectorArchitecture.Channels], ScalarType.Byte);

    /// <summary>[B,anchors,1]: 1, or 0 for an anchor that is asked for nothing.</summary>
    public Tensor Asked() => tensor(_asked[..(Count * grid.All.Length)], [Count, grid.All.Length, 1]);

    /// <summary>The positive anchors' places among all of the batch, [P].</summary>
    public Tensor Anchors() => tensor(_anchors.ToArray(), [Positives]);

    /// <summary>The places of their right class's scores among all of the batch, [P].</summary>
    public Tensor Answers() => tensor(_answers.ToArray(), [Positives]);

    /// <summary>Their objects' boxes, [P,4]: top, left, bottom, right in pixels.</summary>
    public Tensor Boxes() => tensor(_boxes.ToArray(), [Positives, 4]);

    /// <summary>Themselves, [P,4]: middle (y, x) and size (height, width) in pixels.</summary>
    public Tensor From() => tensor(_from.ToArray(), [Positives, 4]);
}
