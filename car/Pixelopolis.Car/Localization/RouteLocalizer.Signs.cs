using Pixelopolis.Car.Decision;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Localization;

/// <summary>The filter's correction by traffic signs: direction and distance of a sign whose place the map knows.</summary>
public sealed partial class RouteLocalizer
{
    /// <summary>Of two measurements at once: 99.7 in 100 right matches lie within (chi-square, two degrees of freedom).</summary>
    private const double Gate = 11.8;

    /// <summary>Nine in ten right matches lie within.</summary>
    private const double Usual = 4.6;

    /// <summary>The second-best sign must be this much less likely than the best.</summary>
    private const double Lead = 6;

    private const double NearMetres = 0.45;
    private const double NearRadians = 0.35;

    /// <summary>Standard deviations up to which signs that do not fit open the filter: metres, radians.</summary>
    private const double MostOpened = 0.125, MostTurned = 0.15;

    private readonly double[] _bearingRow = new double[N];
    private readonly double[] _distanceRow = new double[N];

    /// <summary>Where the axle was at a moment not long ago, as it is believed now.</summary>
    public Pose PoseAt(RoutePath path, double time)
    {
        var then = At(time);
        return PoseOn(path, then.S, then.Left, then.Heading);
    }

    /// <summary>Metres along at a moment not long ago, as it is believed now.</summary>
    public double SAt(double time) => At(time).S;

    /// <summary>A sign was seen.</summary>
    /// <param name="path">The path driven.</param>
    /// <param name="signs">Of the map.</param>
    /// <param name="seen">Direction and distance from the camera.</param>
    /// <param name="capturedAt">When, seconds.</param>
    /// <param name="weight">How much the variance grows because frames err alike: at least 1.</param>
    public SignMatch SeeSign(RoutePath path, SignMap signs, in SignObservation seen, double capturedAt, double weight)
    {
        var then = At(capturedAt);
        var pose = PoseOn(path, then.S, then.Left, then.Heading);
        var (bearingVariance, distanceVariance) = (Square(seen.BearingDeviation) * weight, Square(seen.DistanceDeviation) * weight);
        var (best, second, at) = (double.PositiveInfinity, double.PositiveInfinity, -1);
        var candidates = signs.Of(seen.Class);
        for (var i = 0; i < candidates.Length; i++)
        {
            if (!signs.Faces(candidates[i], pose)) continue;
            var unlike = Unlikeness(path, signs, then, pose, candidates[i].X, candidates[i].Y, seen, bearingVariance, distanceVariance);
            if (unlike < best) (best, second, at) = (unlike, best, i);
            else if (unlike < second) second = unlike;
        }
        if (best < Gate)
        {
            if (second < best + Lead || seen.Reliability <= 0) return SignMatch.Ambiguous;
            // What lies far out is rather a bad box than a bad place: it pulls less (Huber 1964).
            var far = Math.Max(1, best / Usual);
            Take(path, signs, candidates[at].X, candidates[at].Y, seen, capturedAt, far * bearingVariance, far * distanceVariance);
            return SignMatch.Taken;
        }
        foreach (var other in signs.All)
            if (other.Class != seen.Class && signs.Faces(other, pose)
                && Unlikeness(path, signs, then, pose, other.X, other.Y, seen, bearingVariance, distanceVariance) < Gate) return SignMatch.Misread;
        if (at >= 0)
        {
            var (bearing, distance) = signs.From(pose, candidates[at].X, candidates[at].Y);
            var (turned, off) = (Angle.Difference(seen.Bearing, bearing), seen.Distance - distance);
            if (Math.Abs(off) < NearMetres && Math.Abs(turned) < NearRadians)
            {
                // Half the surprise each time: what is true shows again in the next frame, and is believed then. Not without end, and the less the
                // likelier it is another sign: a car that opens its mind too far is lost by that alone.
                _p[0] = Opened(_p[0], 0.5 * seen.Reliability * off, MostOpened);
                _p[N + 1] = Opened(_p[N + 1], 0.25 * seen.Reliability * turned * distance, MostOpened);
                _p[2 * N + 2] = Opened(_p[2 * N + 2], 0.5 * seen.Reliability * turned, MostTurned);
                return SignMatch.Near;
            }
        }
        return SignMatch.Surprising;
    }

    private static double Opened(double variance, double by, double most) => Math.Max(variance, Math.Min(variance + by * by, most * most));

    /// <summary>Squared Mahalanobis distance of what was seen from what a sign at a place would show.</summary>
    private double Unlikeness(RoutePath path, SignMap signs, (double Time, double S, double Left, double Heading) then, in Pose pose, double x, double y,
        in SignObservation seen, double bearingVariance, double distanceVariance)
    {
        var (bearing, distance) = Rows(path, signs, then, pose, x, y);
        var (bb, bd, dd) = (bearingVariance, 0.0, distanceVariance);
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
            {
                var p = _p[i * N + j];
                bb += _bearingRow[i] * p * _bearingRow[j];
                bd += _bearingRow[i] * p * _distanceRow[j];
                dd += _distanceRow[i] * p * _distanceRow[j];
            }
        var (b, d) = (Angle.Difference(seen.Bearing, bearing), seen.Distance - distance);
        return (dd * b * b - 2 * bd * b * d + bb * d * d) / Math.Max(1e-12, bb * dd - bd * bd);
    }

    private void Take(RoutePath path, SignMap signs, double x, double y, in SignObservation seen, double capturedAt, double bearingVariance, double distanceVariance)
    {
        var then = At(capturedAt);
        var (bearing, _) = Rows(path, signs, then, PoseOn(path, then.S, then.Left, then.Heading), x, y);
        _bearingRow.CopyTo(_h.AsSpan());
        Correct(Angle.Difference(seen.Bearing, bearing), bearingVariance);
        then = At(capturedAt);
        var (_, distance) = Rows(path, signs, then, PoseOn(path, then.S, then.Left, then.Heading), x, y);
        _distanceRow.CopyTo(_h.AsSpan());
        Correct(seen.Distance - distance, distanceVariance);
    }

    /// <summary>What is expected, and how it changes with the place: by differences, because the path bends.</summary>
    private (double Bearing, double Distance) Rows(RoutePath path, SignMap signs, (double Time, double S, double Left, double Heading) then, in Pose pose, double x, double y)
    {
        const double Small = 1e-3;
        var (bearing, distance) = signs.From(pose, x, y);
        var ahead = signs.From(PoseOn(path, then.S + Small, then.Left, then.Heading), x, y);
        var left = signs.From(PoseOn(path, then.S, then.Left + Small, then.Heading), x, y);
        (_bearingRow[0], _distanceRow[0]) = (Angle.Difference(ahead.Bearing, bearing) / Small, (ahead.Distance - distance) / Small);
        (_bearingRow[1], _distanceRow[1]) = (Angle.Difference(left.Bearing, bearing) / Small, (left.Distance - distance) / Small);
        // Turning about the axle moves the camera behind it, too.
        var turned = signs.From(PoseOn(path, then.S, then.Left, then.Heading + Small), x, y);
        (_bearingRow[2], _distanceRow[2]) = (Angle.Difference(turned.Bearing, bearing) / Small, (turned.Distance - distance) / Small);
        return (bearing, distance);
    }

    /// <summary>A path goes straight on before its beginning and after its end.</summary>
    private static Pose PoseOn(RoutePath path, double s, double left, double heading)
    {
        var on = path.At(Math.Clamp(s, 0, path.Length));
        var (x, y) = on.Ahead(s < 0 ? s : Math.Max(0, s - path.Length), left);
        return new Pose(x, y, Angle.Wrap(on.Theta + heading));
    }
}
