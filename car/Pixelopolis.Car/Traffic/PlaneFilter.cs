namespace Pixelopolis.Car.Traffic;

/// <summary>A Kalman filter of a place and a speed on a plane: nearly constant velocity, white acceleration. Allocates nothing after construction.</summary>
public sealed class PlaneFilter
{
    private const int N = 4;
    private readonly double[] _x = new double[N];
    private readonly double[] _p = new double[N * N];
    private readonly double[] _gain = new double[N * 2];

    public double X => _x[0];
    public double Y => _x[1];
    public double SpeedX => _x[2];
    public double SpeedY => _x[3];

    /// <summary>Standard deviation of the place in a direction (a unit vector).</summary>
    public double PlaceDeviation(double alongX, double alongY) => Math.Sqrt(Math.Max(0, Quadratic(0, alongX, alongY)));

    public double SpeedDeviation(double alongX, double alongY) => Math.Sqrt(Math.Max(0, Quadratic(2, alongX, alongY)));

    public void Begin(double x, double y, in PlaceNoise noise, double speedDeviation)
    {
        Array.Clear(_p);
        (_x[0], _x[1], _x[2], _x[3]) = (x, y, 0, 0);
        (_p[0], _p[1], _p[N], _p[N + 1]) = (noise.XX, noise.XY, noise.XY, noise.YY);
        (_p[2 * N + 2], _p[3 * N + 3]) = (speedDeviation * speedDeviation, speedDeviation * speedDeviation);
    }

    /// <param name="dt">Seconds.</param>
    /// <param name="acceleration">m/s², one standard deviation held for that long.</param>
    public void Predict(double dt, double acceleration)
    {
        if (dt <= 0) return;
        (_x[0], _x[1]) = (_x[0] + _x[2] * dt, _x[1] + _x[3] * dt);
        for (var axis = 0; axis < 2; axis++)
            for (var other = 0; other < 2; other++)
            {
                var (pp, pv, vp, vv) = (_p[axis * N + other], _p[axis * N + other + 2], _p[(axis + 2) * N + other], _p[(axis + 2) * N + other + 2]);
                _p[axis * N + other] = pp + dt * (pv + vp) + dt * dt * vv;
                _p[axis * N + other + 2] = pv + dt * vv;
                _p[(axis + 2) * N + other] = vp + dt * vv;
            }
        var q = acceleration * acceleration;
        for (var axis = 0; axis < 2; axis++)
        {
            _p[axis * N + axis] += q * dt * dt * dt * dt / 4;
            _p[axis * N + axis + 2] += q * dt * dt * dt / 2;
            _p[(axis + 2) * N + axis] += q * dt * dt * dt / 2;
            _p[(axis + 2) * N + axis + 2] += q * dt * dt;
        }
    }

    /// <summary>How many standard deviations (squared) a place is from where the filter expects it.</summary>
    public double Distance(double x, double y, in PlaceNoise noise)
    {
        var (a, b, c) = (_p[0] + noise.XX, _p[1] + noise.XY, _p[N + 1] + noise.YY);
        var determinant = a * c - b * b;
        var (dx, dy) = (x - _x[0], y - _x[1]);
        return (c * dx * dx - 2 * b * dx * dy + a * dy * dy) / determinant;
    }

    public void See(double x, double y, in PlaceNoise noise)
    {
        var (a, b, c) = (_p[0] + noise.XX, _p[1] + noise.XY, _p[N + 1] + noise.YY);
        var determinant = a * c - b * b;
        for (var i = 0; i < N; i++)
        {
            _gain[2 * i] = (_p[i * N] * c - _p[i * N + 1] * b) / determinant;
            _gain[2 * i + 1] = (_p[i * N + 1] * a - _p[i * N] * b) / determinant;
        }
        var (dx, dy) = (x - _x[0], y - _x[1]);
        Span<double> rowX = [_p[0], _p[1], _p[2], _p[3]], rowY = [_p[N], _p[N + 1], _p[N + 2], _p[N + 3]];
        for (var i = 0; i < N; i++)
        {
            _x[i] += _gain[2 * i] * dx + _gain[2 * i + 1] * dy;
            for (var j = 0; j < N; j++) _p[i * N + j] -= _gain[2 * i] * rowX[j] + _gain[2 * i + 1] * rowY[j];
        }
    }

    /// <summary>Of what is not seen any more the speed fades.</summary>
    public void Slow(double factor) => (_x[2], _x[3]) = (_x[2] * factor, _x[3] * factor);

    private double Quadratic(int at, double x, double y) => x * x * _p[at * N + at] + 2 * x * y * _p[at * N + at + 1] + y * y * _p[(at + 1) * N + at + 1];
}

/// <summary>Covariance of a place, m².</summary>
public readonly record struct PlaceNoise(double XX, double XY, double YY)
{
    /// <summary>From standard deviations along and across a direction (radians).</summary>
    public static PlaceNoise Of(double along, double across, double direction)
    {
        var (sin, cos) = Math.SinCos(direction);
        var (a, b) = (along * along, across * across);
        return new PlaceNoise(a * cos * cos + b * sin * sin, (a - b) * sin * cos, a * sin * sin + b * cos * cos);
    }
}
