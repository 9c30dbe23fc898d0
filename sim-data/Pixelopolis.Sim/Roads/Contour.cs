using System.Numerics;

namespace Pixelopolis.Sim.Roads;

/// <summary>Lines of equal value through a field (marching squares), higher values to their left.</summary>
internal static class Contour
{
    /// <summary>Each line as points no further apart than needed to follow it within <paramref name="tolerance"/>; a closed one ends where it began.</summary>
    public static List<Vector2[]> Of(Field field, float level, float tolerance, float longest)
    {
        var next = new Dictionary<long, (long To, Vector2 From)>();
        for (var j = 0; j + 1 < field.Height; j++)
            for (var i = 0; i + 1 < field.Width; i++) Cell(field, level, i, j, next);

        var starts = new HashSet<long>(next.Keys);
        foreach (var (_, piece) in next) starts.Remove(piece.To);
        var lines = new List<Vector2[]>();
        foreach (var start in starts.Order()) lines.Add(Simplified(Follow(next, start), tolerance, longest));
        foreach (var start in next.Keys.Order().ToArray())
            if (next.ContainsKey(start)) lines.Add(Simplified(Follow(next, start), tolerance, longest));
        lines.RemoveAll(l => l.Length < 2);
        return lines;
    }

    private static List<Vector2> Follow(Dictionary<long, (long To, Vector2 From)> next, long at)
    {
        var points = new List<Vector2>();
        var first = at;
        while (next.Remove(at, out var piece))
        {
            points.Add(piece.From);
            at = piece.To;
            if (at == first) { points.Add(points[0]); break; }
        }
        return points;
    }

    // A crossing is named by the grid edge it lies on: 2·sample for the edge to the right, 2·sample + 1 for the edge up.
    private static void Cell(Field f, float level, int i, int j, Dictionary<long, (long, Vector2)> next)
    {
        var k = j * f.Width + i;
        var (a, b, c, d) = (f.Values[k] - level, f.Values[k + 1] - level, f.Values[k + f.Width + 1] - level, f.Values[k + f.Width] - level);
        var mask = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
        if (mask is 0 or 15) return;
        var (bottom, right, top, left) = (2L * k, 2L * (k + 1) + 1, 2L * (k + f.Width), 2L * k + 1);
        Vector2 On(long edge) => Place(f, i, j, edge == bottom ? new(a / (a - b), 0) : edge == right ? new(1, b / (b - c)) : edge == top ? new(d / (d - c), 1) : new(0, a / (a - d)));
        void Piece(long from, long to) => next[from] = (to, On(from));
        switch (mask)
        {
            case 1: Piece(bottom, left); break;
            case 2: Piece(right, bottom); break;
            case 3: Piece(right, left); break;
            case 4: Piece(top, right); break;
            case 5: Piece(bottom, right); Piece(top, left); break;
            case 6: Piece(top, bottom); break;
            case 7: Piece(top, left); break;
            case 8: Piece(left, top); break;
            case 9: Piece(bottom, top); break;
            case 10: Piece(left, bottom); Piece(right, top); break;
            case 11: Piece(right, top); break;
            case 12: Piece(left, right); break;
            case 13: Piece(bottom, right); break;
            default: Piece(left, bottom); break;
        }
    }

    private static Vector2 Place(Field f, int i, int j, Vector2 within) =>
        new((float)(f.X0 + (i + within.X) * f.Step), (float)(f.Y0 + (j + within.Y) * f.Step));

    private static Vector2[] Simplified(List<Vector2> points, float tolerance, float longest)
    {
        var kept = new List<Vector2>();
        for (var k = 0; k < points.Count;)
        {
            kept.Add(points[k]);
            var reach = k + 1;
            while (reach + 1 < points.Count && Vector2.Distance(points[k], points[reach + 1]) < longest && Follows(points, k, reach + 1, tolerance)) reach++;
            k = reach;
        }
        return [.. kept];
    }

    private static bool Follows(List<Vector2> points, int from, int to, float tolerance)
    {
        var along = points[to] - points[from];
        var length = along.Length();
        if (length < 1e-6f) return false;
        for (var k = from + 1; k < to; k++)
        {
            var off = points[k] - points[from];
            if (MathF.Abs(off.X * along.Y - off.Y * along.X) > tolerance * length) return false;
        }
        return true;
    }
}
