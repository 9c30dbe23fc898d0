using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Localization;

/// <summary>Where particles begin: at the start of a search, and anew while it goes on.</summary>
public sealed partial class GraphLocalizer
{
    /// <summary>Begins a search: the car may be anywhere, most likely near where it was last believed to be.</summary>
    /// <param name="near">The last belief; null where there was none.</param>
    /// <param name="share">Of the particles that begin near it.</param>
    public void Scatter(Pose? near, double share = 0.2)
    {
        var (edge, at) = near is { } pose ? Nearest(pose) : default;
        _count = _particles.Length;
        for (var i = 0; i < _count; i++)
        {
            _particles[i] = Anywhere();
            _fit[i] = 0;
            if (near is null || i >= share * _count) continue;
            _particles[i].Edge = edge;
            _particles[i].S = Math.Clamp(at + 0.15 * _chance.Normal(), 0, _edges[edge].Length);
        }
        (_sinceLane, _sinceSign, _signWeight, _travelled, _seenCount) = (0, 0, 0, 0, 0);
        Array.Clear(_signShare);
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
}
