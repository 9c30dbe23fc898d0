using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// Finds a car that has lost its place: a particle filter on the lane graph (Monte Carlo localization; Dellaert, Fox, Burgard and Thrun 1999). Every
/// particle is a car on a lane with wheels of its own; the encoders move it on, over any fork; lane, bends and signs tell how well it fits.
/// Equal signs keep several places alive until something tells them apart. Nothing here allocates after construction.
/// </summary>
public sealed partial class GraphLocalizer
{
    /// <summary>
    /// Of the particles' weight that the best place must hold to be believed: a city has places that look alike, and of 100 moved cars 6 took one for the
    /// other at 0.97. Nearer to 1 than the share of what begins anew it cannot be.
    /// </summary>
    private const double ShareToBelieve = 0.998;

    private const double ClusterMetres = 0.25;
    private const double ClusterRadians = 0.5;
    private readonly LocalizationOptions _options;
    private readonly SignMap _signs;
    private readonly Edge[] _edges;
    private readonly Intent[] _intents;
    private readonly int[][] _next;
    private readonly double[] _ends; // running sum of the edges' lengths, to draw a lane by its length
    private readonly Sign[][] _inReach;
    private Particle[] _particles; // the first _count of them
    private Particle[] _spare;
    private int _count;
    private readonly double[] _fit;
    private readonly double[] _share;
    private SeededChance _chance;
    private readonly int[][] _edgesNear;
    private readonly SignObservation[] _seen = new SignObservation[SightReading.Most];
    private int _seenCount;
    private readonly Detection[] _hiding = new Detection[SightReading.Most];
    private int _hidingCount;
    private double _sinceLane, _sinceSign, _signWeight, _travelled;
    private readonly double[] _signShare = new double[ObjectClasses.Count + 1];

    private struct Particle
    {
        public int Edge;
        public double S, Left, Heading, Scale, Bias;
    }

    /// <param name="map">Of the city.</param>
    /// <param name="intersections">Of the map.</param>
    /// <param name="signs">Of the map.</param>
    /// <param name="options">What wheels and eyes are expected to err.</param>
    /// <param name="seed">Of the filter's own chance.</param>
    public GraphLocalizer(CityMap map, Intersections intersections, SignMap signs, LocalizationOptions options, ulong seed)
    {
        (_options, _signs, _chance) = (options, signs, new SeededChance(seed));
        _edges = [.. map.Edges];
        _intents = [.. _edges.Select(e => intersections.IntentOf(e.Id))];
        var indices = _edges.Select((e, i) => (e.Id, i)).ToDictionary(e => e.Id, e => e.i, StringComparer.Ordinal);
        _next = [.. _edges.Select(e => map.From(e.EndNodeId).Select(n => indices[n.Id]).ToArray())];
        _ends = new double[_edges.Length];
        for (var (i, sum) = (0, 0.0); i < _edges.Length; i++) _ends[i] = sum += _edges[i].Length;
        _inReach = [.. _edges.Select(e => map.Signs.Where(s => IsInReach(e, s)).ToArray())];
        _edgesNear = [.. map.Signs.Select(s => Enumerable.Range(0, _edges.Length).Where(e => _inReach[e].Contains(s)).ToArray())];
        (_particles, _spare) = (new Particle[options.Particles], new Particle[options.Particles]);
        (_fit, _share) = (new double[options.Particles], new double[options.Particles]);
        _count = options.Particles;
        (_firstCell, _cells) = Cells(_edges);
    }

    /// <summary>Metres driven since the search began.</summary>
    public double Travelled => _travelled;

    /// <summary>Sign classes that took part since the search began, each in more than a frame or two: one misread sign makes no place.</summary>
    public int SignsSeen
    {
        get
        {
            const double Enough = 0.7;
            var count = 0;
            foreach (var share in _signShare) count += share >= Enough ? 1 : 0;
            return count;
        }
    }

    /// <summary>The map's edges, in the order of <see cref="Shares"/>.</summary>
    public IReadOnlyList<Edge> Edges => _edges;

    /// <summary>How likely the car is on each edge, and where on it. Allocates nothing.</summary>
    /// <param name="shares">One for every edge; what was there is written over.</param>
    public void Shares(Span<EdgeShare> shares)
    {
        shares.Fill(new EdgeShare(0, double.PositiveInfinity, double.NegativeInfinity));
        var sum = Weigh();
        // What begins anew somewhere, on the chance that all others are wrong, says nothing of where on an edge the car is.
        var least = 0.03 / _count;
        for (var i = 0; i < _count; i++)
        {
            var (weight, s) = (_share[i] / sum, _particles[i].S);
            ref var on = ref shares[_particles[i].Edge];
            on = weight < least ? on with { Share = on.Share + weight } : new EdgeShare(on.Share + weight, Math.Min(on.From, s), Math.Max(on.To, s));
        }
        for (var e = 0; e < _edges.Length; e++)
        {
            var (share, from, to) = shares[e];
            shares[e] = share == 0 ? default : from > to ? new EdgeShare(share, 0, _edges[e].Length)
                : new EdgeShare(share, Math.Clamp(from, 0, _edges[e].Length), Math.Clamp(to, 0, _edges[e].Length));
        }
    }

    /// <summary>What the wheels turned.</summary>
    public void Predict(OdometryStep step)
    {
        var far = Math.Abs(step.Distance);
        _travelled += far;
        _sinceLane += far;
        _sinceSign += far;
        if (far == 0 && step.Heading == 0) return;
        var (slip, yaw) = (_options.SlipPerRootMetre * Math.Sqrt(far), _options.YawPerRootMetre * Math.Sqrt(far) + _options.YawPerRadian * Math.Abs(step.Heading));
        for (var i = 0; i < _count; i++)
        {
            ref var p = ref _particles[i];
            var edge = _edges[p.Edge];
            var forward = step.Distance * (1 + p.Scale) + slip * _chance.Normal();
            var turned = step.Heading * (1 + p.Scale) + p.Bias * step.Distance + yaw * _chance.Normal();
            var curvature = edge.Curve.CurvatureAt(p.S);
            var along = forward * Math.Cos(p.Heading) / Math.Max(0.3, 1 - curvature * p.Left);
            p.Left += forward * Math.Sin(p.Heading + (turned - curvature * along) / 2) + 0.25 * slip * _chance.Normal();
            p.Heading += turned - curvature * along;
            p.S += along;
            if (p.S < edge.Length) continue;
            var next = _next[p.Edge];
            if (next.Length == 0) { p.S = edge.Length; _fit[i] -= 10; continue; }
            p.S -= edge.Length;
            p.Edge = next[next.Length == 1 ? 0 : _chance.Below(next.Length)];
        }
    }

    /// <summary>Thins out the unlikely and looks at what is left.</summary>
    /// <returns>The place, once one alone is left; else null.</returns>
    public GraphPlace? Settle()
    {
        var n = _count;
        var sum = Weigh();
        double squares = 0;
        for (var i = 0; i < n; i++)
        {
            _share[i] /= sum;
            squares += _share[i] * _share[i];
        }
        var place = Best();
        if (1 / squares < n / 2.0) Resample();
        return place;
    }

    /// <summary>Weights, the heaviest 1, and their sum.</summary>
    private double Weigh()
    {
        var (top, sum) = (double.NegativeInfinity, 0.0);
        foreach (var fit in _fit.AsSpan(0, _count)) top = Math.Max(top, fit);
        for (var i = 0; i < _count; i++) sum += _share[i] = Math.Exp(_fit[i] - top);
        return sum;
    }

    private GraphPlace? Best()
    {
        if (SignsSeen < 2) return null;
        var best = 0;
        for (var i = 1; i < _count; i++)
            if (_share[i] > _share[best]) best = i;
        ref readonly var middle = ref _particles[best];
        if (_seenCount > 0 && Fit(middle) < 0.5 * Phantom) return null; // the best there is does not explain what is seen now
        var about = PoseOf(middle);
        double share = 0, along = 0, left = 0, turned = 0, spread = 0, bend = 0;
        for (var i = 0; i < _count; i++)
        {
            var pose = PoseOf(_particles[i]);
            var (dx, dy) = about.Local(pose.X, pose.Y);
            var turn = Angle.Difference(pose.Theta, about.Theta);
            if (dx * dx + dy * dy > ClusterMetres * ClusterMetres || Math.Abs(turn) > ClusterRadians) continue;
            var w = _share[i];
            share += w;
            along += w * dx;
            left += w * dy;
            turned += w * turn;
            spread += w * (dx * dx + dy * dy);
            bend += w * turn * turn;
        }
        if (share < ShareToBelieve) return null;
        (along, left, turned) = (along / share, left / share, turned / share);
        var deviation = Math.Sqrt(Math.Max(0, spread / share - along * along - left * left));
        if (deviation > 0.12) return null;
        var edge = _edges[middle.Edge];
        var s = middle.S + along;
        if (s < 0 || s > edge.Length) return null; // over an edge's end: the next step tells
        return new GraphPlace(edge, s, middle.Left + left, middle.Heading + turned, Math.Max(0.03, deviation), Math.Max(0.03, Math.Sqrt(Math.Max(0, bend / share - turned * turned))));
    }

    private Pose PoseOf(in Particle p)
    {
        var on = _edges[p.Edge].Curve.At(p.S);
        var (x, y) = on.Ahead(0, p.Left);
        return new Pose(x, y, on.Theta + p.Heading);
    }

    private bool IsInReach(Edge edge, Sign sign)
    {
        for (var s = 0.0; s <= edge.Length; s += 0.05)
            if (_signs.Faces(sign, edge.Curve.At(s), 0.5)) return true;
        return false;
    }
}
