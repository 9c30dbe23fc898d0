using static System.FormattableString;

namespace Pixelopolis.City.Geometry;

/// <summary>A control point of a NURBS: metres, weight without unit.</summary>
public readonly record struct ControlPoint(double X, double Y, double Weight = 1);

/// <summary>
/// A planar NURBS as LIF 1.0.0 and VDA 5050 write it: knots in 0..1, as many as control points + degree + 1.
/// Evaluated with de Boor's algorithm on homogeneous coordinates (Piegl and Tiller, The NURBS Book, A4.1).
/// </summary>
public sealed record Nurbs(int Degree, IReadOnlyList<double> Knots, IReadOnlyList<ControlPoint> ControlPoints)
{
    /// <summary>What makes the curve impossible to evaluate, or null.</summary>
    public string? Fault()
    {
        if (Degree < 1) return $"degree {Degree} is below 1";
        if (ControlPoints.Count < Degree + 1) return $"{ControlPoints.Count} control points are too few for degree {Degree}";
        if (Knots.Count != ControlPoints.Count + Degree + 1)
            return $"{Knots.Count} knots where {ControlPoints.Count + Degree + 1} are needed (control points + degree + 1)";
        for (var i = 0; i < Knots.Count; i++)
            if (!double.IsFinite(Knots[i]) || Knots[i] is < 0 or > 1 || (i > 0 && Knots[i] < Knots[i - 1]))
                return Invariant($"knot {i} is {Knots[i]}: knots rise from 0 to 1");
        if (Knots[Degree] >= Knots[^(Degree + 1)]) return "the knots leave no room for the curve";
        foreach (var p in ControlPoints)
            if (!double.IsFinite(p.X) || !double.IsFinite(p.Y) || !double.IsFinite(p.Weight) || p.Weight <= 0)
                return Invariant($"control point ({p.X}, {p.Y}, weight {p.Weight}) is not a finite point of positive weight");
        return null;
    }

    /// <summary>The point at <paramref name="t"/> in 0..1 of the curve's own parameter (not arc length).</summary>
    public (double X, double Y) At(double t)
    {
        var low = Knots[Degree];
        var high = Knots[^(Degree + 1)];
        var u = low + Math.Clamp(t, 0, 1) * (high - low);
        var span = Span(u);
        Span<(double X, double Y, double W)> d = stackalloc (double, double, double)[Degree + 1];
        for (var j = 0; j <= Degree; j++)
        {
            var p = ControlPoints[span - Degree + j];
            d[j] = (p.X * p.Weight, p.Y * p.Weight, p.Weight);
        }
        for (var r = 1; r <= Degree; r++)
            for (var j = Degree; j >= r; j--)
            {
                var i = span - Degree + j;
                var width = Knots[i + Degree - r + 1] - Knots[i];
                var a = width > 0 ? (u - Knots[i]) / width : 0;
                d[j] = (d[j - 1].X * (1 - a) + d[j].X * a, d[j - 1].Y * (1 - a) + d[j].Y * a, d[j - 1].W * (1 - a) + d[j].W * a);
            }
        return (d[Degree].X / d[Degree].W, d[Degree].Y / d[Degree].W);
    }

    /// <summary>The knot interval that holds u: the last of its knots, by bisection (A2.1).</summary>
    private int Span(double u)
    {
        var (low, high) = (Degree, ControlPoints.Count);
        if (u >= Knots[high])
        {
            var last = high - 1;
            while (last > Degree && Knots[last] >= Knots[high]) last--;
            return last;
        }
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (u < Knots[middle]) high = middle; else low = middle;
        }
        return low;
    }
}
