namespace Pixelopolis.Sim.Rendering;

/// <summary>Motion along the rows while the light is taken: each pixel becomes the mean of those that pass it.</summary>
internal static class Smear
{
    /// <param name="painter">Whose picture is smeared, in place.</param>
    /// <param name="pixels">The way in pixels; its outermost two count by their part of it.</param>
    public static void Apply(ScenePainter painter, double pixels, int from, int to)
    {
        Span<uint> line = stackalloc uint[painter.Stride];
        var reach = Math.Clamp((pixels - 1) / 2, 0, 32);
        var whole = (int)reach;
        var part = (int)((reach - whole) * 256);
        var sum = 256 * (2 * whole + 1) + 2 * part;
        for (var row = from; row < to; row++)
        {
            var into = painter.Picture.AsSpan(row * painter.Stride, painter.Stride);
            into.CopyTo(line);
            for (var x = 0; x < into.Length; x++)
            {
                var (r, g, b) = (0, 0, 0);
                for (var k = -whole - 1; k <= whole + 1; k++)
                {
                    var weight = Math.Abs(k) > whole ? part : 256;
                    var pixel = line[Math.Clamp(x + k, 0, line.Length - 1)];
                    (r, g, b) = (r + weight * (int)(pixel & 255), g + weight * (int)((pixel >> 8) & 255), b + weight * (int)((pixel >> 16) & 255));
                }
                into[x] = (uint)((r + sum / 2) / sum) | (uint)((g + sum / 2) / sum) << 8 | (uint)((b + sum / 2) / sum) << 16 | 0xFF000000;
            }
        }
    }
}
