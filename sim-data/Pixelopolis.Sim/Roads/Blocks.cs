namespace Pixelopolis.Sim.Roads;

/// <summary>The ground that roads enclose on every side: where the city's blocks are. The rest is the table around.</summary>
internal static class Blocks
{
    private const int Coarse = 4; // grid steps of the road's field

    /// <returns>1 inside a block or on a road, 0 on the table, with a soft change between.</returns>
    public static Field Of(RoadShape road, Bounds bounds)
    {
        var field = new Field(bounds, road.Inside.Step * Coarse, 1);
        var (w, h) = (field.Width, field.Height);
        var open = new Stack<int>();
        for (var i = 0; i < w; i++) { Visit(i); Visit((h - 1) * w + i); }
        for (var j = 0; j < h; j++) { Visit(j * w); Visit(j * w + w - 1); }
        while (open.TryPop(out var k))
        {
            var (i, j) = (k % w, k / w);
            if (i > 0) Visit(k - 1);
            if (i < w - 1) Visit(k + 1);
            if (j > 0) Visit(k - w);
            if (j < h - 1) Visit(k + w);
        }
        return field;

        void Visit(int k)
        {
            if (field.Values[k] == 0 || road.Inside.At(field.X0 + k % w * field.Step, field.Y0 + k / w * field.Step) > -RoadShape.Shoulder) return;
            field.Values[k] = 0;
            open.Push(k);
        }
    }
}
