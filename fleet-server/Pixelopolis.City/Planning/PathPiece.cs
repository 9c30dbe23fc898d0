using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>A straight (curvature 0) or a circular arc: where it starts, metres, 1/m positive to the left.</summary>
public readonly record struct PathPiece(Pose Start, double Length, double Curvature)
{
    public Pose End => At(Length);

    public Pose At(double s)
    {
        var turn = Curvature * s;
        if (Math.Abs(turn) < 1e-12) return Start with { X = Start.X + s * Math.Cos(Start.Theta), Y = Start.Y + s * Math.Sin(Start.Theta) };
        var chord = 2 / Curvature * Math.Sin(turn / 2);
        var way = Start.Theta + turn / 2;
        return new Pose(Start.X + chord * Math.Cos(way), Start.Y + chord * Math.Sin(way), Angle.Wrap(Start.Theta + turn));
    }

    public PathPiece Cut(double from, double to) => new(At(from), to - from, Curvature);

    /// <summary>The same piece <paramref name="left"/> metres to the left of it.</summary>
    public PathPiece Offset(double left)
    {
        var scale = 1 - Curvature * left;
        var (x, y) = Start.Ahead(0, left);
        return new PathPiece(new Pose(x, y, Start.Theta), Length * scale, Curvature / scale);
    }

    public PathPiece Reversed()
    {
        var end = End;
        return new PathPiece(end with { Theta = Angle.Wrap(end.Theta + Math.PI) }, Length, -Curvature);
    }
}
