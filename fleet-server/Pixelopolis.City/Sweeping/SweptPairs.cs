namespace Pixelopolis.City.Sweeping;

/// <summary>Finds the pairs of a map's edges whose swept shapes touch: boxes around edges first, then circles around stretches of them, then the car's outlines.</summary>
internal static class SweptPairs
{
    /// <returns>Indexes into the map's edges, the lower first, in rising order.</returns>
    public static List<(int A, int B)> Touching(CityMap map, CarFootprint body)
    {
        var swept = map.Edges.Select(e => new SweptEdge(e.Curve, body)).ToArray();
        var following = new FollowingDistance(map, body.Front + body.Rear + 2 * body.HalfWidth);
        var order = Enumerable.Range(0, swept.Length).OrderBy(i => swept[i].Left).ToArray();
        var pairs = new List<(int, int)>();
        for (var i = 0; i < order.Length; i++)
            for (var j = i + 1; j < order.Length && swept[order[j]].Left <= swept[order[i]].Right; j++)
            {
                var (a, b) = order[i] < order[j] ? (order[i], order[j]) : (order[j], order[i]);
                if (swept[a].Top < swept[b].Bottom || swept[b].Top < swept[a].Bottom) continue;
                if (Meet(map.Edges[a], map.Edges[b]) || Touch(swept[a], swept[b], following.Between(a, b), following.Between(b, a), following.Limit)) pairs.Add((a, b));
            }
        pairs.Sort();
        return pairs;
    }

    private static bool Meet(Edge a, Edge b) => a.StartNodeId == b.StartNodeId || a.EndNodeId == b.EndNodeId;

    /// <param name="ab">Metres from a's end to b's start along the road; infinite where there is no short way.</param>
    private static bool Touch(SweptEdge a, SweptEdge b, double ab, double ba, double limit)
    {
        for (var i = 0; i < a.Stretches.Length; i++)
            for (var j = 0; j < b.Stretches.Length; j++)
                if (a.Stretches[i].Near(b.Stretches[j]) && Touch(a, i, b, j, ab, ba, limit)) return true;
        return false;
    }

    private static bool Touch(SweptEdge a, int i, SweptEdge b, int j, double ab, double ba, double limit)
    {
        for (var p = a.Stretches[i].First; p <= a.Stretches[i].Last; p++)
            for (var q = b.Stretches[j].First; q <= b.Stretches[j].Last; q++)
            {
                if (!a.Boxes[p].Overlaps(b.Boxes[q])) continue;
                var (s, t) = (a.Step * p, b.Step * q);
                var behind = Math.Min(a.Length - s + ab + t, b.Length - t + ba + s);
                if (behind > limit) return true;
            }
        return false;
    }
}
