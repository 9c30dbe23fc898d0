using Pixelopolis.Training.Detector.Data;

namespace Pixelopolis.Training.Detector;

/// <summary>
/// Which anchors are to find which object. Each object gets its few best-overlapping anchors, the more the better they fit (as many as the
/// ten best overlaps sum up to): a small sign between cells gets what lies nearest, be the overlap ever so low, and a large one does not
/// drown the rest. What fits well without being among them, and what lies on something difficult, is asked for nothing.
/// Source: the number is that of Ge et al., OTA (2021); the rest is SSD's matching.
/// </summary>
internal sealed class AnchorMatching(AnchorGrid grid)
{
    public const int None = -1;
    public const int Ignored = -2;

    private const int Best = 10;
    private const int Most = 10;
    private const float IgnoredFrom = 0.5f;
    private const float DifficultFrom = 0.2f;

    private readonly float[] _overlaps = new float[grid.All.Length];
    private readonly float[] _bestOverlap = new float[grid.All.Length];
    private readonly int[] _order = new int[grid.All.Length];

    /// <summary>For each anchor the object's place, or <see cref="None"/>, or <see cref="Ignored"/>.</summary>
    public void Match(IReadOnlyList<SceneObject> objects, Span<int> matches)
    {
        matches.Fill(None);
        Array.Clear(_bestOverlap);
        for (var i = 0; i < objects.Count; i++)
            if (!objects[i].Difficult) Take(objects[i], i, matches);
        foreach (var thing in objects)
            if (thing.Difficult) Ignore(thing, matches);
    }

    private void Take(in SceneObject thing, int index, Span<int> matches)
    {
        var near = Overlaps(thing);
        var (best, sum) = (Math.Min(Best, near), 0f);
        for (var i = 0; i < best; i++) sum += _overlaps[_order[i]];
        var wanted = Math.Clamp((int)MathF.Round(sum), 1, Most);
        for (var i = 0; i < near; i++)
        {
            var anchor = _order[i];
            var overlap = _overlaps[anchor];
            if (i < wanted && overlap > _bestOverlap[anchor]) (matches[anchor], _bestOverlap[anchor]) = (index, overlap);
            else if (overlap >= IgnoredFrom && matches[anchor] == None) matches[anchor] = Ignored;
            else if (i >= wanted && overlap < IgnoredFrom) break;
        }
    }

    private void Ignore(in SceneObject thing, Span<int> matches)
    {
        var near = Overlaps(thing);
        for (var i = 0; i < near; i++)
        {
            if (i >= Best && _overlaps[_order[i]] < DifficultFrom) break;
            if (matches[_order[i]] == None) matches[_order[i]] = Ignored;
        }
    }

    /// <summary>Fills the overlaps and puts the anchors that overlap at all in order, best first.</summary>
    private int Overlaps(in SceneObject thing)
    {
        var count = 0;
        for (var i = 0; i < grid.All.Length; i++)
        {
            ref readonly var anchor = ref grid.All[i];
            var width = Math.Min(anchor.X + anchor.Width / 2, thing.Right) - Math.Max(anchor.X - anchor.Width / 2, thing.Left);
            var height = Math.Min(anchor.Y + anchor.Height / 2, thing.Bottom) - Math.Max(anchor.Y - anchor.Height / 2, thing.Top);
            if (width <= 0 || height <= 0) continue;
            var both = width * height;
            _overlaps[i] = both / (anchor.Width * anchor.Height + thing.Width * thing.Height - both);
            _order[count++] = i;
        }
        // Equal overlaps in the grid's order, so that the same objects always match alike.
        _order.AsSpan(0, count).Sort((one, other) => _overlaps[other].CompareTo(_overlaps[one]) is var by && by != 0 ? by : one - other);
        return count;
    }
}
