using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// Finds a car that has lost its place: a particle filter on the lane graph (Monte Carlo localization; Dellaert, Fox, Burgard and Thrun 1999). Every
/// particle is a car on a lane with wheels of its own; the encoders move it on, over any fork; lane, bends and signs tell how well it fits.
/// Equal signs keep several places alive until something tells them apart. Nothing here allocates after construction.
/// </summary>
public sealed class GraphLocalizer
{
    /// <summary>Of the particles' weight that the best place must hold to be believed.</summary>
    private const double ShareToBelieve = 0.97;

    /// <summary>Of a sign that hangs nowhere: misread, or another thing altogether.</summary>
    private const double Phantom = -4.5;

    private const double ClusterMetres = 0.25;
    private const double ClusterRadians = 0.5;
    private readonly LocalizationOptions _options;
    private readonly SignMap _signs;
    private readonly Edge[] _edges;
    private readonly Intent[] _intents;
    private readonly int[][] _next;
    private readonly double[] _ends; // running sum of the edges' lengths, to draw a lane by its length
    private readonly Sign[][] _inReach;
    private Particle[] _particles;
    private Particle[] _spare;
    private readonly double[] _fit;
    private readonly double[] _share;
    private SeededChance _chance;
    private readonly int[][] _edgesNear;
    private readonly SignObservation[] _seen = new SignObservation[SightReading.Most];
    private int _seenCount;
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
        var least = 0.03 / _particles.Length;
        for (var i = 0; i < _particles.Length; i++)
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

    /// <summary>Begins a search: the car may be anywhere, most likely near where it was last believed to be.</summary>
    /// <param name="near">The last belief; null where there was none.</param>
    /// <param name="share">Of the particles that begin near it.</param>
    public void Scatter(Pose? near, double share = 0.2)
    {
        var (edge, at) = near is { } pose ? Nearest(pose) : default;
        for (var i = 0; i < _particles.Length; i++)
        {
            _particles[i] = Anywhere();
            _fit[i] = 0;
            if (near is null || i >= share * _particles.Length) continue;
            _particles[i].Edge = edge;
            _particles[i].S = Math.Clamp(at + 0.15 * _chance.Normal(), 0, _edges[edge].Length);
        }
        (_sinceLane, _sinceSign, _signWeight, _travelled, _seenCount) = (0, 0, 0, 0, 0);
        Array.Clear(_signShare);
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
        for (var i = 0; i < _particles.Length; i++)
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

    /// <summary>What the lane model sees of the lane ahead.</summary>
    public void SeeLane(in LaneReading lane)
    {
        const double Every = 0.03;
        if (_sinceLane < Every) return;
        _sinceLane = 0;
        for (var i = 0; i < _particles.Length; i++)
        {
            ref readonly var p = ref _particles[i];
            // Whoever is off its lane does not follow it.
            if (Math.Abs(p.Left) > 0.13) _fit[i] -= 2;
            if (Math.Abs(p.Heading) > 0.7) _fit[i] -= 2;
            var edge = _edges[p.Edge];
            var at = p.S + SteeringScale.LookAhead;
            var ahead = edge;
            if (at > edge.Length)
            {
                // Which way it will take is not known before a fork.
                if (_next[p.Edge] is not [var only] || _intents[only] != Intent.Follow) continue;
                (ahead, at) = (_edges[only], Math.Min(at - edge.Length, _edges[only].Length));
            }
            var intent = _intents[p.Edge];
            var steering = lane.SteeringFor(intent);
            if (!double.IsFinite(steering)) continue;
            var on = edge.Curve.At(p.S);
            var (x, y) = on.Ahead(0, p.Left);
            var target = ahead.Curve.At(at);
            var (forward, side) = new Pose(x, y, on.Theta + p.Heading).Local(target.X, target.Y);
            var seen = SteeringScale.Curvature(steering) * (forward * forward + side * side) / 2;
            var deviation = 1.6 * (intent == Intent.Follow ? _options.LaneDeviation : _options.TurnDeviation);
            var off = (seen - side) / deviation;
            _fit[i] += Math.Max(-0.5 * off * off, -2.5);
        }
    }

    /// <summary>What signs a frame shows, and which it does not show though they should be there.</summary>
    public void SeeSigns(in SightReading sight)
    {
        // Standing, the same picture counts a few times at first and then says nothing new.
        var weight = _sinceSign > 0 ? Math.Min(0.5, _sinceSign / 0.12) : _signWeight < 2 ? 0.2 : 0;
        if (weight < 0.02) return;
        _sinceSign = 0;
        _signWeight += weight;
        var count = 0;
        foreach (ref readonly var detection in sight.Found())
            if (detection.Score >= _options.SignScore && SignObservation.TryOf(detection, _signs.Camera, _options, out var sign))
            {
                _seen[count++] = sign;
                _signShare[(int)detection.Class] += weight;
            }
        _seenCount = count;
        for (var i = 0; i < _particles.Length; i++) _fit[i] += weight * Fit(_particles[i]);
    }

    /// <summary>Thins out the unlikely and looks at what is left.</summary>
    /// <returns>The place, once one alone is left; else null.</returns>
    public GraphPlace? Settle()
    {
        var n = _particles.Length;
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
        foreach (var fit in _fit) top = Math.Max(top, fit);
        for (var i = 0; i < _fit.Length; i++) sum += _share[i] = Math.Exp(_fit[i] - top);
        return sum;
    }

    private GraphPlace? Best()
    {
        if (SignsSeen < 2) return null;
        var best = 0;
        for (var i = 1; i < _share.Length; i++)
            if (_share[i] > _share[best]) best = i;
        ref readonly var middle = ref _particles[best];
        if (_seenCount > 0 && Fit(middle) < 0.5 * Phantom) return null; // the best there is does not explain what is seen now
        var about = PoseOf(middle);
        double share = 0, along = 0, left = 0, turned = 0, spread = 0, bend = 0;
        for (var i = 0; i < _share.Length; i++)
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

    // Systematic resampling; some begin anew where a sign that is seen now could be seen, or anywhere, in case none was right (sensor resetting; Lenser and Veloso 2000).
    private void Resample()
    {
        const int Tenth = 10;
        var n = _particles.Length;
        var (pick, upTo, at) = (0, _share[0], _chance.Uniform() / n);
        for (var i = 0; i < n; i++, at += 1.0 / n)
        {
            while (at > upTo && pick < n - 1) upTo += _share[++pick];
            var anew = i % Tenth == 0;
            _spare[i] = !anew ? _particles[pick] : _seenCount > 0 && i % (4 * Tenth) != 0 ? WhereSeen() : Anywhere();
            ref var p = ref _spare[i];
            p.S = Math.Clamp(p.S + 0.006 * _chance.Normal(), 0, _edges[p.Edge].Length);
            p.Left += 0.003 * _chance.Normal();
            p.Heading += 0.006 * _chance.Normal();
            _fit[i] = anew ? -4 : 0;
        }
        (_particles, _spare) = (_spare, _particles);
    }

    private double Fit(in Particle p)
    {
        const double Missing = -1.2;
        var seen = _seen.AsSpan(0, _seenCount);
        var pose = PoseOf(p);
        var fit = 0.0;
        var signs = _inReach[p.Edge];
        foreach (ref readonly var s in seen)
        {
            var best = Phantom;
            foreach (var sign in signs)
            {
                if (sign.Class != s.Class || !_signs.Faces(sign, pose, 0.3)) continue;
                var (bearing, distance) = _signs.From(pose, sign.X, sign.Y);
                var (b, d) = (Angle.Difference(s.Bearing, bearing) / 0.05, (s.Distance - distance) / (0.04 + 1.5 * s.DistanceDeviation));
                best = Math.Max(best, -0.5 * (b * b + d * d));
            }
            fit += best;
        }
        foreach (var sign in signs)
        {
            var (bearing, distance) = _signs.From(pose, sign.X, sign.Y);
            if (!_signs.IsPlain(sign, pose)) continue;
            var found = false;
            foreach (ref readonly var s in seen)
                found |= Math.Abs(Angle.Difference(s.Bearing, bearing)) < 0.12 && Math.Abs(s.Distance - distance) < 0.3 * distance;
            if (!found) fit += Missing;
        }
        return fit;
    }

    /// <summary>A place from which a sign of a class that is seen now would be seen just so.</summary>
    private Particle WhereSeen()
    {
        var particle = Anywhere();
        ref readonly var seen = ref _seen[_chance.Below(_seenCount)];
        var alike = _signs.Of(seen.Class);
        if (alike.Length == 0) return particle;
        var sign = alike[_chance.Below(alike.Length)];
        var near = _edgesNear[Array.IndexOf(_signs.All, sign)];
        if (near.Length == 0) return particle;
        var best = double.PositiveInfinity;
        const int Tries = 12;
        for (var k = 0; k < Tries; k++)
        {
            var edge = near[_chance.Below(near.Length)];
            var s = _chance.Uniform() * _edges[edge].Length;
            var (bearing, distance) = _signs.From(_edges[edge].Curve.At(s), sign.X, sign.Y);
            var (turn, off) = (Angle.Difference(bearing, seen.Bearing), Math.Abs(distance - seen.Distance));
            if (Math.Abs(turn) > 0.35 || off > best) continue;
            best = off;
            (particle.Edge, particle.S, particle.Heading) = (edge, s, turn + 0.03 * _chance.Normal());
        }
        return particle;
    }

    private Particle Anywhere()
    {
        var at = _chance.Uniform() * _ends[^1];
        var edge = Array.BinarySearch(_ends, at);
        edge = Math.Min(edge < 0 ? ~edge : edge, _edges.Length - 1);
        return new Particle
        {
            Edge = edge, S = _chance.Uniform() * _edges[edge].Length, Left = 0.03 * _chance.Normal(), Heading = 0.12 * _chance.Normal(),
            Scale = _options.ScaleDeviation * _chance.Normal(), Bias = _options.YawBiasDeviation * _chance.Normal(),
        };
    }

    /// <summary>The nearest lane that leads the same way.</summary>
    private (int Edge, double S) Nearest(in Pose pose)
    {
        var (best, at) = (double.PositiveInfinity, (0, 0.0));
        for (var e = 0; e < _edges.Length; e++)
        {
            var on = _edges[e].Curve.Project(pose.X, pose.Y);
            if (Math.Abs(Angle.Difference(on.Theta, pose.Theta)) < 1 && on.Distance < best) (best, at) = (on.Distance, (e, on.S));
        }
        return at;
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
