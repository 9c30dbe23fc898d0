namespace Pixelopolis.City.Geometry;

/// <summary>Where a point falls on a curve: metres along it, metres to the left of it, and the curve's heading and curvature there.</summary>
public readonly record struct Projection(double S, double Left, double Theta, double Curvature, double Distance);

/// <summary>
/// A lane's centre line by arc length. Sampled once, about every 5 mm, so that reading it allocates nothing.
/// Curvature is in 1/m, positive to the left.
/// </summary>
public sealed class LaneCurve
{
    private const double Step = 0.005;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _theta;
    private readonly double[] _curvature;
    private readonly double _step;

    private LaneCurve(double[] x, double[] y, double[] theta, double[] curvature, double length)
    {
        (_x, _y, _theta, _curvature, Length) = (x, y, theta, curvature, length);
        _step = length / (x.Length - 1);
    }

    /// <summary>Metres.</summary>
    public double Length { get; }

    public Pose Start => At(0);

    public Pose End => At(Length);

    public static LaneCurve Straight(double x0, double y0, double x1, double y1) => FromPoints(t => (x0 + t * (x1 - x0), y0 + t * (y1 - y0)), 2);

    /// <summary>A valid NURBS by arc length: sampled every two millimetres of its control polygon, so that headings are smooth.</summary>
    public static LaneCurve From(Nurbs nurbs)
    {
        var (points, polygon) = (nurbs.ControlPoints, 0.0);
        for (var i = 1; i < points.Count; i++)
            polygon += Math.Sqrt(Square(points[i].X - points[i - 1].X) + Square(points[i].Y - points[i - 1].Y));
        return FromPoints(nurbs.At, Math.Clamp((int)(polygon / 0.002), Math.Max(256, points.Count * 16), 200_000));
    }

    /// <summary>The curve through <paramref name="at"/>(0..1), resampled by arc length.</summary>
    public static LaneCurve FromPoints(Func<double, (double X, double Y)> at, int pieces)
    {
        var px = new double[pieces + 1];
        var py = new double[pieces + 1];
        var ps = new double[pieces + 1];
        for (var i = 0; i <= pieces; i++)
        {
            (px[i], py[i]) = at((double)i / pieces);
            if (i > 0) ps[i] = ps[i - 1] + Math.Sqrt(Square(px[i] - px[i - 1]) + Square(py[i] - py[i - 1]));
        }
        var length = ps[pieces];
        var n = Math.Max(2, (int)Math.Ceiling(length / Step) + 1);
        var (x, y, theta, curvature) = (new double[n], new double[n], new double[n], new double[n]);
        var k = 0;
        for (var i = 0; i < n; i++)
        {
            var s = length * i / (n - 1);
            while (k < pieces - 1 && ps[k + 1] < s) k++;
            var width = ps[k + 1] - ps[k];
            var f = width > 0 ? (s - ps[k]) / width : 0;
            x[i] = px[k] + f * (px[k + 1] - px[k]);
            y[i] = py[k] + f * (py[k + 1] - py[k]);
        }
        (x[n - 1], y[n - 1]) = (px[pieces], py[pieces]);
        for (var i = 0; i < n; i++)
        {
            var (a, b) = (Math.Max(0, i - 1), Math.Min(n - 1, i + 1));
            theta[i] = Math.Atan2(y[b] - y[a], x[b] - x[a]);
        }
        if (n > 2)
        {
            // One-sided differences lag half a step at the ends; extrapolating restores the tangent there.
            theta[0] = Angle.Wrap(theta[1] - (n > 3 ? Angle.Difference(theta[2], theta[1]) : 0));
            theta[n - 1] = Angle.Wrap(theta[n - 2] + (n > 3 ? Angle.Difference(theta[n - 2], theta[n - 3]) : 0));
        }
        var step = length / (n - 1);
        const int Window = 4; // two centimetres each way: the sampled heading is noisy, the road is not
        for (var i = 0; i < n; i++)
        {
            var (a, b) = (Math.Max(0, i - Window), Math.Min(n - 1, i + Window));
            curvature[i] = Angle.Difference(theta[b], theta[a]) / ((b - a) * step);
        }
        return new LaneCurve(x, y, theta, curvature, length);
    }

    /// <summary>The pose <paramref name="s"/> metres along; before the start and past the end the curve goes straight on.</summary>
    public Pose At(double s)
    {
        var (i, f) = Index(s);
        var theta = _theta[i] + f * Angle.Difference(_theta[i + 1], _theta[i]);
        var (x, y) = (_x[i] + f * (_x[i + 1] - _x[i]), _y[i] + f * (_y[i + 1] - _y[i]));
        var over = s < 0 ? s : s > Length ? s - Length : 0;
        return over == 0 ? new Pose(x, y, Angle.Wrap(theta)) : new Pose(x + over * Math.Cos(theta), y + over * Math.Sin(theta), Angle.Wrap(theta));
    }

    /// <summary>1/m, positive to the left; zero outside the curve.</summary>
    public double CurvatureAt(double s)
    {
        if (s < 0 || s > Length) return 0;
        var (i, f) = Index(s);
        return _curvature[i] + f * (_curvature[i + 1] - _curvature[i]);
    }

    /// <summary>The curve's nearest point to (x, y) between <paramref name="from"/> and <paramref name="to"/> metres along it.</summary>
    public Projection Project(double x, double y, double from = 0, double to = double.PositiveInfinity)
    {
        var first = Math.Clamp((int)(from / _step), 0, _x.Length - 2);
        var last = double.IsPositiveInfinity(to) ? _x.Length - 2 : Math.Clamp((int)(to / _step), first, _x.Length - 2);
        var (best, bestS) = (double.PositiveInfinity, 0.0);
        for (var i = first; i <= last; i++)
        {
            var (dx, dy) = (_x[i + 1] - _x[i], _y[i + 1] - _y[i]);
            var square = dx * dx + dy * dy;
            var f = square > 0 ? Math.Clamp(((x - _x[i]) * dx + (y - _y[i]) * dy) / square, 0, 1) : 0;
            var d = Square(_x[i] + f * dx - x) + Square(_y[i] + f * dy - y);
            if (d < best) (best, bestS) = (d, (i + f) * _step);
        }
        var pose = At(bestS);
        var (_, left) = pose.Local(x, y);
        return new Projection(bestS, left, pose.Theta, CurvatureAt(bestS), Math.Sqrt(best));
    }

    private (int Index, double Fraction) Index(double s)
    {
        var f = Math.Clamp(s, 0, Length) / _step;
        var i = Math.Clamp((int)f, 0, _x.Length - 2);
        return (i, Math.Clamp(f - i, 0, 1));
    }

    private static double Square(double v) => v * v;
}
