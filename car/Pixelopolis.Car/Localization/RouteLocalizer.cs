using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// An extended Kalman filter along the route. The encoders carry it forward; what the lane model sees of the lane, the map's bends and
/// the stop lines pull it right. State: metres along, metres left, heading error, encoder scale error, yaw bias (1/m).
/// Nothing here allocates after construction.
/// </summary>
public sealed partial class RouteLocalizer
{
    private const int N = 5;
    private const int Past = 32;
    private readonly double[] _x = new double[N];
    private readonly double[] _p = new double[N * N];
    private readonly double[] _f = new double[N * N];
    private readonly double[] _fp = new double[N * N];
    private readonly double[] _h = new double[N];
    private readonly double[] _gain = new double[N];
    private readonly (double Time, double S, double Left, double Heading)[] _past = new (double, double, double, double)[Past];
    private int _pastCount;

    public RouteLocalizer(LocalizationOptions options) => Options = options;

    public LocalizationOptions Options { get; }

    /// <summary>Metres at the point steered at between where the lane was last seen and where it should have been.</summary>
    public double LaneInnovation { get; private set; }

    public RouteEstimate Estimate => new(_x[0], _x[1], _x[2], _x[3], _x[4], Math.Sqrt(_p[0]), Math.Sqrt(_p[N + 1]), Math.Sqrt(_p[2 * N + 2]));

    /// <summary>Begins anew, as when an operator has put the car down: what it learned of its wheels is kept.</summary>
    public void Reset(double s, double left, double heading, double deviation, double headingDeviation)
    {
        var (scale, bias, scaleVariance, biasVariance) = (_x[3], _x[4], _p[3 * N + 3], _p[4 * N + 4]);
        Array.Clear(_p);
        (_x[0], _x[1], _x[2]) = (s, left, heading);
        (_p[0], _p[N + 1], _p[2 * N + 2]) = (deviation * deviation, deviation * deviation, headingDeviation * headingDeviation);
        (_x[3], _p[3 * N + 3]) = scaleVariance > 0 && double.IsFinite(scale) ? (scale, scaleVariance) : (0, Square(Options.ScaleDeviation));
        (_x[4], _p[4 * N + 4]) = biasVariance > 0 && double.IsFinite(bias) ? (bias, biasVariance) : (0, Square(Options.YawBiasDeviation));
        _pastCount = 0;
    }

    /// <summary>The same place, counted from another beginning: a new order starts where the last one ended.</summary>
    public void Rebase(double distance)
    {
        _x[0] -= distance;
        for (var i = 0; i < _pastCount; i++) _past[i].S -= distance;
    }

    /// <summary>Carries the state forward by what the wheels turned.</summary>
    public void Predict(RoutePath path, OdometryStep step, double now)
    {
        var (ds, dθ) = (step.Distance, step.Heading);
        var curvature = path.CurvatureAt(_x[0]);
        var bend = (path.CurvatureAt(_x[0] + 0.03) - path.CurvatureAt(_x[0] - 0.03)) / 0.06;
        var forward = ds * (1 + _x[3]);
        var along = forward * Math.Cos(_x[2]) / Math.Max(0.3, 1 - curvature * _x[1]);
        var turned = dθ * (1 + _x[3]) + _x[4] * ds;

        Array.Clear(_f);
        for (var i = 0; i < N; i++) _f[i * N + i] = 1;
        _f[1] = curvature * ds;
        _f[3] = ds;
        _f[N + 2] = forward;
        _f[2 * N] = -bend * along;
        _f[2 * N + 1] = -curvature * curvature * ds;
        _f[2 * N + 3] = dθ - curvature * ds;
        _f[2 * N + 4] = ds;

        _x[1] += forward * Math.Sin(_x[2] + (turned - curvature * along) / 2);
        _x[2] += turned - curvature * along;
        _x[0] += along;

        Propagate();
        var far = Math.Abs(ds);
        _p[0] += Square(Options.SlipPerRootMetre) * far;
        _p[N + 1] += Square(Options.SlipPerRootMetre) * far * 0.25;
        _p[2 * N + 2] += Square(Options.YawPerRootMetre) * far + Square(Options.YawPerRadian * dθ);
        _p[3 * N + 3] += Square(1e-4) * far;
        _p[4 * N + 4] += Square(2e-3) * far;
        Remember(now);
    }

    /// <summary>The lane model's steering says where the lane's centre lies ahead; <paramref name="deviation"/> in metres at the point steered at.</summary>
    public void SeeLane(RoutePath path, double steering, double capturedAt, double deviation)
    {
        var then = At(capturedAt);
        // The map's point ahead, seen from where the car believed it was; the model's arc crosses the same distance at its own side.
        var (forward, side) = path.LookAheadPoint(then.S, then.Left, then.Heading);
        var seen = SteeringScale.Curvature(steering) * (forward * forward + side * side) / 2;
        const double Small = 1e-3;
        var (_, shifted) = path.LookAheadPoint(then.S + Small, then.Left, then.Heading);
        Array.Clear(_h);
        _h[0] = (shifted - side) / Small;
        _h[1] = -1;
        _h[2] = -forward;
        LaneInnovation = seen - side;
        Correct(Math.Clamp(seen - side, -0.08, 0.08), deviation * deviation);
    }

    /// <summary>A stop line's middle was seen <paramref name="ahead"/> metres before the axle; the map has it at <paramref name="lineAt"/>.</summary>
    /// <returns>Whether it was believed: a line far from where one should be is another lane's.</returns>
    public bool SeeStopLine(double lineAt, double ahead, double capturedAt)
    {
        var then = At(capturedAt);
        var innovation = lineAt - ahead - then.S;
        if (Math.Abs(innovation) > Options.StopLineGate + 3 * Math.Sqrt(_p[0])) return false;
        Array.Clear(_h);
        _h[0] = 1;
        Correct(innovation, Square(Options.StopLineDeviation));
        return true;
    }

    private (double Time, double S, double Left, double Heading) At(double time)
    {
        for (var i = _pastCount - 1; i >= 0; i--)
            if (_past[i].Time <= time + 1e-9)
            {
                if (i == _pastCount - 1) return _past[i];
                var (a, b) = (_past[i], _past[i + 1]);
                var f = b.Time > a.Time ? (time - a.Time) / (b.Time - a.Time) : 0;
                return (time, a.S + f * (b.S - a.S), a.Left + f * (b.Left - a.Left), a.Heading + f * (b.Heading - a.Heading));
            }
        return _pastCount > 0 ? _past[0] : (time, _x[0], _x[1], _x[2]);
    }

    private void Remember(double now)
    {
        if (_pastCount == Past)
        {
            Array.Copy(_past, 1, _past, 0, Past - 1);
            _pastCount--;
        }
        _past[_pastCount++] = (now, _x[0], _x[1], _x[2]);
    }

    private void Propagate()
    {
        for (var i = 0; i < N; i++)
            for (var j = 0; j < N; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < N; k++) sum += _f[i * N + k] * _p[k * N + j];
                _fp[i * N + j] = sum;
            }
        for (var i = 0; i < N; i++)
            for (var j = 0; j < N; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < N; k++) sum += _fp[i * N + k] * _f[j * N + k];
                _p[i * N + j] = sum;
            }
    }

    private void Correct(double innovation, double variance)
    {
        var total = variance;
        for (var i = 0; i < N; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < N; j++) sum += _p[i * N + j] * _h[j];
            _gain[i] = sum;
            total += sum * _h[i];
        }
        for (var i = 0; i < N; i++) _fp[i] = _gain[i];
        for (var i = 0; i < N; i++) _gain[i] /= total;
        for (var i = 0; i < N; i++)
        {
            _x[i] += _gain[i] * innovation;
            for (var j = 0; j < N; j++) _p[i * N + j] -= _gain[i] * _fp[j];
        }
        for (var i = 0; i < _pastCount; i++)
        {
            _past[i].S += _gain[0] * innovation;
            _past[i].Left += _gain[1] * innovation;
            _past[i].Heading += _gain[2] * innovation;
        }
    }

    private static double Square(double v) => v * v;
}
