using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Roads;

/// <summary>How far each point of the ground is from the nearest lane's centre line.</summary>
internal static class LaneDistance
{
    private const double Tolerance = 0.0002; // a chord leaves the lane's curve by no more than this

    /// <returns>Metres, exact up to <paramref name="reach"/>, and a little more than that beyond it.</returns>
    public static Field Of(IEnumerable<Edge> edges, Bounds bounds, double step, double reach)
    {
        var field = new Field(bounds, step, (float)(reach + step));
        var points = new List<(double X, double Y)>();
        foreach (var edge in edges)
        {
            Chords(edge.Curve, points);
            for (var i = 1; i < points.Count; i++) Lower(field, points[i - 1], points[i], reach);
        }
        return field;
    }

    /// <summary>The fewest points whose chords follow the curve within the tolerance.</summary>
    public static void Chords(LaneCurve curve, List<(double X, double Y)> points)
    {
        points.Clear();
        var s = 0.0;
        var here = curve.At(0);
        points.Add((here.X, here.Y));
        while (s < curve.Length)
        {
            var stride = Math.Min(0.5, curve.Length - s);
            while (stride > 0.005 && !IsStraight(curve, s, stride)) stride *= 0.6;
            s = curve.Length - s - stride < 0.002 ? curve.Length : s + stride;
            here = curve.At(s);
            points.Add((here.X, here.Y));
        }
    }

    private static bool IsStraight(LaneCurve curve, double s, double stride)
    {
        var (a, b) = (curve.At(s), curve.At(s + stride));
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        for (var k = 1; k < 8; k++)
        {
            var p = curve.At(s + stride * k / 8);
            if (Math.Abs((p.X - a.X) * dy - (p.Y - a.Y) * dx) > Tolerance * length) return false;
        }
        return true;
    }

    private static void Lower(Field field, (double X, double Y) a, (double X, double Y) b, double reach)
    {
        var (i0, j0, i1, j1) = field.Range(a.X, a.Y, b.X, b.Y, reach);
        var (dx, dy) = ((float)(b.X - a.X), (float)(b.Y - a.Y));
        var square = dx * dx + dy * dy;
        if (square <= 0) return;
        var inverse = 1 / square;
        var step = (float)field.Step;
        var max = (float)(reach * reach);
        for (var j = j0; j <= j1; j++)
        {
            var py = (float)(field.Y0 + j * field.Step - a.Y);
            var px = (float)(field.X0 + i0 * field.Step - a.X);
            var row = field.Values.AsSpan(j * field.Width + i0, i1 - i0 + 1);
            for (var i = 0; i < row.Length; i++, px += step)
            {
                var f = Math.Clamp((px * dx + py * dy) * inverse, 0f, 1f);
                var (ex, ey) = (px - f * dx, py - f * dy);
                var d = ex * ex + ey * ey;
                if (d < max && d < row[i] * row[i]) row[i] = MathF.Sqrt(d);
            }
        }
    }
}
