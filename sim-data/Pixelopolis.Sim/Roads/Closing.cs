namespace Pixelopolis.Sim.Roads;

/// <summary>
/// Morphological closing on distances rather than pixels: the outline stays smooth to a fraction of a grid step.
/// Cracks and notches narrower than twice the radius are filled.
/// </summary>
internal static class Closing
{
    /// <summary>
    /// The area {distance &lt; level} closed by a disc.
    /// </summary>
    /// <returns>Metres from the closed area's outline, positive inside; exact outside only as far as the given distances are.</returns>
    public static Field Of(Field distance, double level, double radius)
    {
        var outline = (float)(level + radius);
        var (w, h) = (distance.Width, distance.Height);
        var seedX = new float[w * h];
        var seedY = new float[w * h];
        Array.Fill(seedX, float.NegativeInfinity);
        Seed(distance, outline, seedX, seedY);
        for (var j = 0; j < h; j++) Sweep(seedX, seedY, w, j, j - 1, j > 0);
        for (var j = h - 1; j >= 0; j--) Sweep(seedX, seedY, w, j, j + 1, j < h - 1);

        var closed = new Field(distance, 0);
        for (var j = 0; j < h; j++)
            for (var i = 0; i < w; i++)
            {
                var k = j * w + i;
                var d = distance.Values[k];
                closed.Values[k] = d >= outline ? (float)level - d
                    : float.IsNegativeInfinity(seedX[k]) ? (float)level - d
                    : (float)(Math.Sqrt(Square(seedX[k] - i) + Square(seedY[k] - j)) * distance.Step - radius);
            }
        return closed;
    }

    // Points beside the outline know the outline's nearest point: themselves, moved down the slope of the distance.
    private static void Seed(Field distance, float outline, float[] seedX, float[] seedY)
    {
        var (w, h, v) = (distance.Width, distance.Height, distance.Values);
        var near = 1.5f * (float)distance.Step;
        for (var j = 1; j < h - 1; j++)
            for (var i = 1; i < w - 1; i++)
            {
                var k = j * w + i;
                var over = v[k] - outline;
                if (Math.Abs(over) > near) continue;
                var (gx, gy) = (v[k + 1] - v[k - 1], v[k + w] - v[k - w]);
                var g = MathF.Sqrt(gx * gx + gy * gy);
                if (g < distance.Step) continue; // a ridge: no single slope here, the neighbours know better
                over /= (float)distance.Step;
                (seedX[k], seedY[k]) = (i - over * gx / g, j - over * gy / g);
            }
    }

    // Danielsson's distance transform by vectors, with seeds between the grid points.
    private static void Sweep(float[] seedX, float[] seedY, int w, int j, int from, bool hasFrom)
    {
        var row = j * w;
        if (hasFrom)
            for (var i = 0; i < w; i++)
            {
                Offer(seedX, seedY, row + i, from * w + i, i, j);
                if (i > 0) Offer(seedX, seedY, row + i, from * w + i - 1, i, j);
                if (i < w - 1) Offer(seedX, seedY, row + i, from * w + i + 1, i, j);
            }
        for (var i = 1; i < w; i++) Offer(seedX, seedY, row + i, row + i - 1, i, j);
        for (var i = w - 2; i >= 0; i--) Offer(seedX, seedY, row + i, row + i + 1, i, j);
    }

    private static void Offer(float[] seedX, float[] seedY, int k, int other, int i, int j)
    {
        var (x, y) = (seedX[other], seedY[other]);
        if (float.IsNegativeInfinity(x)) return;
        if (float.IsNegativeInfinity(seedX[k]) || Square(x - i) + Square(y - j) < Square(seedX[k] - i) + Square(seedY[k] - j))
            (seedX[k], seedY[k]) = (x, y);
    }

    private static float Square(float v) => v * v;
}
