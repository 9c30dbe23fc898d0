using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>Straights and arcs as one exact rational quadratic NURBS (Piegl and Tiller, The NURBS Book, 7.3), rounded to micrometres.</summary>
public static class PathCurve
{
    private const double WidestArc = Math.PI / 2 + 1e-9;

    /// <returns>Null for a single straight, which needs no trajectory.</returns>
    public static Nurbs? Of(RoadPath path)
    {
        if (path.Pieces.Count == 1 && path.Pieces[0].Curvature == 0) return null;
        var pieces = path.Pieces.SelectMany(Halved).ToList();
        var length = pieces.Sum(p => p.Length);
        var points = new List<ControlPoint> { Point(pieces[0].Start.X, pieces[0].Start.Y) };
        var knots = new List<double> { 0, 0, 0 };
        var s = 0.0;
        foreach (var piece in pieces)
        {
            var half = piece.Curvature * piece.Length / 2;
            var tangent = half == 0 ? piece.Length / 2 : Math.Tan(half) / piece.Curvature;
            var (x, y) = piece.Start.Ahead(tangent);
            points.Add(Point(x, y, Math.Cos(half)));
            points.Add(Point(piece.End.X, piece.End.Y));
            s += piece.Length;
            if (points.Count < 2 * pieces.Count + 1) knots.AddRange([Rounded(s / length, 9), Rounded(s / length, 9)]);
        }
        knots.AddRange([1, 1, 1]);
        return new Nurbs(2, knots, points);
    }

    public static double Rounded(double value, int digits = 6) => Math.Round(value, digits) + 0.0; // + 0.0: no negative zero

    private static IEnumerable<PathPiece> Halved(PathPiece piece)
    {
        var parts = Math.Max(1, (int)Math.Ceiling(Math.Abs(piece.Curvature * piece.Length) / WidestArc));
        for (var i = 0; i < parts; i++) yield return piece.Cut(piece.Length * i / parts, piece.Length * (i + 1) / parts);
    }

    private static ControlPoint Point(double x, double y, double weight = 1) => new(Rounded(x), Rounded(y), Rounded(weight, 9));
}
