using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>A smooth line on the ground made of straights and arcs, each going on where the one before ended. Metres.</summary>
public sealed record RoadPath(IReadOnlyList<PathPiece> Pieces)
{
    private const double Nothing = 1e-9;

    public double Length => Pieces.Sum(p => p.Length);

    public Pose Start => Pieces[0].Start;

    public Pose End => Pieces[^1].End;

    /// <summary>1/m, the sharpest bend's; zero for a straight.</summary>
    public double SharpestCurvature => Pieces.Max(p => Math.Abs(p.Curvature));

    /// <summary>The part between two distances along the path.</summary>
    public RoadPath Cut(double from, double to)
    {
        var (cut, s) = (new List<PathPiece>(), 0.0);
        foreach (var piece in Pieces)
        {
            var (a, b) = (Math.Max(from - s, 0), Math.Min(to - s, piece.Length));
            if (b - a > Nothing) cut.Add(piece.Cut(a, b));
            s += piece.Length;
        }
        return new RoadPath(cut);
    }

    public RoadPath Offset(double left) => new([.. Pieces.Select(p => p.Offset(left))]);

    public RoadPath Reversed() => new([.. Pieces.Reverse().Select(p => p.Reversed())]);

    /// <summary>Two or more parts of equal length.</summary>
    public IEnumerable<RoadPath> Divide(int parts)
    {
        var length = Length;
        return Enumerable.Range(0, parts).Select(i => Cut(length * i / parts, length * (i + 1) / parts));
    }

    public RoadPath Then(RoadPath next) => new([.. Pieces, .. next.Pieces]);

    /// <summary>The path through corner points, each rounded with its radius; null where a leg is too short for its roundings.</summary>
    public static RoadPath? Through(IReadOnlyList<Corner> corners)
    {
        var pieces = new List<PathPiece>();
        var (x, y) = (corners[0].X, corners[0].Y);
        for (var i = 1; i < corners.Count; i++)
        {
            var heading = Math.Atan2(corners[i].Y - corners[i - 1].Y, corners[i].X - corners[i - 1].X);
            var last = i == corners.Count - 1;
            var turn = last ? 0 : Angle.Difference(Math.Atan2(corners[i + 1].Y - corners[i].Y, corners[i + 1].X - corners[i].X), heading);
            var tangent = corners[i].Radius * Math.Tan(Math.Abs(turn) / 2);
            var (ahead, _) = new Pose(x, y, heading).Local(corners[i].X, corners[i].Y);
            var straight = ahead - tangent;
            if (straight < -Nothing) return null;
            var piece = new PathPiece(new Pose(x, y, heading), straight, 0);
            if (straight > Nothing) pieces.Add(piece);
            if (Math.Abs(turn) < Nothing) { (x, y) = (piece.End.X, piece.End.Y); continue; }
            var arc = new PathPiece(piece.End, corners[i].Radius * Math.Abs(turn), Math.Sign(turn) / corners[i].Radius);
            pieces.Add(arc);
            (x, y) = (arc.End.X, arc.End.Y);
        }
        return new RoadPath(pieces);
    }
}

/// <summary>A point a street bends at, and the radius it bends with; metres. The radius of the first and last point means nothing.</summary>
public readonly record struct Corner(double X, double Y, double Radius = 0);
