using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>How a car gets from one pose to another: a straight, one rounded corner as wide as fits, or else an S of two arcs.</summary>
public static class TurnPath
{
    private const double ShortestTangent = 0.1;

    /// <summary>A straight ends where it would without a turn: what it leaves out, metres and radians, must be nothing.</summary>
    private const double Straight = 1e-9;

    public static RoadPath Between(Pose from, Pose to)
    {
        var turn = Angle.Difference(to.Theta, from.Theta);
        var (forward, left) = from.Local(to.X, to.Y);
        if (Math.Abs(turn) < Straight && Math.Abs(left) < Straight) return new RoadPath([new PathPiece(from, forward, 0)]);
        if (Math.Abs(turn) > 0.01)
        {
            // The two lanes' lines meet `after` metres past `from` and `before` metres short of `to`.
            var before = left / Math.Sin(turn);
            var after = forward - before * Math.Cos(turn);
            if (before >= ShortestTangent && after >= ShortestTangent) return Rounded(from, turn, after, before);
        }
        return TwoArcs(from, to);
    }

    private static RoadPath Rounded(Pose from, double turn, double after, double before)
    {
        var tangent = Math.Min(after, before);
        var radius = tangent / Math.Tan(Math.Abs(turn) / 2);
        var straight = new PathPiece(from, after - tangent, 0);
        var arc = new PathPiece(straight.End, radius * Math.Abs(turn), Math.Sign(turn) / radius);
        var rest = new PathPiece(arc.End, before - tangent, 0);
        return new RoadPath([.. new[] { straight, arc, rest }.Where(p => p.Length > 1e-9)]);
    }

    /// <summary>A biarc with equal tangents (Bolton 1975).</summary>
    private static RoadPath TwoArcs(Pose from, Pose to)
    {
        var (ax, ay) = (Math.Cos(from.Theta), Math.Sin(from.Theta));
        var (bx, by) = (Math.Cos(to.Theta), Math.Sin(to.Theta));
        var (vx, vy) = (to.X - from.X, to.Y - from.Y);
        var along = vx * (ax + bx) + vy * (ay + by);
        var square = vx * vx + vy * vy;
        var k = 2 * (1 - (ax * bx + ay * by));
        var d = Math.Abs(k) < 1e-9 ? square / (2 * along) : (-along + Math.Sqrt(along * along + k * square)) / k;
        var (mx, my) = ((from.X + to.X + d * (ax - bx)) / 2, (from.Y + to.Y + d * (ay - by)) / 2);
        var first = Arc(from, mx, my);
        return new RoadPath([first, Arc(first.End, to.X, to.Y)]);
    }

    /// <summary>The arc that leaves a pose along its heading and passes through a point.</summary>
    private static PathPiece Arc(Pose from, double x, double y)
    {
        var (forward, left) = from.Local(x, y);
        var chord = Math.Sqrt(forward * forward + left * left);
        var half = Math.Atan2(left, forward);
        var curvature = 2 * Math.Sin(half) / chord;
        return new PathPiece(from, Math.Abs(half) < 1e-9 ? chord : 2 * half / curvature, curvature);
    }
}
