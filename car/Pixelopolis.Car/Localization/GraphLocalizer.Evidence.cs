using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Localization;

/// <summary>How well each particle fits what the car sees.</summary>
public sealed partial class GraphLocalizer
{
    /// <summary>Of a sign that hangs nowhere: misread, or another thing altogether.</summary>
    private const double Phantom = -4.5;

    /// <summary>What the lane model sees of the lane ahead.</summary>
    public void SeeLane(in LaneReading lane)
    {
        const double Every = 0.03;
        if (_sinceLane < Every) return;
        _sinceLane = 0;
        for (var i = 0; i < _count; i++)
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
        _seenCount = SignReader.Read(sight, _signs.Camera, _options, _seen);
        foreach (ref readonly var sign in _seen.AsSpan(0, _seenCount)) _signShare[(int)ObjectClasses.Of(sign.Class)] += weight * sign.Reliability;
        _hidingCount = 0;
        foreach (ref readonly var thing in sight.Found())
            if (SignReader.Hides(thing)) _hiding[_hidingCount++] = thing;
        for (var i = 0; i < _count; i++) _fit[i] += weight * Fit(_particles[i]);
    }

    private bool IsHidden(double bearing)
    {
        foreach (ref readonly var thing in _hiding.AsSpan(0, _hidingCount))
            if (SignReader.Hides(thing, bearing, _signs.Camera)) return true;
        return false;
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
            fit += s.Reliability * best;
        }
        foreach (var sign in signs)
        {
            if (!_signs.IsPlain(sign, pose)) continue;
            var (bearing, distance) = _signs.From(pose, sign.X, sign.Y);
            var found = false;
            foreach (ref readonly var s in seen)
                found |= Math.Abs(Angle.Difference(s.Bearing, bearing)) < 0.12 && Math.Abs(s.Distance - distance) < 0.3 * distance;
            if (!found && !IsHidden(bearing)) fit += Missing;
        }
        return fit;
    }
}
