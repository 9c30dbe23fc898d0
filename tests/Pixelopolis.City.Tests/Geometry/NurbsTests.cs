using CsCheck;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Tests.Geometry;

public sealed class NurbsTests
{
    [Fact]
    public void A_quarter_circle_is_exact_everywhere()
    {
        var arc = new Nurbs(2, [0, 0, 0, 1, 1, 1], [new(1, 0), new(1, 1, Math.Sqrt(0.5)), new(0, 1)]);
        for (var i = 0; i <= 50; i++)
        {
            var (x, y) = arc.At(i / 50.0);
            Assert.Equal(1, Math.Sqrt(x * x + y * y), 12);
        }
    }

    [Fact]
    public void Degree_one_is_the_polyline_through_its_points()
    {
        var line = new Nurbs(1, [0, 0, 0.5, 1, 1], [new(0, 0), new(1, 0), new(1, 2)]);
        Assert.Equal((0.5, 0), line.At(0.25));
        Assert.Equal((1, 0), line.At(0.5));
        Assert.Equal((1, 1), line.At(0.75));
        Assert.Equal((1, 2), line.At(1));
    }

    [Fact]
    public void Every_curve_starts_and_ends_at_its_outermost_points_and_stays_within_their_box() =>
        Gen.Select(Gen.Int[1, 4], Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3], Gen.Double[0.2, 4]).Array[5, 12]).Sample((degree, points) =>
        {
            var control = points.Select(p => new ControlPoint(p.Item1, p.Item2, p.Item3)).ToArray();
            var inner = control.Length - degree - 1;
            double[] knots = [.. Enumerable.Repeat(0.0, degree + 1), .. Enumerable.Range(1, inner).Select(i => i / (inner + 1.0)), .. Enumerable.Repeat(1.0, degree + 1)];
            var curve = new Nurbs(degree, knots, control);
            Assert.Null(curve.Fault());
            Assert.Equal(control[0].X, curve.At(0).X, 9);
            Assert.Equal(control[^1].Y, curve.At(1).Y, 9);
            for (var i = 0; i <= 20; i++)
            {
                var (x, y) = curve.At(i / 20.0);
                Assert.InRange(x, control.Min(p => p.X) - 1e-9, control.Max(p => p.X) + 1e-9);
                Assert.InRange(y, control.Min(p => p.Y) - 1e-9, control.Max(p => p.Y) + 1e-9);
            }
        });

    [Fact]
    public void What_cannot_be_evaluated_says_why()
    {
        ControlPoint[] points = [new(0, 0), new(1, 0), new(1, 1)];
        Assert.Contains("below 1", new Nurbs(0, [0, 0, 1, 1], points).Fault()!, StringComparison.Ordinal);
        Assert.Contains("too few", new Nurbs(3, [0, 0, 0, 1, 1, 1, 1], points).Fault()!, StringComparison.Ordinal);
        Assert.Contains("6 are needed", new Nurbs(2, [0, 0, 1, 1], points).Fault()!, StringComparison.Ordinal);
        Assert.Contains("knot 3", new Nurbs(2, [0, 0, 0.5, 0.2, 1, 1], points).Fault()!, StringComparison.Ordinal);
        Assert.Contains("no room", new Nurbs(2, [0, 0, 0.5, 0.5, 1, 1], points).Fault()!, StringComparison.Ordinal);
        Assert.Contains("weight", new Nurbs(2, [0, 0, 0, 1, 1, 1], [points[0], points[1] with { Weight = 0 }, points[2]]).Fault()!, StringComparison.Ordinal);
    }
}
