using CsCheck;
using Pixelopolis.City.Geometry;
using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Tests.Geometry;

public sealed class LaneCurveTests
{
    private static readonly Gen<Pose> Poses = Gen.Select(Gen.Double[-5, 5], Gen.Double[-5, 5], Gen.Double[-Math.PI, Math.PI], (x, y, t) => new Pose(x, y, t));

    /// <summary>A straight or an arc of up to three quarters of a circle, radius from 0.1 m.</summary>
    private static readonly Gen<PathPiece> Pieces = Gen.Select(Poses, Gen.Double[0.1, 1.5], Gen.Double[-10, 10],
        (pose, length, curvature) => new PathPiece(pose, Math.Min(length, 4.7 / Math.Max(Math.Abs(curvature), 1e-9)), Math.Abs(curvature) < 0.1 ? 0 : curvature));

    private static readonly Gen<RoadPath> Paths = Gen.Select(Pieces, Gen.Select(Gen.Double[0.1, 1], Gen.Double[-5, 5]).Array[0, 4], (first, rest) =>
    {
        var pieces = new List<PathPiece> { first };
        foreach (var (length, curvature) in rest) pieces.Add(new PathPiece(pieces[^1].End, length, curvature));
        return new RoadPath(pieces);
    });

    [Fact]
    public void An_arcs_length_heading_and_curvature_are_the_circles() => Pieces.Sample(piece =>
    {
        var curve = Curve(new RoadPath([piece]));
        Assert.Equal(piece.Length, curve.Length, 1e-4);
        for (var i = 0; i <= 10; i++)
        {
            var s = Math.Min(curve.Length, piece.Length * i / 10);
            var (want, got) = (piece.At(s), curve.At(s));
            Assert.Equal(want.X, got.X, 5e-4);
            Assert.Equal(want.Y, got.Y, 5e-4);
            Assert.True(Math.Abs(Angle.Difference(want.Theta, got.Theta)) < 0.02, $"heading at {s}: {got.Theta} for {want.Theta}");
            Assert.True(Math.Abs(piece.Curvature - curve.CurvatureAt(s)) < 0.03 * Math.Abs(piece.Curvature) + 0.05, $"curvature at {s}: {curve.CurvatureAt(s)} for {piece.Curvature}");
        }
    });

    [Fact]
    public void A_path_of_straights_and_arcs_becomes_the_same_line() => Paths.Sample(path =>
    {
        var curve = Curve(path);
        Assert.Equal(path.Length, curve.Length, 5e-4);
        for (var i = 1; i < 20; i++)
        {
            var part = path.Cut(path.Length * i / 20, path.Length);
            var here = curve.At(curve.Length * i / 20);
            Assert.Equal(part.Start.X, here.X, 5e-4);
            Assert.Equal(part.Start.Y, here.Y, 5e-4);
        }
    });

    [Fact]
    public void Projecting_a_point_beside_the_curve_gives_back_where_it_is() =>
        Gen.Select(Pieces, Gen.Double[0.05, 0.95], Gen.Double[-0.08, 0.08]).Sample((piece, share, left) =>
        {
            var curve = Curve(new RoadPath([piece]));
            var s = share * curve.Length;
            var (x, y) = curve.At(s).Ahead(0, left);
            var found = curve.Project(x, y);
            Assert.True(Math.Abs(found.S - s) < 0.004, $"{found.S} for {s}");
            Assert.Equal(left, found.Left, 5e-4);
            Assert.Equal(Math.Abs(left), found.Distance, 5e-4);
        });

    [Fact]
    public void Past_its_ends_a_curve_goes_straight_on()
    {
        var curve = LaneCurve.Straight(1, 1, 1, 2);
        Assert.Equal(2.5, curve.At(1.5).Y, 9);
        Assert.Equal(0.5, curve.At(-0.5).Y, 9);
        Assert.Equal(0, curve.CurvatureAt(1.5));
    }

    [Fact]
    public void A_projection_can_be_kept_to_a_part_of_the_curve()
    {
        var circle = Curve(new RoadPath([new PathPiece(new Pose(0, 0, 0), 3.1 * Math.PI, 1 / 1.6)]));
        Assert.True(circle.Project(0, 0.02, from: 4).S > 4);
        Assert.True(circle.Project(0, 0.02, to: 4).S < 1);
    }

    [Fact]
    public void Reading_a_curve_allocates_nothing()
    {
        var curve = Curve(new RoadPath([new PathPiece(new Pose(0, 0, 0), 1, 2)]));
        Use(curve);
        Assert.Equal(0, Allocations.InSteadyState(() => Use(curve)));

        static void Use(LaneCurve curve)
        {
            for (var i = 0; i < 100; i++) _ = curve.Project(curve.At(i * 0.01).X, 0.1).S + curve.CurvatureAt(i * 0.01);
        }
    }

    private static LaneCurve Curve(RoadPath path)
    {
        var nurbs = PathCurve.Of(path);
        if (nurbs is not null) Assert.Null(nurbs.Fault());
        return nurbs is null ? LaneCurve.Straight(path.Start.X, path.Start.Y, path.End.X, path.End.Y) : LaneCurve.From(nurbs);
    }
}
